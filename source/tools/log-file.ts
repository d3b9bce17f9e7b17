import {once} from 'node:events';
import {finished} from 'node:stream/promises';
import {openFile, type FileHandle} from '../disk/open.js';
import {withPath} from '../disk/system-error.js';
import {explainSystemError, messageOf, ToolError, WizardError} from '../engine/errors.js';
import {Spool} from './spool.js';

/** What may wait in memory for a slow disk, in bytes. */
const waitingBytes = 1024 * 1024;

/** A file to which output is appended; the first error ends it, and is what `close` throws. */
export class LogFile {
	/** @throws ToolError when it cannot be opened. */
	static async open(file: string): Promise<LogFile> {
		let handle: FileHandle | undefined;
		try {
			handle = await openFile(file, 'append');
			return new LogFile(file, handle, await Spool.open(file));
		} catch (error) {
			await handle?.close();
			throw unwritable(file, error);
		}
	}

	/** What a program prints to that is logged here. */
	readonly spool: Spool;
	readonly #file: string;
	readonly #stream: ReturnType<FileHandle['createWriteStream']>;
	readonly #ended: Promise<void>;

	private constructor(file: string, handle: FileHandle, spool: Spool) {
		this.spool = spool;
		this.#file = file;
		this.#stream = handle.createWriteStream({highWaterMark: waitingBytes});
		this.#ended = finished(this.#stream);
	}

	/** Calls back when the file can no longer be written, e.g. because the disk is full. Call it at once. */
	onFailure(callback: () => void): void {
		this.#ended.catch(callback);
	}

	/** Takes bytes in; what it gives is to be awaited before the next ones, when the disk is slower than who prints. */
	write(chunk: Uint8Array): Promise<unknown> | undefined {
		if (!this.#stream.writable || this.#stream.write(chunk)) {
			return undefined;
		}

		return Promise.race([once(this.#stream, 'drain'), this.#ended]).catch(() => undefined);
	}

	/**
	Resolves when all bytes are with the system.

	@throws ToolError when not all could be written.
	*/
	async close(): Promise<void> {
		this.#stream.end();
		try {
			await this.#ended;
		} catch (error) {
			throw unwritable(this.#file, error);
		}
	}
}

function unwritable(file: string, error: unknown): WizardError {
	const explained = explainSystemError(withPath(error, file));
	return explained instanceof WizardError
		? explained
		: new ToolError(`The log ${file} cannot be written: ${messageOf(error)}.`, {tryThis: 'Run the same command again: it goes on where it stopped.', cause: error});
}
