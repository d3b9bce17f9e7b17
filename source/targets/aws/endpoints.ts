import process from 'node:process';
import type {Variables} from '../../tools/environment.js';
import {services, type Service} from '../api.js';
import {variable, type Profiles} from './profiles.js';

/** Where the services that a walkthrough calls answer, if not at AWS's own addresses. */
export type Endpoints = {
	/** For all services; undefined: AWS's own. */
	readonly all: string | undefined;
	/** For single ones. */
	readonly services: Readonly<Partial<Record<Service, string>>>;
};

/**
The addresses that the environment and the profile set; the environment beats the profile, and there one service beats all.
Rule: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
*/
export function endpointsOf(profiles: Profiles, profile: string | undefined, env: NodeJS.ProcessEnv = process.env): Endpoints {
	const settings = profiles.settings(profile ?? 'default');
	if ([env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS, settings.ignore_configured_endpoint_urls].includes('true')) {
		return {all: undefined, services: {}};
	}

	const section = settings.services === undefined ? {} : profiles.services(settings.services);
	const global = variable(env, 'AWS_ENDPOINT_URL');
	const found = services.flatMap(service => {
		const address = variable(env, `AWS_ENDPOINT_URL_${service}`) ?? (global === undefined ? section[`${service.toLowerCase()}.endpoint_url`] : undefined);
		return address === undefined ? [] : [[service, address] as const];
	});
	return {all: global ?? settings.endpoint_url, services: Object.fromEntries(found)};
}

/** The address of a service; undefined: AWS's own. */
export const addressOf = ({all, services: single}: Endpoints, service: Service): string | undefined => single[service] ?? all;

/** The variables that make other programs use the same addresses. */
export function endpointVariables({all, services: single}: Endpoints): Variables {
	return {
		...(all !== undefined && {AWS_ENDPOINT_URL: all}),
		...Object.fromEntries(Object.entries(single).map(([service, address]) => [`AWS_ENDPOINT_URL_${service}`, address])),
	};
}

