/** What the handler returns. */
export type Answer = {
	readonly statusCode: 200;
	readonly body: string;
	/** Where each package's module was loaded from. */
	readonly modules: Readonly<Record<string, string>>;
};

/** What `sls invoke local` printed last: the handler's result as JSON over several lines, without what the handler and its packages printed before it. */
export function resultIn(printed: string): string {
	return /(?:^|\n)(?<result>\{\n(?:(?!\{\n)[^\n]*\n)*\})\s*$/v.exec(printed)?.groups?.result ?? printed.trim();
}

/** Reads a handler's answer; undefined when it is not one, e.g. because the handler failed. */
export function readAnswer(payload: string): Answer | undefined {
	try {
		const value: unknown = JSON.parse(payload);
		return isAnswer(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** By hand, because every start of the screen loads this file, and a validator is larger than all that it draws first. */
function isAnswer(value: unknown): value is Answer {
	return isRecord(value) && value.statusCode === 200 && typeof value.body === 'string'
		&& isRecord(value.modules) && Object.values(value.modules).every(place => typeof place === 'string');
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
