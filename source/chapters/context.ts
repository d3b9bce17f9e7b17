import path from 'node:path';
import {writeOwn} from '../files/written.js';
import type {Emit, FactId, Facts, WizardEvent} from '../engine/events.js';
import {ToolError} from '../engine/errors.js';
import type {Journal} from '../engine/journal.js';
import type {Ask} from '../engine/questions.js';
import {secrets} from '../engine/secrets.js';
import type {Chapter, Step} from '../engine/steps.js';
import type {Timeline} from '../engine/timeline.js';
import type {Packing} from '../lambda/packing.js';
import type {Architecture, Runtime} from '../lambda/runtimes.js';
import type {Thing} from '../targets/api/things.js';
import type {Cloud, Target, TargetIo} from '../targets/target.js';
import {showCommands, type Command} from '../tools/command.js';
import {activated, childEnvironment} from '../tools/environment.js';
import type {Hold} from '../tools/guard/hold.js';
import type {Outcome} from '../tools/process.js';
import {serverlessProxies} from '../tools/proxies.js';
import type {Interpreter} from '../tools/python/interpreter.js';
import {NetworkError} from '../tools/network-trouble.js';
import {keptPackages, withoutIndex, type WheelUser} from '../tools/python/wheelhouse.js';
import {quickZip} from '../tools/quick-zip.js';
import {runTool, type ToolRun} from '../tools/run-tool.js';
import type {Workspace} from './workspace.js';

/** What was decided before the first step; never changes during a run. */
export type Settings = {
	readonly target: 'practice' | 'aws';
	/** Tags every stack that this workspace makes, so that nobody else's is ever touched. */
	readonly workspaceId: string;
	/** Requirement specifiers, e.g. `numpy` or `numpy==2.2.6`. */
	readonly packages: readonly string[];
	/** The packages' names without versions, in the same order. */
	readonly packageNames: readonly string[];
	readonly runtime: Runtime;
	readonly architecture: Architecture;
	/** The AWS profile; undefined: the SDK's own order. */
	readonly profile: string | undefined;
	readonly packing: Packing;
	readonly region: string;
	readonly stage: string;
	/** Undefined: the plugin's own name for it. */
	readonly layerName: string | undefined;
};

/** What lives as long as one run. */
export type Walk = {
	readonly settings: Settings;
	readonly interpreter: Interpreter;
	readonly workspace: Workspace;
	readonly target: Target;
	readonly journal: Journal;
	readonly hold: Hold;
	readonly emit: Emit;
	readonly timeline: Timeline;
	readonly ask: Ask;
	/** Every fact emitted so far in this run. */
	readonly facts: () => Facts;
	/** Aborted with what to tell when its cloud has ended though nobody stopped it. */
	readonly lost: AbortController;
	/** Set once the target has answered. */
	cloud: Cloud | undefined;
	/** Set once the package index could not be reached: from then on pip takes the wheels that were kept. */
	isOffline?: boolean;
	/** Set by a cleanup: resources of stacks with this workspace's tag, kept after the stacks are deleted. */
	confirmed?: readonly Thing[];
};

export type WalkStep = Step<Context, Command>;
export type WalkChapter = Chapter<Context, Command>;

type CommandOptions = Partial<Pick<ToolRun, 'collect' | 'refusedByCloud' | 'before' | 'silence'>>;

/** What a step works with: the run, and the ways of acting that are tied to the step. */
export class Context {
	readonly walk: Walk;
	readonly step: string;
	readonly signal: AbortSignal;
	readonly #tell: Emit;

	/** @param tell Takes what the step tells. */
	constructor(walk: Walk, step: string, signal: AbortSignal, tell = walk.emit) {
		this.walk = walk;
		this.step = step;
		this.signal = signal;
		this.#tell = tell;
	}

	get settings(): Settings {
		return this.walk.settings;
	}

	get workspace(): Workspace {
		return this.walk.workspace;
	}

	/** The cloud; only steps that need `preflight.cloud` may ask for it. */
	get cloud(): Cloud {
		if (!this.walk.cloud) {
			throw new Error(`${this.step} uses the cloud without needing preflight.cloud`);
		}

		return this.walk.cloud;
	}

	get log(): string {
		return this.workspace.logOf(this.step);
	}

	get targetIo(): TargetIo {
		const {step, signal, log, walk} = this;
		return {
			step, signal, log, emit: this.#tell, onLost(reason) {
				walk.lost.abort(reason);
			},
		};
	}

	get wheelUser(): WheelUser {
		return {...this.settings, version: this.walk.interpreter.version};
	}

	/** A text fact of a step that this one needs. */
	fact(id: FactId): string {
		const value = this.walk.facts()[id];
		if (value === undefined) {
			throw new Error(`${this.step} uses the fact ${id} before it was measured`);
		}

		return String(value);
	}

	/** Tells an event, a line too, without the secrets in it. */
	emit(event: WizardEvent): void {
		this.#tell(secrets.redactIn(event));
	}

	warn(code: string, message: string): void {
		this.emit({type: 'warning', code, message});
	}

	/**
	Runs a command of the walkthrough; where pip cannot reach its index, once more with the wheels of earlier walkthroughs, if there are some. Throws as `runTool` does.
	*/
	async run(command: Command, options: CommandOptions = {}): Promise<Outcome> {
		const {walk} = this;
		const kept = walk.isOffline ? undefined : await keptPackages(this.wheelUser, walk.settings.packageNames);
		try {
			return await this.#run(command, {...options, isPatient: kept === undefined});
		} catch (error) {
			if (!(error instanceof NetworkError) || error.who !== 'pip' || !kept) {
				throw error;
			}

			const isFirst = !walk.isOffline;
			walk.isOffline = true;
			const outcome = await this.#run(command, options).catch((error_: unknown) => {
				walk.isOffline = false;
				// That the kept wheels do not do is no news to who never asked for them.
				throw error_ instanceof ToolError ? error : error_;
			});
			if (isFirst) {
				this.warn('offline', `${error.message}. Went on with the wheels of earlier walkthroughs: ${kept.join(', ')}.`);
			}

			return outcome;
		}
	}

	async #run(command: Command, options: CommandOptions & Pick<ToolRun, 'isPatient'>): Promise<Outcome> {
		const {workspace, walk} = this;
		const cwd = path.join(workspace.directory, command.folder);
		const isServerless = command.argv[1] === 'osls';
		const environment = childEnvironment({
			...activated(command.venv ? path.join(cwd, 'venv') : undefined, workspace.npmCommands),
			...(walk.isOffline && withoutIndex(this.wheelUser)),
			...(isServerless && {...await walk.cloud?.environment(), ...quickZip}),
		});
		const shown = showCommands([command]);
		const outcome = await walk.timeline.measure({step: this.step, kind: 'command', name: shown}, async () => runTool({
			...options,
			...(command.output && {collect: true}),
			// `npx` would only look for the same file, half a second long.
			argv: isServerless ? [path.join(workspace.npmCommands, 'osls'), ...command.argv.slice(2)] : command.argv,
			shown,
			cwd,
			// Before the cloud is known Serverless calls nobody.
			env: isServerless ? serverlessProxies(environment, walk.cloud?.proxy) : environment,
			step: this.step,
			emit: this.#tell,
			log: this.log,
			signal: this.signal,
		}));
		if (command.output) {
			await writeOwn(workspace, path.join(command.folder, command.output), outcome.stdout === '' ? '' : `${outcome.stdout}\n`);
		}

		return outcome;
	}
}
