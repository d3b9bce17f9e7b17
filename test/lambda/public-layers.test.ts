import {describe, expect, test} from 'vitest';
import {looksLikeArn, readLayerArn} from '../../source/lambda/layer-arn.js';
import {knownArn, publicLayers, publishedFrom} from '../../source/lambda/public-layers.js';

const place = {region: 'eu-central-1', runtime: 'python3.13', architecture: 'arm64'} as const;

/** An ARN with something in each of its places. */
const filled = (arn: string) => arn.replaceAll(/\{(?<name>\w+)\}/gv, (_, name: string) => values[name] ?? '');
const values: Readonly<Record<string, string>> = {region: 'us-east-1', account: '123456789012', python: '313', arch: '-Arm64', package: 'numpy', version: '7'};

test.each(publicLayers)('$name: its pattern makes a layer version\'s ARN', ({arn, arch}) => {
	expect(looksLikeArn(arn)).toBe(true);
	expect(readLayerArn(filled(arn))).toMatchObject({partition: 'aws', region: 'us-east-1', account: '123456789012', version: 7});
	expect(arn.includes('{arch}')).toBe(arch !== undefined);
});

test('no account is two publishers\' at once', () => {
	const accounts = publicLayers.flatMap(layer => layer.accounts);
	expect(new Set(accounts).size).toBe(accounts.length);
});

test.each([
	['770693421928', 'Klayers'],
	['017000801446', 'Powertools for AWS Lambda (Python)'],
	['336392948345', 'AWS SDK for pandas'],
	['904233096616', 'AWS Distro for OpenTelemetry (Python)'],
])('%s is the account of %s', (account, name) => {
	expect(publishedFrom(account)?.name).toBe(name);
});

test('of another account nobody is known', () => {
	expect(publishedFrom('123456789012')).toBeUndefined();
});

describe('an ARN without a look for its version', () => {
	const [klayers, powertools, pandas, openTelemetry] = publicLayers;

	test('is made where a version is known for every region', () => {
		expect(knownArn(powertools!, place)).toBe('arn:aws:lambda:eu-central-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-arm64:37');
		expect(knownArn(powertools!, {...place, architecture: 'x86_64'})).toBe('arn:aws:lambda:eu-central-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python313-x86_64:37');
	});

	test('is not made for a runtime or a partition that the version is not known for', () => {
		expect(knownArn(powertools!, {...place, runtime: 'python3.9'})).toBeUndefined();
		expect(['cn-north-1', 'us-gov-west-1', 'us-isob-east-1', 'eusc-de-east-1'].filter(region => knownArn(powertools!, {...place, region}) !== undefined)).toEqual([]);
	});

	test('is not made where the version, the account or the package must be looked up', () => {
		expect([klayers, pandas, openTelemetry].map(layer => knownArn(layer!, place))).toEqual([undefined, undefined, undefined]);
		const known = {version: 1, runtimes: ['python3.13']};
		expect(knownArn({...klayers!, known}, place)).toBeUndefined();
		expect(knownArn({...openTelemetry!, known}, place)).toBeUndefined();
		expect(knownArn({...pandas!, known}, place)).toBe('arn:aws:lambda:eu-central-1:336392948345:layer:AWSSDKPandas-Python313-Arm64:1');
	});
});
