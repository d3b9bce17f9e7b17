import {PathRefused} from '../disk/path.js';
import {codeOf} from '../disk/system-error.js';
import type {FailureReport} from './events.js';
import {secrets} from './secrets.js';

export type ErrorDetails = {
	/** What the person can do about it, in one sentence. */
	readonly tryThis?: string | undefined;
	/** The command that failed, as a person would type it. */
	readonly command?: string | undefined;
	/** The last lines that the command printed. */
	readonly tail?: readonly string[] | undefined;
	/** The file that holds the whole output. */
	readonly log?: string | undefined;
	/** True where the person has just decided it: nobody asks whether to try again. */
	readonly isDecided?: boolean;
	readonly cause?: unknown;
};

/**
A failure that is not a bug: what happened in one sentence, what to do about it, and the exit code that scripts see.
One subclass for each exit code of the command line's contract.
*/
export abstract class WizardError extends Error {
	readonly details: ErrorDetails;
	/** The contract's name for this kind; not the class's name, which the bundle shortens. */
	abstract readonly code: string;
	abstract readonly exitCode: number;

	constructor(message: string, details: ErrorDetails = {}) {
		super(message, {cause: details.cause});
		this.details = details;
	}
}

/** Exit 2: a flag, an argument or an earlier answer cannot be used as it is. */
export class UsageError extends WizardError {
	readonly code = 'UsageError';
	readonly exitCode = 2;
}

/** Exit 3: an outside tool is missing, too old, or failed. */
export class ToolError extends WizardError {
	readonly code = 'ToolError';
	readonly exitCode = 3;
}

/** Exit 4: the cloud refused. */
export class CloudError extends WizardError {
	readonly code = 'CloudError';
	readonly exitCode = 4;
}

/** Exit 5: a step ran, but the world is not as it must be afterwards. */
export class CheckError extends WizardError {
	readonly code = 'CheckError';
	readonly exitCode = 5;
}

/** Exit 130: the person or the system asked to stop. */
export class Interrupted extends WizardError {
	readonly code = 'Interrupted';
	readonly exitCode = 130;

	/** @param goOn The command line that goes on. */
	constructor(goOn?: string) {
		super('Stopped before the end.', {tryThis: goOn ? `Go on where it stopped: ${goOn}` : 'Run the same command again: it goes on where it stopped.'});
	}
}

/** Exit 141, as a shell tells of a program that SIGPIPE ended: who read the output has gone, e.g. `head`, and there is nobody to work for. */
export class ReaderGone extends WizardError {
	readonly code = 'Interrupted';
	readonly exitCode = 141;

	/** @param goOn The command line that goes on. */
	constructor(goOn?: string) {
		super('Stopped before the end, because nobody reads the output any more.', {tryThis: goOn && `Go on where it stopped: ${goOn}`});
	}
}

/** Exit 0: the person leaves and means to come back. */
export class Quit extends WizardError {
	readonly code = 'Quit';
	readonly exitCode = 0;

	/** @param goOn The command line that goes on. */
	constructor(goOn?: string) {
		super('Left for now; what is done stays done.', {tryThis: goOn ? `Go on where you left: ${goOn}` : 'Run the same command again.'});
	}
}

/** Why a run was asked to stop. */
export function stopReason({reason}: AbortSignal): WizardError {
	return reason instanceof WizardError ? reason : new Interrupted();
}

/** What an error says of itself. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** What to do about errors of the operating system, by their code. */
const systemCures: Readonly<Record<string, string>> = {
	ENOSPC: 'Make room on the disk, then run the same command again: it goes on where it stopped.',
	EDQUOT: 'Your disk quota is used up: make room, then run the same command again.',
	EFBIG: 'The file is larger than a file may be here: raise the limit with ulimit -f unlimited, then run the same command again.',
	EACCES: 'Give yourself the right to write there, or name another directory.',
	EPERM: 'Give yourself the right to write there, or name another directory.',
	EROFS: 'That file system is read-only: name a directory on another one.',
	EIO: 'The disk itself reports a fault: look after it, then run the same command again.',
	EMFILE: 'Too many files are open: raise the limit with ulimit -n, then run the same command again.',
};

/** What to do about an error of the operating system; undefined for any other. */
export const cureOf = (error: unknown): string | undefined => systemCures[codeOf(error) ?? ''];

/** An error of the operating system, e.g. a full disk, as a ToolError with its fix, and a refused path as a UsageError; anything else as it is. */
export function explainSystemError(error: unknown): unknown {
	if (error instanceof PathRefused) {
		return new UsageError(`${error.message}.`, {tryThis: 'Put a real file or directory in its place, or name another directory.', cause: error});
	}

	const tryThis = cureOf(error);
	return tryThis && !(error instanceof WizardError) ? new ToolError(`The system refused: ${messageOf(error)}.`, {tryThis, cause: error}) : error;
}

/** The exit code for anything thrown: 1 means a bug. */
export function exitCodeOf(error: unknown): number {
	return error instanceof WizardError ? error.exitCode : 1;
}

/** What front ends and the journal may say of a failure: no secret is in it. */
export function reportOf(error: unknown): FailureReport {
	return secrets.redactIn(fullReport(error));
}

function fullReport(error: unknown): FailureReport {
	if (error instanceof WizardError) {
		const {tryThis, command, log} = error.details;
		return {
			code: error.code,
			message: error.message,
			...(tryThis && {tryThis}),
			...(command && {command}),
			...(log && {log}),
			exitCode: error.exitCode,
		};
	}

	return {
		code: 'Bug',
		message: messageOf(error),
		tryThis: 'This is a defect of layer-wizard: please report it with the stack that --verbose prints.',
		exitCode: 1,
	};
}
