import * as z from 'zod';
import {CloudError} from '../../engine/errors.js';
import type {ReactionKind} from '../../engine/findings.js';
import {wordsOf} from '../../targets/api/experiments.js';
import type {Invocation} from '../../targets/api/functions.js';

/** What a cloud did with what it was asked for, and what it said: its refusal, the function's error, or the function's answer. */
export type Reaction = {
	readonly kind: ReactionKind;
	readonly words: string;
	/** The refusal as an error with its cure, for who had not meant to be refused. */
	readonly refusal?: CloudError;
};

/**
Makes a call that the cloud may refuse.

@throws What it throws itself when that is no refusal, e.g. because the cloud cannot be reached.
*/
export async function reactionTo(call: () => Promise<unknown>): Promise<Reaction> {
	try {
		await call();
		return {kind: 'takes', words: ''};
	} catch (error) {
		const words = wordsOf(error);
		if (!(error instanceof CloudError) || words === undefined) {
			throw error;
		}

		return {kind: 'refuses', words, refusal: error};
	}
}

/** What a function gave back, as a reaction. */
export function reactionIn({functionError, payload}: Invocation): Reaction {
	return functionError === undefined ? {kind: 'takes', words: payload} : {kind: 'fails', words: errorIn(payload)};
}

/** Source: https://docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html */
const report = z.object({errorMessage: z.string(), errorType: z.string().optional()});

/** A runtime's report of an error, e.g. `Runtime.ImportModuleError: No module named 'numpy'`; the payload itself where it is none. */
function errorIn(payload: string): string {
	try {
		const {errorType, errorMessage} = report.parse(JSON.parse(payload));
		return errorType === undefined ? errorMessage : `${errorType}: ${errorMessage}`;
	} catch {
		return payload;
	}
}
