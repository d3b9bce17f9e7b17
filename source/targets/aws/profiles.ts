import process from 'node:process';
import {parseKnownFiles} from '@smithy/core/config';
import {messageOf, UsageError} from '../../engine/errors.js';

/** What the person's AWS files say; see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html. */
export type Profiles = {
	readonly names: readonly string[];
	/** A profile's settings; empty when there is none of that name. */
	readonly settings: (profile: string) => Readonly<Record<string, string | undefined>>;
	/** The addresses of single services that a `services` section gives, by its name. */
	readonly services: (section: string) => Readonly<Record<string, string | undefined>>;
};

/** Sections that are not profiles are named after what they are. */
const otherSection = /^(?:sso-session|services)\./v;

/**
Reads ~/.aws/config and ~/.aws/credentials, or the files that AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name. Absent ones are empty.

@throws UsageError when one cannot be read.
*/
export async function readProfiles(): Promise<Profiles> {
	const sections = await parseKnownFiles({ignoreCache: true}).catch((error: unknown) => {
		throw new UsageError(`The AWS configuration files cannot be read: ${messageOf(error)}.`, {tryThis: 'Mend them, or name others: AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE.', cause: error});
	});
	return {
		names: Object.keys(sections).filter(name => !otherSection.test(name)),
		settings: profile => sections[profile] ?? {},
		services: section => sections[`services.${section}`] ?? {},
	};
}

/** A variable's value; an empty one counts as none. */
export const variable = (env: NodeJS.ProcessEnv, name: string): string | undefined => env[name] === '' ? undefined : env[name];

/** The profile that the SDK takes when none is named; undefined: the keys of the environment, or of the machine. */
export function profileInUse(given: string | undefined, env: NodeJS.ProcessEnv = process.env): string | undefined {
	return given ?? variable(env, 'AWS_PROFILE');
}

/** True when the environment itself holds keys. */
export const hasEnvironmentKeys = (env: NodeJS.ProcessEnv = process.env): boolean => Boolean(env.AWS_ACCESS_KEY_ID) && Boolean(env.AWS_SECRET_ACCESS_KEY);

/** The region that the environment or the profile names, as the SDK and the AWS command line take it; undefined when none does. */
export function regionOf(profiles: Profiles, profile: string | undefined, env: NodeJS.ProcessEnv = process.env): string | undefined {
	return variable(env, 'AWS_REGION') ?? variable(env, 'AWS_DEFAULT_REGION') ?? profiles.settings(profile ?? 'default').region;
}
