import {UsageError} from '../engine/errors.js';
import {awsTarget} from '../targets/aws/aws.js';
import {credentialsFrom} from '../targets/aws/credentials.js';
import {profileInUse, readProfiles, regionOf} from '../targets/aws/profiles.js';
import type {Need, Surroundings} from './need.js';

/** What AWS needs: keys, a region, and that it knows them. */
export const awsNeeds: readonly Need[] = [
	{
		id: 'credentials',
		title: 'AWS credentials',
		level: 'required',
		async look({account, signal}) {
			const profile = profileInUse(account.profile);
			await credentialsFrom({profile, mfaCode, signal})();
			return profile === undefined ? 'found without a profile' : `of the profile ${profile}`;
		},
	},
	{
		id: 'region',
		title: 'AWS region',
		level: 'required',
		look: async ({account}) => regionFor(account),
	},
	{
		id: 'identity',
		title: 'AWS account',
		level: 'required',
		after: 'credentials',
		async look({account, signal}) {
			// STS answers everywhere; a missing region is told in its own row.
			const region = await regionFor(account).catch(() => 'us-east-1');
			const {identity, endpoint} = await awsTarget({profile: profileInUse(account.profile), region, mfaCode}).enter(signal);
			return `${identity.account}, ${identity.arn}${endpoint === undefined ? '' : `, at ${endpoint}`}`;
		},
	},
];

async function regionFor({profile, region}: Surroundings['account']): Promise<string> {
	const found = region ?? regionOf(await readProfiles(), profileInUse(profile));
	if (found === undefined) {
		throw new UsageError('Neither AWS_REGION nor the profile names a region.', {tryThis: 'Name one: --region eu-central-1, or aws configure set region eu-central-1.'});
	}

	return found;
}

async function mfaCode(device: string): Promise<string> {
	throw new UsageError(`The profile asks for a code of ${device}.`, {tryThis: 'The walkthrough asks for it in a terminal.'});
}
