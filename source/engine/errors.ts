import type {FailureReport} from './events.js';

export type ErrorDetails = {
	/** What the person can do about it, in one sentence. */
	readonly tryThis?: string | undefined;
	/** The command that failed, as a person would type it. */
	readonly command?: string | undefined;
	/** The last lines that the command printed. */
	readonly tail?: readonly string[] | undefined;
	/** The file that holds the whole output. */
	readonly log?: string | undefined;
	readonly cause?: unknown;
};

/**
A failure that is not a bug: what happened in one sentence, what to do about it, and the exit code that scripts see.
One subclass for each exit code of the command line's contract.
*/
export abstract class WizardError extends Error {
	readonly details: ErrorDetails;
	abstract readonly exitCode: number;

	constructor(message: string, details: ErrorDetails = {}) {
		super(message, {cause: details.cause});
		this.name = new.target.name;
		this.details = details;
	}
}

/** Exit 2: a flag, an argument or an earlier answer cannot be used as it is. */
export class UsageError extends WizardError {
	readonly exitCode = 2;
}

/** Exit 3: an outside tool is missing, too old, or failed. */
export class ToolError extends WizardError {
	readonly exitCode = 3;
}

/** Exit 4: the cloud refused. */
export class CloudError extends WizardError {
	readonly exitCode = 4;
}

/** Exit 5: a step ran, but the world is not as it must be afterwards. */
export class CheckError extends WizardError {
	readonly exitCode = 5;
}

/** Exit 130: the person or the system asked to stop. */
export class Interrupted extends WizardError {
	readonly exitCode = 130;

	constructor(message = 'Stopped before the end.', details: ErrorDetails = {}) {
		super(message, details);
	}
}

/** The system's code of an error, e.g. `ENOENT`; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** What an error says of itself. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The exit code for anything thrown: 1 means a bug. */
export function exitCodeOf(error: unknown): number {
	return error instanceof WizardError ? error.exitCode : 1;
}

/** What front ends and the journal may say of a failure. */
export function reportOf(error: unknown): FailureReport {
	if (error instanceof WizardError) {
		const {tryThis, command} = error.details;
		return {
			code: error.name,
			message: error.message,
			...(tryThis && {tryThis}),
			...(command && {command}),
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
