import {performance} from 'node:perf_hooks';
import {sizeOf} from '../disk/read.js';
import {CheckError, CloudError} from '../engine/errors.js';
import {sha256} from '../tools/archive.js';
import type {Command} from '../tools/command.js';
import type {Verdict} from '../engine/steps.js';
import type {Invocation} from '../targets/api/functions.js';
import {readAnswer} from './answer.js';
import type {Context, WalkChapter, WalkStep} from './context.js';
import {milliseconds, words} from './measured.js';
import {deployStack} from './deploy.js';
import {expectedAnswer} from './handlers.js';
import {functionName, functionOutput, functionStack} from './names.js';
import {writeReadme} from './readme.js';
import {functionResources, resourceLines} from './resources.js';
import {isCodeInTheWay, tooLargeToSend} from './sizes.js';
import {runsWhatIsPacked} from './virtualenv.js';
import {functionProject, packageFolders} from './workspace.js';

export const deployFunction: Command = {folder: functionProject, venv: true, argv: ['npx', 'osls', 'deploy', '--package', packageFolders.thin, '--verbose']};

/** Serverless's quick way: the function's code at once, and then its settings, without CloudFormation. */
const shipCode: Command = {folder: functionProject, venv: true, argv: ['npx', 'osls', 'deploy', 'function', '--function', 'hello']};

const deploy: WalkStep = {
	id: 'ship.deploy',
	title: 'Deploy the function',
	needs: ['use.package'],
	attended: {guess: 'deploy.function.ms'},
	plan: ({settings}) => ({commands: [deployFunction], changes: resourceLines(functionResources(settings), settings)}),
	async run(context) {
		if (await isCodeInTheWay(context)) {
			const why = tooLargeToSend(await sizeOf(context.workspace.thinZip));
			if (why) {
				throw new CheckError(`${why}.`, {tryThis: 'Remove the function from the cloud first, then run the same command again: layer-wizard clean.'});
			}

			context.warn('code.first', 'The code in the cloud, together with the layer, may be more than Lambda takes; so the light code is put in its place before the layer comes.');
			await context.run(shipCode, {refusedByCloud: true});
		}

		const start = performance.now();
		const name = functionName(context);
		await deployStack(context, {
			command: deployFunction,
			stack: functionStack(context),
			async missing({outputs}) {
				// While a stack has not got so far as to have outputs, nothing of it is missed.
				return outputs[functionOutput] === undefined || await context.cloud.api.functionState(name) ? undefined : {kind: 'function', name};
			},
		});
		// CloudFormation compares templates: what was changed by hand stays as it is.
		const why = await difference(context);
		if (why !== undefined) {
			context.warn('function.changed', `It was changed since it was deployed: ${why}. CloudFormation does not see that, so code and settings are sent to it directly.`);
			await context.run(shipCode, {refusedByCloud: true});
		}

		context.walk.journal.note('deploy.function.ms', Math.round(performance.now() - start));
		context.walk.journal.note('ship.deploy', context.walk.journal.recall('use.package'));
	},
	async verify(context) {
		const why = await difference(context);
		if (why !== undefined) {
			return {done: false, why};
		}

		if (context.walk.journal.recall('ship.deploy') !== context.walk.journal.recall('use.package')) {
			return {done: false, why: 'the cloud has the function as serverless.yml was before'};
		}

		const took = context.walk.journal.recall('deploy.function.ms');
		return {done: true, facts: typeof took === 'number' ? [milliseconds('deploy.function.ms', took)] : []};
	},
};

const invoke: WalkStep = {
	id: 'ship.invoke',
	title: 'Invoke the function in the cloud',
	needs: [deploy.id, 'function.local'],
	attended: {},
	plan: context => ({changes: [`call ${functionName(context)} through the AWS API, asking for the tail of its log`]}),
	async run(context) {
		const answered = await ask(context);
		context.walk.journal.note('ship.invoke', true);
		for (const line of answered.log.trimEnd().split('\n')) {
			context.emit({type: 'output', step: context.step, stream: 'stdout', line});
		}
	},
	async verify(context) {
		// On later runs the function is asked again: the cloud may have changed since.
		return context.walk.journal.recall('ship.invoke') ? judge(context, await ask(context)) : {done: false, why: 'the function has not been invoked'};
	},
};

/** The function runs in the cloud, and its package comes from the layer. */
export const ship: WalkChapter = {
	id: 'ship',
	title: 'Ship it and ask it',
	steps: [deploy, invoke, writeReadme],
};

/** What the function in the cloud lacks of what was packaged; undefined when nothing. */
async function difference(context: Context): Promise<string | undefined> {
	const deployed = await context.cloud.api.functionState(functionName(context));
	if (!deployed) {
		return `the cloud knows no function ${functionName(context)}`;
	}

	if (deployed.codeSha256 !== await sha256(context.workspace.thinZip)) {
		return 'the function in the cloud runs other code than the zip that was packaged';
	}

	return deployed.layers.includes(context.fact('layer.arn')) ? undefined : `the function in the cloud uses ${deployed.layers.join(' ') || 'no layer'}`;
}

async function ask(context: Context): Promise<Invocation> {
	const answered = await context.cloud.api.invoke(functionName(context));
	if (answered.functionError) {
		throw new CloudError(`The function failed (${answered.functionError}): ${answered.payload}`, {tail: answered.log.split('\n')});
	}

	return answered;
}

/**
The answer must be the one that the function gave on this machine, and its packages must come from the layer.
Of a handler that the person has made their own only what it shares with the template is asked.
*/
async function judge(context: Context, {payload, log}: Invocation): Promise<Verdict> {
	const expected = await expectedAnswer(context);
	// Absent when the person skipped the local run.
	const local = readAnswer(String(context.walk.facts()['invoke.local.payload'] ?? ''));
	const answer = readAnswer(payload);
	const wanted = expected?.body ?? (await runsWhatIsPacked(context, context.workspace.function) ? local?.body : undefined);
	if (expected && (!answer || (wanted !== undefined && answer.body !== wanted))) {
		return {done: false, why: `the function answered ${payload}`};
	}

	const paths = context.settings.packageNames.map(name => answer?.modules[name]);
	const elsewhere = paths.findIndex(path => path === undefined || !context.cloud.isLayerPath(path));
	if (answer && elsewhere !== -1) {
		return {done: false, why: `${context.settings.packageNames[elsewhere]} was loaded from ${paths[elsewhere] ?? 'nowhere'}, which is not in the layer`};
	}

	const facts = [words('invoke.cloud.payload', payload), words('invoke.cloud.log', log)];
	return {done: true, facts: [...facts, ...paths.slice(0, 1).flatMap(path => path === undefined ? [] : [words('invoke.cloud.modulePath', path)])]};
}
