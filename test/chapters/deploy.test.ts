import {mkdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {deployStack} from '../../source/chapters/deploy.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {answerTo, askNobody, type Ask, type Question} from '../../source/engine/questions.js';
import type {CloudApi} from '../../source/targets/api.js';
import type {Stack} from '../../source/targets/api/stacks.js';
import type {Cloud} from '../../source/targets/target.js';
import {contextFor} from '../support/context.js';
import {temporaryDirectory} from '../support/directory.js';

const name = 'sls-layers-python-dev';

/** Deploys to a stack that has lost its function, or failed, in a cloud that says no to every deletion. */
async function deployed({target, status = 'CREATE_COMPLETE', answer}: {readonly target: 'practice' | 'aws'; readonly status?: string; readonly answer?: string}) {
	const asked: Question[] = [];
	const told: string[] = [];
	const ask: Ask = async question => {
		asked.push(question);
		return answerTo(question, answer ?? '');
	};

	const stack: Stack = {id: 'id', name, status, statusReason: undefined, tags: {'layer-wizard': 'w'}, outputs: {}};
	const api: Pick<CloudApi, 'stack' | 'removal' | 'deleteStack'> = {
		stack: async () => stack,
		async removal() {
			return {things: async () => [], events: async () => [], exists: async () => true, emptyBucket: async () => undefined, remove: async () => undefined};
		},
		async deleteStack() {
			throw new Error('deletion');
		},
	};
	const workspace = workspaceAt(temporaryDirectory());
	mkdirSync(workspace.state);
	const context = contextFor('ship.deploy', workspace, {
		settings: {target},
		ask: answer === undefined ? askNobody : ask,
		// Only what is called up to the deletion.
		// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
		cloud: {account: '', region: '', isLocal: true, api} as unknown as Cloud,
		emit(event) {
			told.push(event.type === 'warning' ? `${event.code}: ${event.message}` : event.type);
		},
	});
	const error: unknown = await deployStack(context, {command: {folder: '.', argv: ['false']}, stack: name, missing: async () => ({kind: 'function', name: 'f'})}).catch((error_: unknown) => error_);
	return {asked, told, error};
}

const lost = `The cloud no longer has the function f, though it has the stack ${name}`;
const failed = `The stack ${name} is in the state ROLLBACK_COMPLETE, in which CloudFormation can only delete it`;

test.each([
	{status: 'CREATE_COMPLETE', what: lost, question: {id: 'lostPart', values: {stack: name, part: 'f'}}},
	{status: 'ROLLBACK_COMPLETE', what: failed, question: {id: 'failedStack', values: {stack: name, status: 'ROLLBACK_COMPLETE'}}},
])('in an account a stack is deleted only with the person\'s word: $status', async ({status, what, question}) => {
	const refused = await deployed({target: 'aws', status, answer: 'stop'});
	expect(refused.asked).toEqual([{...question, step: 'ship.deploy', choices: ['stop', 'delete'], fallback: 'stop', flag: '--yes'}]);
	expect(refused.error).toMatchObject({
		code: 'CloudError',
		message: `${what}; you wanted it to stay, so it is left as it is.`,
		details: {tryThis: expect.stringContaining(`aws cloudformation delete-stack --stack-name ${name} --region us-east-1`), isDecided: true},
	});
	expect(refused.told).toEqual([]);
	const agreed = await deployed({target: 'aws', status, answer: 'delete'});
	expect(agreed.error).toEqual(new Error('deletion'));
	expect(agreed.told).toEqual([expect.stringContaining(`: ${what}: the stack is removed and deployed again.`)]);
});

test.each([
	['with --yes', {target: 'aws'}],
	['on the practice cloud', {target: 'practice', answer: 'stop'}],
] as const)('%s it is told and not asked', async (_, how) => {
	const {asked, told, error} = await deployed(how);
	expect(asked).toEqual([]);
	expect(told).toEqual([`cloud.lost: ${lost}: the stack is removed and deployed again.`]);
	expect(error).toEqual(new Error('deletion'));
});
