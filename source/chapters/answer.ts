import * as z from 'zod';

const shape = z.object({
	statusCode: z.literal(200),
	body: z.string(),
	/** Where each package's module was loaded from. */
	modules: z.record(z.string(), z.string()),
});

/** What the handler returns. */
export type Answer = z.infer<typeof shape>;

/** What `sls invoke local` printed last: the handler's result as JSON over several lines, without what the handler and its packages printed before it. */
export function resultIn(printed: string): string {
	return /(?:^|\n)(?<result>\{\n(?:(?!\{\n)[^\n]*\n)*\})\s*$/v.exec(printed)?.groups?.result ?? printed.trim();
}

/** Reads a handler's answer; undefined when it is not one, e.g. because the handler failed. */
export function readAnswer(payload: string): Answer | undefined {
	try {
		return shape.parse(JSON.parse(payload));
	} catch {
		return undefined;
	}
}
