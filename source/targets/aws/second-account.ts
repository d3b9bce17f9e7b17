import {UsageError} from '../../engine/errors.js';
import {connect, type Identity} from '../api.js';
import type {SecondAccount} from '../target.js';
import {credentialsFrom, type CredentialSource} from './credentials.js';
import {addressOf, endpointsOf} from './endpoints.js';
import {readProfiles} from './profiles.js';

/**
The account of a second profile, to share a layer with.

@throws UsageError when it is the first account again or there are no keys; CloudError when STS refuses.
*/
export async function secondAccount({profile, mfaCode, signal}: CredentialSource, {region, first}: {readonly region: string; readonly first: Identity}): Promise<SecondAccount> {
	const endpoints = endpointsOf(await readProfiles(), profile);
	const credentials = credentialsFrom({profile, mfaCode, signal});
	const apiWith = (ownSignal: AbortSignal) => connect({region, credentials, endpointOf: service => addressOf(endpoints, service), signal: ownSignal});
	const {account} = await apiWith(signal).identity();
	if (account === first.account) {
		throw new UsageError(`The profile ${JSON.stringify(profile)} is of the account ${account}, which is the first one already.`, {
			tryThis: 'Name a profile of another account with --second-profile, or leave it out.',
		});
	}

	return {account, apiWith};
}
