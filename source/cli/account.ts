import prettyBytes from 'pretty-bytes';
import type {Settings} from '../chapters/context.js';
import {functionStack, layerStack} from '../chapters/names.js';
import {functionResources, layerResources} from '../chapters/resources.js';
import {isOwn} from '../chapters/stacks.js';
import {CloudError, Quit, UsageError} from '../engine/errors.js';
import type {Journal} from '../engine/journal.js';
import type {Ask, Question} from '../engine/questions.js';
import type {Account, AwsTarget} from '../targets/aws/aws.js';
import {SignInOver} from '../targets/aws/credentials.js';
import {accountNote, accountOf} from './account-note.js';
import {clearedWay} from './obstacles.js';
import {signIn} from './sign-in.js';

export type Entrance = {
	readonly target: Pick<AwsTarget, 'enter'>;
	readonly settings: Settings;
	readonly journal: Pick<Journal, 'note' | 'recall'>;
	readonly ask: Ask;
	/** True with `--yes`: every question has its answer. */
	readonly isAgreed: boolean;
	/** True while nothing of the workspace is written, so that its stage may still change. */
	readonly isNew: boolean;
	/** Gives a program the terminal. */
	readonly lendTerminal: <Result>(work: () => Promise<Result>) => Promise<Result>;
	readonly signal: AbortSignal;
};

/**
Enters the person's account: signs in if need be, looks at what is there already, and has the person confirm what will be made.
Nothing has been changed before the answer but what the person has asked for.

@returns The account, and the settings with another stage if the person took one.
@throws WizardError when the account cannot be used; Quit when the person says no.
*/
export async function enterAccount(entrance: Entrance): Promise<{readonly account: Account; readonly settings: Settings}> {
	const account = await reachAccount(entrance);
	const {journal, isAgreed} = entrance;
	const {identity, region, endpoint} = account;
	const settings = await clearedWay(account, entrance.settings, entrance);
	const storage = await roomFor(account);
	if (!isAgreed && !await hasDeployed(account, settings)) {
		await agree({id: 'account', values: {...identity, region, endpoint: endpoint ?? 'AWS', storage}}, entrance);
		await agree({id: 'plan', resources: [...functionResources(settings), ...layerResources(settings)]}, entrance);
	}

	journal.note(accountNote, {account: identity.account, region});
	return {account, settings};
}

/** True when a stack of this workspace is in the account: the user has agreed before. That the journal says so does not count. */
async function hasDeployed({api}: Account, settings: Settings): Promise<boolean> {
	const stacks = await Promise.all([functionStack({settings}), layerStack({settings})].map(async name => api.stack(name)));
	return stacks.some(stack => stack && isOwn(stack, settings));
}

/** The least that a walkthrough with a small package puts into Lambda's code storage, in bytes. */
const leastStorage = 50_000_000;

/** How much of the region's code storage is used, in words; throws CloudError when there is no room for a layer. */
async function roomFor({api, region}: Account): Promise<string> {
	const {codeStorage, codeStorageUsed} = await api.quotas();
	const used = `${prettyBytes(codeStorageUsed)} / ${prettyBytes(codeStorage)}`;
	if (codeStorage - codeStorageUsed < leastStorage) {
		throw new CloudError(`The code storage of Lambda in ${region} is used up: ${used}.`, {
			tryThis: 'Delete old layer versions and function versions there, take another --region, or ask AWS for more in the Service Quotas console.',
		});
	}

	return used;
}

/** Goes on only with the person's word; Enter alone is none. */
async function agree(about: Pick<Question, 'id' | 'values' | 'resources'>, {ask, signal}: Entrance): Promise<void> {
	const answer = await ask({...about, choices: ['stop', 'agree'], fallback: 'stop', flag: '--yes'}, signal);
	signal.throwIfAborted();
	if (answer === 'stop') {
		throw new Quit();
	}
}

/**
Calls STS, and offers to sign in again when that is what is missing.

@throws UsageError when the account is not the one that the workspace deploys to; as `enterAccount` does.
*/
export async function reachAccount(entrance: Pick<Entrance, 'target' | 'journal' | 'ask' | 'lendTerminal' | 'signal'>): Promise<Account> {
	const account = await signedIn(entrance);
	const known = accountOf(entrance.journal);
	if (known && known.account !== account.account) {
		throw new UsageError(`This workspace deploys to the account ${known.account}, and these credentials are of the account ${account.account}.`, {
			tryThis: 'Name a profile of that account with --profile, or another directory.',
		});
	}

	return account;
}

async function signedIn(entrance: Pick<Entrance, 'target' | 'ask' | 'lendTerminal' | 'signal'>): Promise<Account> {
	const {target, ask, signal, lendTerminal} = entrance;
	try {
		return await target.enter(signal);
	} catch (error) {
		if (!(error instanceof SignInOver)) {
			throw error;
		}

		const answer = await ask({id: 'signIn', choices: ['signIn', 'stop'], fallback: 'stop', values: {profile: error.profile ?? 'default'}}, signal);
		signal.throwIfAborted();
		if (answer === 'stop') {
			throw error;
		}

		await lendTerminal(async () => signIn(error.profile, signal));
		return signedIn(entrance);
	}
}
