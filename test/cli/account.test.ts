import {describe, expect, test} from 'vitest';
import type {Settings} from '../../source/chapters/context.js';
import {enterAccount, type Entrance} from '../../source/cli/account.js';
import {Quit} from '../../source/engine/errors.js';
import {answerTo, type Ask, type Question} from '../../source/engine/questions.js';
import {runtimes} from '../../source/lambda/runtimes.js';
import type {CloudApi} from '../../source/targets/api.js';
import type {Stack} from '../../source/targets/api/stacks.js';
import type {Account} from '../../source/targets/aws/aws.js';

const [runtime] = runtimes;
if (!runtime) {
	throw new Error('Lambda has a Python runtime.');
}

const settings: Settings = {
	target: 'aws', workspaceId: 'mine', profile: undefined, packages: ['numpy'], packageNames: ['numpy'], runtime,
	architecture: 'x86_64', packing: 'native', region: 'eu-west-1', stage: 'dev', layerName: undefined,
};

const own = {'layer-wizard': 'mine'};

const stack = (status: string, tags: Stack['tags'] = own): Stack => ({id: 'id', name: 'sls-layers-python-dev', status, statusReason: undefined, tags, outputs: {}});

type Given = {
	readonly stacks?: readonly Stack[];
	readonly storageUsed?: number;
	readonly answers?: Readonly<Record<string, string>>;
	readonly notes?: Readonly<Record<string, unknown>>;
	readonly entrance?: Partial<Entrance>;
};

/** Enters an account that has these stacks, as a person with these answers. */
async function entered({stacks = [], storageUsed = 0, answers = {account: 'agree', plan: 'agree'}, notes = {}, entrance = {}}: Given) {
	const questions: Question[] = [];
	const kept = new Map(Object.entries(notes));
	const ask: Ask = async question => {
		questions.push(question);
		return answerTo(question, answers[question.id] ?? question.fallback);
	};

	const api: Pick<CloudApi, 'stack' | 'quotas'> = {
		stack: async name => stacks.find(each => each.name === name),
		quotas: async () => ({codeStorage: 80_530_636_800, codeStorageUsed: storageUsed, unzipped: 262_144_000, zipped: 52_428_800}),
	};
	const account = {
		account: '111122223333', region: 'eu-west-1', endpoint: undefined, api, identity: {account: '111122223333', arn: 'arn:aws:iam::111122223333:user/learner'},
	};
	const result = await enterAccount({
		// Only what is looked at before the run; the rest is under test end to end.
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
		target: {enter: async () => account as unknown as Account},
		settings,
		journal: {
			note(id, value) {
				kept.set(id, value);
			},
			recall: id => kept.get(id),
		},
		ask,
		isAgreed: false,
		isNew: true,
		lendTerminal: async work => work(),
		signal: new AbortController().signal,
		...entrance,
	});
	return {...result, kept, ids: questions.map(({id}) => id), questions};
}

describe('what the person is asked before the first change', () => {
	test('whose account it is, then what will be made there', async () => {
		const {ids, questions, kept} = await entered({storageUsed: 2_000_000_000});
		expect(ids).toEqual(['account', 'plan']);
		expect(questions[0]?.values).toEqual({account: '111122223333', arn: 'arn:aws:iam::111122223333:user/learner', region: 'eu-west-1', endpoint: 'AWS', storage: '2 GB / 80.5 GB'});
		expect(questions[1]?.resources?.map(({kind}) => kind)).toEqual(['stack', 'bucket', 'function', 'role', 'logGroup', 'stack', 'bucket', 'layer']);
		expect(kept.get('account')).toEqual({account: '111122223333', region: 'eu-west-1'});
	});

	test.each([{account: 'stop'}, {account: 'agree', plan: 'stop'}, {}])('without the word, %j, nothing', async answers => {
		await expect(entered({answers})).rejects.toBeInstanceOf(Quit);
	});

	test('nothing where a stack of this workspace is there, or by --yes', async () => {
		expect(await entered({stacks: [stack('CREATE_COMPLETE')]})).toMatchObject({ids: []});
		expect(await entered({entrance: {isAgreed: true}})).toMatchObject({ids: []});
	});

	test('both, where only the journal says that it was agreed to', async () => {
		expect(await entered({notes: {account: {account: '111122223333', region: 'eu-west-1'}}})).toMatchObject({ids: ['account', 'plan']});
	});
});

describe('what stands in the way', () => {
	test('another account than the workspace\'s', async () => {
		await expect(entered({notes: {account: {account: '999988887777', region: 'eu-west-1'}}})).rejects.toMatchObject({code: 'UsageError', message: expect.stringContaining('deploys to the account 999988887777')});
	});

	test('somebody else\'s stack: another stage is taken', async () => {
		const {settings: taken, ids, questions} = await entered({stacks: [stack('CREATE_COMPLETE', {})]});
		expect(taken.stage).toBe('dev-2');
		expect(ids).toEqual(['newStage', 'account', 'plan']);
		const [{check} = {}] = questions;
		expect([check?.('dev'), check?.('prod'), check?.('a b')]).toEqual([false, true, false]);
	});

	test('somebody else\'s stack, in a workspace whose stage is written already', async () => {
		await expect(entered({stacks: [stack('CREATE_COMPLETE', {})], entrance: {isNew: false}})).rejects.toMatchObject({code: 'UsageError', details: {tryThis: expect.stringContaining('another directory')}});
	});

	test('a stack that is being changed', async () => {
		await expect(entered({stacks: [stack('UPDATE_IN_PROGRESS')]})).rejects.toMatchObject({code: 'CloudError', message: 'The stack sls-layers-python-dev is being changed right now (UPDATE_IN_PROGRESS).'});
	});

	test('code storage that is used up', async () => {
		await expect(entered({storageUsed: 80_500_000_000})).rejects.toMatchObject({code: 'CloudError', message: 'The code storage of Lambda in eu-west-1 is used up: 80.5 GB / 80.5 GB.'});
	});
});
