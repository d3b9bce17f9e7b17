import path from 'node:path';
import {stringify} from 'yaml';
import {writeWhole} from '../../disk/write.js';
import {CloudError} from '../../engine/errors.js';
import type {Command} from '../../tools/command.js';
import type {Context, WalkStep} from '../context.js';
import {experiment} from '../experiments/experiment.js';
import {answerOf, handlerFor, labFolder} from '../experiments/lab.js';
import {experimentLayer, experimentService, experimentStack, ownTag} from '../names.js';
import {createThere, hasSecond, revoke} from './accounts.js';

/** A small Serverless project of its own: the walkthrough's layer stays as it is. */
const folder = path.join(labFolder, 'shared-layer');

const deployService: Command = {folder, argv: ['npx', 'osls', 'deploy']};

/** The output that Serverless gives the stack for its layer `shared`. */
const arnOutput = 'SharedLambdaLayerQualifiedArn';

export const allowedAccounts: WalkStep = experiment({
	id: 'share.service',
	title: 'Give the right in serverless.yml',
	needs: [revoke.id],
	applies: hasSecond,
	commands: () => [deployService],
	changes: context => [
		`deploy the stack ${experimentStack(context)}: a small layer with allowedAccounts`,
		'create a function that uses it in the second account',
		'take all of it away again',
	],
	rule: {reaction: 'takes', words: '', source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-layerversionpermission.html'},
	isMeant: /^/v,
	async make(lab) {
		const {context, guest} = lab;
		const name = experimentStack(context);
		// Serverless would update it; the experiments' own is gone by now.
		if (await context.cloud.api.stack(name)) {
			throw new CloudError(`The stack ${name} is there already, and this workspace did not make it.`, {tryThis: 'Leave this experiment out with s, or walk through with another --stage.'});
		}

		await writeService(context, guest.account);
		await context.run(deployService, {refusedByCloud: true});
		const stack = await context.cloud.api.stack(name);
		const arn = stack?.outputs[arnOutput];
		if (arn === undefined) {
			throw new CloudError(`The stack ${name} has no output ${arnOutput}.`);
		}

		lab.say(`The version's policy: ${await lab.calls.policy(arn)}`);
		const create = await createThere(lab, handlerFor('shared'), arn);
		const reaction = await create();
		return {
			...reaction,
			answer: answerOf(await lab.invoke(guest.calls)),
		};
	},
});

async function writeService({workspace, settings}: Context, account: string): Promise<void> {
	const service = {
		service: experimentService,
		frameworkVersion: '4',
		provider: {name: 'aws', runtime: settings.runtime.name, stage: settings.stage, region: settings.region, stackTags: {[ownTag]: settings.workspaceId}},
		layers: {shared: {name: experimentLayer({settings}, 1), path: 'shared', allowedAccounts: [account]}},
	};
	const directory = path.join(workspace.directory, folder);
	await writeWhole(path.join(directory, 'shared/python/shared.py'), 'greeting = "hello"\n');
	await writeWhole(path.join(directory, 'serverless.yml'), stringify(service));
}
