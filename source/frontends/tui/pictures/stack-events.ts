/** What CloudFormation tells of one resource of a stack. */
export type StackEvent = {
	/** E.g. `CREATE_IN_PROGRESS`. */
	readonly status: string;
	/** E.g. `AWS::S3::Bucket`. */
	readonly type: string;
	/** Its name in the template. */
	readonly resource: string;
};

/** The latest event of a resource, and in which of the lines it was told. */
export type LatestEvent = StackEvent & {readonly line: number};

export type Progress = 'running' | 'done' | 'failed';

/** As `sls deploy --verbose` prints them. */
const eventLine = /^\s*(?<status>[A-Z]+(?:_[A-Z]+)+) - (?<type>\w+(?:::\w+)+) - (?<resource>\S+)\s*$/v;

/** Reads a line; undefined when it tells of something else. */
export function stackEvent(line: string): StackEvent | undefined {
	const {status, type, resource} = eventLine.exec(line)?.groups ?? {};
	return status && type && resource ? {status, type, resource} : undefined;
}

/** The latest event of each resource, in the order in which the resources first appeared. */
export function latestEvents(lines: readonly string[]): readonly LatestEvent[] {
	const latest = new Map<string, LatestEvent>();
	for (const [line, text] of lines.entries()) {
		const event = stackEvent(text);
		if (event) {
			// Setting a key again leaves it in its place.
			latest.set(`${event.type} ${event.resource}`, {...event, line});
		}
	}

	return [...latest.values()];
}

/** The first pattern that fits tells. What is rolled back has failed, however well that goes. */
const meanings: ReadonlyArray<readonly [RegExp, Progress]> = [
	[/FAILED|ROLLBACK/v, 'failed'],
	[/IN_PROGRESS/v, 'running'],
];

export const progressOf = ({status}: StackEvent): Progress => meanings.find(([pattern]) => pattern.test(status))?.[1] ?? 'done';

/** A type without what all types have in common: `S3 BucketPolicy`. */
export const shortType = ({type}: StackEvent): string => type.replace(/^AWS::/v, '').replaceAll('::', ' ');

/** As many events as there is room for: those that were told last, in their order. */
export function newestEvents(events: readonly LatestEvent[], count: number): readonly LatestEvent[] {
	const newest = new Set(events.toSorted((a, b) => b.line - a.line).slice(0, Math.max(0, count)));
	return events.filter(event => newest.has(event));
}
