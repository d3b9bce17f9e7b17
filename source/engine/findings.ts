/** What is in an archive: a folder or file with its unpacked size and its largest members, largest first. */
export type Contents = {
	readonly name: string;
	readonly bytes: number;
	/** How many files there are below it; 1 for a file. */
	readonly files: number;
	/** The largest members; what is too small to matter is left out. */
	readonly members: readonly Contents[];
};

/** What a cloud does with what it is asked for: it takes it, it refuses the call, or it takes it and the function then fails. */
export const reactions = ['takes', 'refuses', 'fails'] as const;

export type ReactionKind = (typeof reactions)[number];

/** What came of an experiment. */
export type Experiment = {
	readonly type: 'experiment';
	readonly step: string;
	/** What the person thought would happen; absent where nobody was asked. */
	readonly predicted?: ReactionKind;
	/** What happened, and the cloud's own words. */
	readonly reaction: ReactionKind;
	readonly words: string;
	/** The wizard's own check, where the cloud took what AWS does not take. */
	readonly ownCheck?: string;
	/** What AWS does and says, where the cloud did or said something else. */
	readonly aws?: {readonly reaction: ReactionKind; readonly words: string; readonly source: string};
	/** What the words about the repair have places for, e.g. the number of the version that was published for it. */
	readonly values: Readonly<Record<string, string>>;
	/** What the function answered after the repair. */
	readonly answer: string;
};

/** Public layers, as they were on a day. */
export type Catalogue = {
	readonly type: 'catalogue';
	/** The day of the last look at them, e.g. `2026-11-23`. */
	readonly checked: string;
	readonly layers: ReadonlyArray<{
		readonly name: string;
		readonly publisher: string;
		readonly holds: string;
		readonly upkeep: string;
		readonly newest: string;
		readonly source: string;
		/** A version for this region, runtime and architecture; absent where one must be looked up. */
		readonly arn?: string;
	}>;
};

/** What `inspect` found in a layer. */
export type Inspected = {
	readonly type: 'inspected';
	/** As it was named. */
	readonly subject: string;
	readonly form: 'zip' | 'directory' | 'layer version';
	/** Of a layer version what its cloud says of it. */
	readonly declared?: Declared;
	/** Of a zip, and of a layer version's, its own size. */
	readonly zipBytes?: number;
	readonly unpackedBytes: number;
	readonly contents: Contents;
	readonly wheels: ReadonlyArray<{readonly distribution: string; readonly tags: readonly string[]}>;
	/** Compiled files: the system and the machines that each is for, and the newest glibc that it asks for. */
	readonly binaries: ReadonlyArray<{readonly path: string; readonly system: string; readonly machines: readonly string[]; readonly glibc?: readonly [number, number]}>;
	/** For each runtime and architecture what speaks against it; nothing where it would run. */
	readonly verdicts: ReadonlyArray<{readonly runtime: string; readonly architecture: string; readonly faults: readonly string[]}>;
};

/** What a cloud says of a layer version, and whose it is. */
export type Declared = {
	readonly region: string;
	readonly account: string;
	/** What it says that it is compatible with; empty where it does not say. */
	readonly runtimes: readonly string[];
	readonly architectures: readonly string[];
	/** What of that is not so: a runtime on an architecture, or only one of the two where the other is left open. */
	readonly broken: ReadonlyArray<{readonly runtime?: string; readonly architecture?: string}>;
	readonly description?: string;
	readonly licence?: string;
	readonly publisher: Publisher;
};

/** Whose a layer version is: of the account that asks, of one in the list of public layers, or of another. `asOf` is the list's day. */
export type Publisher
	= | {readonly is: 'own'}
		| {readonly is: 'listed'; readonly name: string; readonly publisher: string; readonly source: string; readonly asOf: string}
		| {readonly is: 'unlisted'; readonly asOf: string};
