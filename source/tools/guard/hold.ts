import {ToolError, UsageError, type WizardError} from '../../engine/errors.js';
import {guard, type Guard, type Holder} from './guard.js';

export type Held = {
	/** As people know the workspace. */
	readonly directory: string;
	/** The lock file. */
	readonly lock: string;
	/** The process that holds it for this one too: the shell that this command was typed in. */
	readonly shell?: number | undefined;
	/** Called with the reason to stop when it is held no more. */
	readonly stop: (reason: WizardError) => void;
};

/** A workspace that one wizard works in at a time. */
export class Hold {
	readonly #held: Held;
	#guard: Guard | undefined;

	constructor(held: Held) {
		this.#held = held;
	}

	get isTaken(): boolean {
		return this.#guard !== undefined;
	}

	/**
	Takes the workspace, whose own folder is there, for as long as this process lives.

	@param python The interpreter that runs the guard.
	@throws UsageError with who has it, or when it cannot be locked.
	*/
	async take(python: string): Promise<void> {
		if (this.#guard) {
			return;
		}

		const {directory, lock, shell, stop} = this.#held;
		const taken = await guard({
			lock,
			python,
			onLost() {
				stop(new ToolError(`The guard of ${directory} was ended: it keeps other wizards out of the workspace and leaves no program behind.`, {
					tryThis: 'Run the same command again: it goes on where it stopped.',
				}));
			},
		});
		if ('release' in taken) {
			this.#guard = taken;
		} else if (taken.failed !== undefined) {
			throw new UsageError(`The workspace ${directory} cannot be locked: ${taken.failed}.`, {
				tryThis: 'Name a directory that you can write to, on another file system if this one has no locks.',
			});
		} else if (taken.holder?.pid === undefined || taken.holder.pid !== shell) {
			throw new UsageError(inUse(directory, taken.holder), {tryThis: 'Wait for it, or end it there.'});
		}
	}

	/** Gives it back, once all that was started in it has ended. */
	async release(): Promise<void> {
		await this.#guard?.release();
		this.#guard = undefined;
	}
}

function inUse(directory: string, holder: Holder | undefined): string {
	return holder
		? `layer-wizard (process ${holder.pid}) has been working in ${directory} since ${localTime(holder.since)}.`
		: `Another layer-wizard works in ${directory}.`;
}

/** The time on this machine's clock, and the day when it was another one. */
function localTime(since: string): string {
	// Sweden writes dates as ISO 8601 does.
	const [today, at] = [new Date(), new Date(since)].map(date => date.toLocaleString('sv-SE', {dateStyle: 'short', timeStyle: 'short'}).split(' '));
	return (today?.[0] === at?.[0] ? at?.slice(1) : at)?.join(' ') ?? since;
}
