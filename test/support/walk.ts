import process from 'node:process';
import {existsSync} from 'node:fs';
import {vi} from 'vitest';
import {Context, type Settings, type Walk, type WalkChapter} from '../../source/chapters/context.js';
import {walkthrough} from '../../source/chapters/walkthrough.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {broadcast, type FactId, type FactValue, type WizardEvent} from '../../source/engine/events.js';
import {Journal} from '../../source/engine/journal.js';
import {askNobody} from '../../source/engine/questions.js';
import {run} from '../../source/engine/run.js';
import {Timeline} from '../../source/engine/timeline.js';
import {packingFor} from '../../source/lambda/packing.js';
import {findRuntime, type Architecture} from '../../source/lambda/runtimes.js';
import {awsTarget} from '../../source/targets/aws/aws.js';
import {showCommands} from '../../source/tools/command.js';
import {findInterpreter} from '../../source/tools/python/interpreter.js';
import {temporaryDirectory} from './directory.js';
import {startEmulator} from './emulator.js';
import {untaken} from './hold.js';
import {writeProfiles} from './profiles.js';

export type Packed = {
	readonly runtime: string;
	readonly architecture: Architecture;
	readonly packages: readonly string[];
	/** The steps to take; they must bring all that they need. */
	readonly steps: readonly string[];
};

/** Takes some of the walkthrough's own steps on AWS, with an emulator in its place. Changes the environment: unstub it after the test. */
export async function packForAws(directory: string, {runtime: runtimeName, architecture, packages, steps}: Packed) {
	const interpreter = await findInterpreter({target: 'aws', packages});
	const runtime = findRuntime(runtimeName);
	if (!runtime) {
		throw new Error(`Lambda has no ${runtimeName}`);
	}

	const emulator = await startEmulator();
	const {region} = emulator;
	const profile = 'emulator';
	for (const [name, value] of Object.entries(writeProfiles(temporaryDirectory(), [{name: profile, endpoint: emulator.endpoint, credentials: emulator.credentials}]))) {
		vi.stubEnv(name, value);
	}

	const settings: Settings = {
		target: 'aws',
		workspaceId: 'w',
		profile,
		packages,
		packageNames: interpreter.packageNames,
		runtime,
		architecture,
		packing: packingFor({target: 'aws', runtime, architecture}, interpreter),
		region,
		stage: 'dev',
		layerName: undefined,
	};
	const workspace = workspaceAt(directory);
	const target = awsTarget({profile, region, mfaCode: async () => ''});
	const journal = new Journal(workspace.journal);
	const hold = untaken(workspace);
	// As before every run: a new workspace is made by its own step.
	if (existsSync(workspace.state)) {
		await hold.take(interpreter.executable);
		journal.open();
	}

	const facts: Partial<Record<FactId, FactValue>> = {};
	const events: WizardEvent[] = [];
	const listen = (event: WizardEvent) => {
		events.push(event);
		if (event.type === 'fact') {
			facts[event.id] = event.value;
		}
	};

	const walk: Walk = {settings, interpreter, workspace, target, journal, hold, emit: broadcast([journal.listen, listen]), timeline: new Timeline(), ask: askNobody, facts: () => facts, cloud: undefined, lost: new AbortController()};
	const {signal} = new AbortController();
	const chapters: readonly WalkChapter[] = walkthrough.map(chapter => ({...chapter, steps: chapter.steps.filter(({id}) => steps.includes(id))}));
	const contextFor = (step: string, stepSignal: AbortSignal) => new Context(walk, step, stepSignal);
	let failure: unknown;
	try {
		await run(chapters, {contextFor, show: showCommands, logOf: workspace.logOf, journal, emit: walk.emit, timeline: walk.timeline, ask: walk.ask, signal});
	} catch (error) {
		failure = error;
	} finally {
		await hold.release();
		await emulator.stop();
	}

	return {
		workspace,
		settings,
		facts,
		failure,
		warnings: events.flatMap(event => event.type === 'warning' ? [event.code] : []),
		printed: events.flatMap(event => event.type === 'output' ? [event.line] : []),
		/** The steps whose work was not there before. */
		worked: events.flatMap(event => event.type === 'step.finished' && event.status === 'done' ? [event.step] : []),
		commands: events.flatMap(event => event.type === 'step.started' && event.command !== undefined ? [event.command] : []),
	};
}

/** This machine's architecture, and the other one, in Lambda's words. */
export const ownArchitecture: Architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';
export const otherArchitecture: Architecture = ownArchitecture === 'arm64' ? 'x86_64' : 'arm64';
