import {test} from 'vitest';

/** One row of docs/reliability.md. */
export type Fault = {
	/** The promise that it puts to the test; rows are grouped by it. */
	readonly promise: string;
	/** What is done to the wizard, e.g. `kill -9 while pip installs`. */
	readonly fault: string;
	/** What it must do then. */
	readonly then: string;
};

export type FaultMeta = Fault & {
	/** What this run saw, in the wizard's own words where there are some. */
	readonly seen: string;
};

declare module 'vitest' {
	// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- Vitest wants an interface to be completed.
	interface TaskMeta {
		fault?: FaultMeta;
	}
}

/**
A test that is a row of the fault matrix. The table is written by `npm run test:faults` (test/faults-reporter.ts).

@param work Provokes the fault for real and expects what must happen; `tell` what was seen.
@param timeout Of a row that is more than a few walkthroughs, in milliseconds.
*/
export function fault(row: Fault, work: (tell: (seen: string) => void) => Promise<void>, timeout?: number): void {
	test(`${row.fault}: ${row.then}`, {...(timeout !== undefined && {timeout})}, async ({task}) => {
		await work(seen => {
			task.meta.fault = {...row, seen};
		});
	});
}
