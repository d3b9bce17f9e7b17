import {beforeAll, expect} from 'vitest';
import en from '../../source/lessons/en/interface.json' with {type: 'json'};
import {fill} from '../../source/lessons/strings.js';
import {inventory} from '../support/account.js';
import {suiteDirectory} from '../support/directory.js';
import {startEmulator, type Emulator} from '../support/emulator.js';
import {fault} from '../support/fault.js';
import {changed, deleteBuckets, deleteFunction, deleteVersions, emptyBuckets, failFunctionStack, functionName, functionStack, layerStack, lossRows, newVersion, partLost, stackLost, takeLayer, wholeFunction, type Loss} from '../support/losses.js';
import {writeProfiles} from '../support/profiles.js';
import {openTerminal, shows} from '../support/terminal.js';
import {removeStack, Walked} from '../support/walked.js';

const promise = 'A cloud that lost its memory';
const {questions, choices, linear} = en;
const enter = '\r';
const home = suiteDirectory();
let emulator: Emulator;
let env: Readonly<Record<string, string | undefined>>;
const walked = new Walked(home, () => ({emulator, env}));

beforeAll(async () => {
	emulator = await startEmulator();
	env = writeProfiles(home, [{name: 'default', region: emulator.region, endpoint: emulator.endpoint, credentials: emulator.credentials}]);
	const {warnings} = await walked.goOn();
	expect(warnings).toEqual([]);
	return emulator.stop;
});

const losses: readonly Loss[] = [
	{
		fault: 'on AWS (an emulator in its place): the layer version is deleted by hand',
		then: 'its stack goes too, and a new version takes its place everywhere',
		inCloud: deleteVersions,
		done: newVersion,
		says: [partLost('layer version')],
	},
	{
		fault: 'on AWS (an emulator in its place): the function is deleted by hand below its stack',
		then: 'the stack goes too, and is deployed again',
		inCloud: deleteFunction,
		done: wholeFunction,
		says: [partLost('function')],
	},
	{
		fault: 'on AWS (an emulator in its place): the layer\'s stack is deleted',
		then: 'it is missed in a sentence; a new version is published and takes the old one\'s place everywhere',
		inCloud: async by => removeStack(by, layerStack),
		done: newVersion,
		says: [stackLost(layerStack)],
	},
	{
		fault: 'on AWS (an emulator in its place): both stacks are deleted',
		then: 'both are missed, and deployed again, the layer first',
		async inCloud(by) {
			await removeStack(by, functionStack);
			await removeStack(by, layerStack);
		},
		done: newVersion,
		says: [stackLost(layerStack), stackLost(functionStack)],
	},
	{
		fault: 'on AWS (an emulator in its place): the deployment buckets are emptied',
		then: 'nothing needs them, so nothing is done',
		inCloud: emptyBuckets,
		done: [],
		says: [],
	},
	{
		fault: 'on AWS (an emulator in its place): the layer is taken from the function while the buckets are empty',
		then: 'the function is deployed again',
		inCloud: takeLayer,
		done: wholeFunction,
		says: [changed],
	},
	{
		fault: 'on AWS (an emulator in its place): the deployment buckets are deleted, and the layer is taken from the function',
		then: 'the missing bucket is found before Serverless fails over it',
		async inCloud(by) {
			await deleteBuckets(by);
			await takeLayer(by);
		},
		done: wholeFunction,
		says: [partLost('deployment bucket')],
	},
	{
		fault: 'on AWS (an emulator in its place): the function\'s stack is there and its creation has failed (ROLLBACK_COMPLETE)',
		then: 'it is named with its state, removed and deployed again',
		inCloud: failFunctionStack,
		done: wholeFunction,
		says: [/^The stack sls-layers-python-dev is in the state ROLLBACK_COMPLETE, in which CloudFormation can only delete it: the stack is removed and deployed again\.$/v],
	},
];

lossRows(promise, walked, losses);

/** The same command on a terminal, up to the question about the stack. */
async function untilAsked(variables: Readonly<Record<string, string>>, ...expected: readonly string[]) {
	const terminal = openTerminal(['w'], {cwd: home, columns: 80, rows: 24, env: {...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? ''])), ...variables}});
	return {terminal, asked: async () => shows(terminal, fill(questions.lostPart.ask, {stack: functionStack}), functionName, ...expected)};
}

fault({
	promise,
	fault: 'on AWS (an emulator in its place): the function is deleted by hand, and the person does not want its stack to be deleted',
	then: 'nothing is changed, and the error says how to do it by hand',
}, async tell => {
	await walked.inCloud(deleteFunction);
	const before = await inventory(emulator);
	const {terminal, asked} = await untilAsked({INK_SCREEN_READER: '1'}, choices.delete);
	await shows(terminal, en.guess['deploy.function.ms']);
	terminal.type(enter);
	await shows(terminal, linear.run);
	terminal.type(enter);
	await asked();
	terminal.type(enter);
	expect(await terminal.exitCode).toBe(4);
	const told = terminal.scrollback();
	expect(told).toContain(`though it has the stack ${functionStack}; you wanted it to stay, so it is left as it is.`);
	expect(told).toContain(`aws cloudformation delete-stack --stack-name ${functionStack} --region ${emulator.region}`);
	expect(await inventory(emulator)).toEqual(before);
	tell(/The cloud no longer has .*as it is\./v.exec(told)?.[0] ?? '');
});

fault({
	promise,
	fault: 'on AWS (an emulator in its place): the function is deleted by hand, and the person agrees that its stack is deleted',
	then: 'the stack is removed and deployed again, and the function answers',
}, async tell => {
	const {terminal, asked} = await untilAsked({}, `❯ ${choices.stop}`, choices.delete);
	await shows(terminal, 'Enter run it');
	terminal.type(enter);
	await asked();
	terminal.type('\u001B[B');
	await shows(terminal, `❯ ${choices.delete}`);
	terminal.type(enter);
	await shows(terminal, en.steps['ship.deploy'], 'Enter go on');
	terminal.type('q');
	await shows(terminal, en.quit.ask);
	terminal.type('y');
	expect(await terminal.exitCode).toBe(0);
	expect(await inventory(emulator)).toMatchObject({functions: [functionName], stacks: [functionStack, layerStack]});
	const {done, warnings} = await walked.goOn();
	expect({done: done.filter(step => step !== 'ship.invoke'), warnings}).toEqual({done: [], warnings: []});
	tell(`asked: ${fill(questions.lostPart.ask, {stack: functionStack})}`);
});
