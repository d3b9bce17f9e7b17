import process from 'node:process';
import {mkdirSync} from 'node:fs';
import {Context, type Settings, type Walk, type WalkChapter} from '../../source/chapters/context.js';
import {walkthrough} from '../../source/chapters/walkthrough.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {broadcast, type FactId, type FactValue, type WizardEvent} from '../../source/engine/events.js';
import {Journal} from '../../source/engine/journal.js';
import {askNobody} from '../../source/engine/questions.js';
import {run} from '../../source/engine/run.js';
import {packingFor} from '../../source/lambda/packing.js';
import {findRuntime, type Architecture} from '../../source/lambda/runtimes.js';
import {practiceTarget} from '../../source/targets/practice/practice.js';
import {showCommands} from '../../source/tools/command.js';
import {findInterpreter} from '../../source/tools/python/interpreter.js';

export type Packed = {
	readonly runtime: string;
	readonly architecture: Architecture;
	readonly packages: readonly string[];
	/** The steps to take; they must bring all that they need. */
	readonly steps: readonly string[];
};

/**
Takes some of the walkthrough's own steps as on AWS, from this machine, but with the practice cloud: packing asks a cloud only whether
the stack is there.
*/
export async function packForAws(directory: string, {runtime: runtimeName, architecture, packages, steps}: Packed) {
	const interpreter = await findInterpreter({target: 'practice', packages});
	const runtime = findRuntime(runtimeName);
	if (!runtime) {
		throw new Error(`Lambda has no ${runtimeName}`);
	}

	const region = 'us-east-1';
	const settings: Settings = {
		target: 'practice',
		workspaceId: 'w',
		profile: undefined,
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
	const target = practiceTarget({interpreter, region, directory: workspace.practiceCloud});
	mkdirSync(workspace.state, {recursive: true, mode: 0o700});
	const journal = new Journal(workspace.journal);
	journal.open();
	const facts: Partial<Record<FactId, FactValue>> = {};
	const events: WizardEvent[] = [];
	const listen = (event: WizardEvent) => {
		events.push(event);
		if (event.type === 'fact') {
			facts[event.id] = event.value;
		}
	};

	const walk: Walk = {settings, interpreter, workspace, target, journal, emit: broadcast([journal.listen, listen]), facts: () => facts, cloud: undefined};
	const {signal} = new AbortController();
	const chapters: readonly WalkChapter[] = walkthrough.map(chapter => ({...chapter, steps: chapter.steps.filter(({id}) => steps.includes(id))}));
	const contextFor = (step: string, stepSignal: AbortSignal) => new Context(walk, step, stepSignal);
	let failure: unknown;
	try {
		await run(chapters, {contextFor, show: showCommands, logOf: workspace.logOf, journal, emit: walk.emit, ask: askNobody, signal});
	} catch (error) {
		failure = error;
	} finally {
		await walk.cloud?.stop();
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
