import {Context, type Walk} from '../../../source/chapters/context.js';
import {walkthrough} from '../../../source/chapters/walkthrough.js';
import {workspaceAt} from '../../../source/chapters/workspace.js';
import {Journal} from '../../../source/engine/journal.js';
import {planOf} from '../../../source/engine/run.js';
import {runtimes} from '../../../source/lambda/runtimes.js';
import {showCommands, type Command} from '../../../source/tools/command.js';

const [runtime] = runtimes;
if (!runtime) {
	throw new Error('Lambda has a Python runtime.');
}

const unused = () => {
	throw new Error('A plan starts no work.');
};

const workspace = workspaceAt('/home/learner/layers');

/** A walkthrough that is only planned. */
const walk: Walk = {
	settings: {
		target: 'practice',
		workspaceId: 'w',
		profile: undefined,
		packages: ['numpy>=2,<3'],
		packageNames: ['numpy'],
		runtime,
		architecture: 'x86_64',
		region: 'us-east-1',
		stage: 'dev',
		layerName: undefined,
	},
	interpreter: {executable: '/usr/bin/python3', version: `${runtime.version}.1`, runtime, machine: 'x86_64', hasVenv: true, packageNames: ['numpy']},
	workspace,
	target: {name: 'practice', description: 'practice cloud', isInstalled: unused, install: unused, start: unused, findRunning: unused},
	journal: new Journal(workspace.journal),
	emit: unused,
	facts: () => ({}),
	cloud: undefined,
};

const contextFor = (step: string, signal: AbortSignal) => new Context(walk, step, signal);
const {signal} = new AbortController();

/** Every step of the walkthrough as it is planned, with its commands as they are shown. */
export const plan = planOf(walkthrough, {contextFor, show: showCommands, signal});

/** Every command of the walkthrough as it is run; the virtualenv's program is the person's own Python. */
export const commands: readonly Command[] = walkthrough.flatMap(({steps}) => steps.flatMap(step => step.plan(contextFor(step.id, signal)).commands ?? []));

export const interpreter = walk.interpreter.executable;
