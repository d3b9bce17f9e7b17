import {describe, expect, test} from 'vitest';
import {addressOf, endpointsOf, endpointVariables} from '../../../source/targets/aws/endpoints.js';
import type {Profiles} from '../../../source/targets/aws/profiles.js';

const settings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	default: {endpoint_url: 'http://default'},
	emulator: {endpoint_url: 'http://profile', services: 'local'},
	ignoring: {endpoint_url: 'http://profile', ignore_configured_endpoint_urls: 'true'},
	aws: {},
};

const profiles: Profiles = {
	names: Object.keys(settings),
	settings: profile => settings[profile] ?? {},
	services: section => section === 'local' ? {'lambda.endpoint_url': 'http://section', 'cloudwatch_logs.endpoint_url': 'http://logs'} : {},
};

describe('where services answer', () => {
	test('at AWS itself, when nobody says otherwise', () => {
		const endpoints = endpointsOf(profiles, 'aws', {});
		expect(addressOf(endpoints, 'LAMBDA')).toBeUndefined();
		expect(endpointVariables(endpoints)).toEqual({});
	});

	test('at the profile\'s address, and single services at the address of its services section', () => {
		const endpoints = endpointsOf(profiles, 'emulator', {});
		expect([addressOf(endpoints, 'S3'), addressOf(endpoints, 'LAMBDA'), addressOf(endpoints, 'CLOUDWATCH_LOGS')]).toEqual(['http://profile', 'http://section', 'http://logs']);
		expect(endpointVariables(endpoints)).toEqual({
			AWS_ENDPOINT_URL: 'http://profile',
			AWS_ENDPOINT_URL_LAMBDA: 'http://section',
			AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://logs',
		});
	});

	test('without a profile at the default profile\'s', () => {
		expect(addressOf(endpointsOf(profiles, undefined, {}), 'STS')).toBe('http://default');
	});

	test('the environment\'s address beats all of the profile\'s, and one for a service beats that', () => {
		const endpoints = endpointsOf(profiles, 'emulator', {AWS_ENDPOINT_URL: 'http://environment', AWS_ENDPOINT_URL_S3: 'http://s3'});
		expect([addressOf(endpoints, 'LAMBDA'), addressOf(endpoints, 'S3')]).toEqual(['http://environment', 'http://s3']);
	});

	test('at AWS itself when configured addresses are to be ignored', () => {
		expect(addressOf(endpointsOf(profiles, 'ignoring', {}), 'LAMBDA')).toBeUndefined();
		expect(addressOf(endpointsOf(profiles, 'emulator', {AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true', AWS_ENDPOINT_URL: 'http://environment'}), 'LAMBDA')).toBeUndefined();
	});
});
