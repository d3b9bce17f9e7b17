import process from 'node:process';
import {UsageError} from '../engine/errors.js';
import {hasEnvironmentKeys, profileInUse, readProfiles, regionOf, variable, type Profiles} from '../targets/aws/profiles.js';
import type {Flags} from './flags.js';

export type Surroundings = {
	/** True when a person is there to be asked, or nothing will be done. */
	readonly canAsk: boolean;
	/** True in a workspace that was begun: it knows its profile and its region. */
	readonly hasBegun: boolean;
};

/**
The flags of a run on AWS, with the profile and the region that the environment and the AWS files name where the flags do not.

@throws UsageError that lists every flag which is missing, or for a profile that there is not.
*/
export async function awsFlags(flags: Flags, {canAsk, hasBegun}: Surroundings): Promise<Flags> {
	const profiles = await readProfiles();
	const profile = profileInUse(flags.profile);
	mustExist(profiles, profile);
	mustExist(profiles, flags.secondProfile);
	const region = flags.region ?? regionOf(profiles, profile);
	const missing = [
		...(canAsk || flags.yes ? [] : [{flag: '--yes', why: 'nobody is there to confirm the account'}]),
		...(hasBegun || canAsk || hasSource(profiles, profile) ? [] : [{flag: '--profile', why: 'there are no other AWS credentials here'}]),
		...(hasBegun || region !== undefined ? [] : [{flag: '--region', why: 'neither AWS_REGION nor the profile names one'}]),
	];
	if (missing.length > 0) {
		throw new UsageError(`--target aws needs ${missing.map(({flag, why}) => `${flag} (${why})`).join(', ')}.`, {
			tryThis: 'E.g. layer-wizard --target aws --profile my-profile --region eu-central-1 --yes',
		});
	}

	return hasBegun ? flags : {...flags, ...(profile !== undefined && {profile}), ...(region !== undefined && {region})};
}

/** Where keys can come from without a profile, beside the environment: roles of containers, and tokens of pipelines. */
const otherSources = ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_WEB_IDENTITY_TOKEN_FILE'] as const;

function hasSource({names}: Profiles, profile: string | undefined): boolean {
	return profile !== undefined || names.includes('default') || hasEnvironmentKeys() || otherSources.some(name => variable(process.env, name) !== undefined);
}

/** @throws UsageError for a profile that there is not, with those that there are. */
export function mustExist({names}: Profiles, profile: string | undefined): void {
	if (profile !== undefined && !names.includes(profile)) {
		throw new UsageError(`There is no AWS profile ${JSON.stringify(profile)}.`, {
			tryThis: names.length > 0 ? `There are: ${names.join(', ')}.` : 'Make one: aws configure --profile <name>, or aws configure sso.',
		});
	}
}
