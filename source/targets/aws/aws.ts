import {connect, type Credentials, type Identity} from '../api.js';
import {isLayerPath, layerIndex} from '../layer-path.js';
import {isLoopback, proxyFor} from '../../tools/proxies.js';
import type {Cloud, Target} from '../target.js';
import {credentialsFrom} from './credentials.js';
import {addressOf, endpointVariables, endpointsOf} from './endpoints.js';
import {readProfiles} from './profiles.js';
import {secondAccount} from './second-account.js';

export type AwsOptions = {
	/** Undefined: the SDK's own order. */
	readonly profile: string | undefined;
	/** Of another account, to share the layer with; undefined: there is none. */
	readonly secondProfile?: string | undefined;
	readonly region: string;
	/** Asks for the code of a profile's second factor. */
	readonly mfaCode: (device: string) => Promise<string>;
};

/** A cloud of which is known who calls it. */
export type Account = Cloud & {readonly identity: Identity};

/**
How often Serverless asks how a stack is doing, in milliseconds: its default of 5000 makes short deploys long, and
DescribeStackEvents stands far more than one call in two seconds. An emulator does not mind at all.
*/
const monitoringPoll = {aws: '2000', emulator: '200'} as const;

export type AwsTarget = Target & {readonly enter: (signal: AbortSignal) => Promise<Account>};

/**
The person's own account, or what stands in for it at an endpoint that they have set.

@returns Of which `enter` throws SignInOver, UsageError without keys, and CloudError when STS refuses.
*/
export function awsTarget({profile, secondProfile, region, mfaCode}: AwsOptions): AwsTarget {
	const enter = async (signal: AbortSignal): Promise<Account> => {
		const endpoints = endpointsOf(await readProfiles(), profile);
		const credentials = credentialsFrom({profile, mfaCode, signal});
		// Before the first call: what is wrong with the keys is then told as such.
		await credentials();
		const apiWith = (ownSignal: AbortSignal) => connect({region, credentials, endpointOf: service => addressOf(endpoints, service), signal: ownSignal});
		const api = apiWith(signal);
		const identity = await api.identity();
		const isLocal = endpoints.all !== undefined && isLoopback(endpoints.all);
		return {
			endpoint: endpoints.all,
			account: identity.account,
			region,
			isLocal,
			proxy: proxyFor(endpoints.all ?? `https://cloudformation.${region}.amazonaws.com`),
			environment: async () => ({
				...keyVariables(await credentials()),
				...endpointVariables(endpoints),
				AWS_REGION: region,
				// What the SDK for Python reads.
				AWS_DEFAULT_REGION: region,
				// All is decided here; the files could add an endpoint or a role of another profile.
				AWS_CONFIG_FILE: '/dev/null',
				AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
				AWS_EC2_METADATA_DISABLED: 'true',
				SLS_AWS_MONITORING_FREQUENCY: isLocal ? monitoringPoll.emulator : monitoringPoll.aws,
			}),
			api,
			apiWith,
			second: secondProfile === undefined ? undefined : await secondAccount({profile: secondProfile, mfaCode, signal}, {region, first: identity}),
			isLayerPath,
			layerIndex,
			identity,
			stop,
		};
	};

	return {
		name: 'aws',
		description: `AWS account of ${profile === undefined ? 'the credentials in use' : `the profile ${profile}`}, region ${region}`,
		hasSecond: secondProfile !== undefined,
		isInstalled: async () => true,
		async install() {
			// There is nothing to install.
		},
		start: async ({signal}) => enter(signal),
		findRunning: async () => undefined,
		enter,
	};
}

async function stop(): Promise<void> {
	// It goes on without the wizard.
}

function keyVariables({accessKeyId, secretAccessKey, sessionToken}: Credentials) {
	return {
		AWS_ACCESS_KEY_ID: accessKeyId,
		AWS_SECRET_ACCESS_KEY: secretAccessKey,
		...(sessionToken !== undefined && {AWS_SESSION_TOKEN: sessionToken}),
	};
}
