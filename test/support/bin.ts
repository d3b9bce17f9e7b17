import {spawn} from 'node:child_process';
import {once} from 'node:events';
import path from 'node:path';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {z} from 'zod';

export const binFile = path.resolve('dist/cli.js');

const event = z.looseObject({v: z.literal(1), at: z.iso.datetime(), type: z.string()});

export type SeenEvent = z.infer<typeof event>;

export type BinResult = {
	/** Undefined when a signal ended it. */
	readonly exitCode: number | undefined;
	readonly stdout: string;
	readonly stderr: string;
	readonly ms: number;
	/** Standard output as NDJSON; throws when a line is not an event. */
	readonly events: () => readonly SeenEvent[];
	/** The facts of `run.finished`. */
	readonly facts: () => Readonly<Record<string, string | number>>;
};

export type BinOptions = {
	readonly cwd: string;
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** What comes on standard input; nothing when absent. */
	readonly input?: string;
	/** Another Node.js than this one. */
	readonly node?: string;
	/** Another file than the built one. */
	readonly file?: string;
	/** Commands of a shell that come first, with mounts of their own (Linux, as root), e.g. `umask 077`. */
	readonly setup?: readonly string[];
	/** The program that starts it, with its flags, e.g. nsenter. */
	readonly under?: readonly string[];
	/** Called with the running process, e.g. to interrupt it. */
	readonly onStart?: (child: ReturnType<typeof spawn>) => void;
};

/** NDJSON as events; throws when a line is not one. */
export const readEvents = (text: string): readonly SeenEvent[] => text.trimEnd().split('\n').map(line => event.parse(JSON.parse(line)));

/** Runs the built bin without a terminal, as a script or CI would. */
export async function runBin(flags: readonly string[], {cwd, env = {}, input, node = process.execPath, file = binFile, setup, under = [], onStart}: BinOptions): Promise<BinResult> {
	const start = performance.now();
	const argv = [...under, ...(setup ? ['unshare', '--mount', 'sh', '-c', [...setup, 'exec "$0" "$@"'].join(' && ')] : []), node, file, ...flags];
	const child = spawn(argv[0] ?? '', argv.slice(1), {cwd, env: {...process.env, ...env}, stdio: ['pipe', 'pipe', 'pipe']});
	child.stdin.end(input);
	onStart?.(child);
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
	const events = () => readEvents(stdout);
	return {
		exitCode: child.exitCode ?? undefined,
		stdout,
		stderr,
		ms: performance.now() - start,
		events,
		facts: () => z.record(z.string(), z.union([z.string(), z.number()])).parse(events().at(-1)?.facts),
	};
}
