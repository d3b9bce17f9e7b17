import {Context, type Walk} from '../../../source/chapters/context.js';
import {walkthrough} from '../../../source/chapters/walkthrough.js';
import {workspaceAt} from '../../../source/chapters/workspace.js';
import {Journal} from '../../../source/engine/journal.js';
import {planOf} from '../../../source/engine/run.js';
import {Timeline} from '../../../source/engine/timeline.js';
import {runtimes} from '../../../source/lambda/runtimes.js';
import {showCommands, type Command} from '../../../source/tools/command.js';
import {untaken} from '../../support/hold.js';

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
		packing: 'native',
		region: 'us-east-1',
		stage: 'dev',
		layerName: undefined,
	},
	interpreter: {executable: '/usr/bin/python3', base: '/usr/bin/python3', version: `${runtime.version}.1`, runtime, platform: 'linux', machine: 'x86_64', hasVenv: true, packageNames: ['numpy']},
	workspace,
	target: {name: 'practice', description: 'practice cloud', hasSecond: true, isInstalled: unused, install: unused, start: unused, findRunning: unused},
	journal: new Journal(workspace.journal),
	hold: untaken(workspace),
	emit: unused,
	ask: unused,
	facts: () => ({}),
	cloud: undefined,
	lost: new AbortController(),
	timeline: new Timeline(),
};

/** The same for a runtime that is not this machine's. */
const crossWalk: Walk = {...walk, settings: {...walk.settings, packing: 'cross'}};

const {signal} = new AbortController();

const contextFor = (planned: Walk) => (step: string, stepSignal: AbortSignal) => new Context(planned, step, stepSignal);

const planFor = (planned: Walk) => planOf(walkthrough, {contextFor: contextFor(planned), show: showCommands, signal});

/** Every step of the walkthrough as it is planned, with its commands as they are shown. */
export const plan = planFor(walk);

/** The same for a runtime that is not this machine's. */
export const crossPlan = planFor(crossWalk);

/** Every command of both as it is run; the virtualenv's program is the person's own Python. */
export const commands: readonly Command[] = [walk, crossWalk].flatMap(planned =>
	walkthrough.flatMap(({steps}) => steps.flatMap(step => step.plan(contextFor(planned)(step.id, signal)).commands ?? [])));

export const interpreter = walk.interpreter.executable;
