// Runs in a pseudo-terminal of bench/measures/output.mjs: prints through the wizard, with its screen, and through `cat`, and says how long each took.
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {monitorEventLoopDelay, performance} from 'node:perf_hooks';
import process from 'node:process';
import {broadcast} from '../source/engine/events.js';
import {tuiFrontEnd} from '../source/frontends/tui/tui.js';
import {loadWords} from '../source/lessons/languages.js';
import {childEnvironment} from '../source/tools/environment.js';
import {runTool} from '../source/tools/run-tool.js';

const [directory = '', program = '', lines = '', pairs = '', ticker = '', ticks = ''] = process.argv.slice(2);
const paths = {piped: path.join(directory, 'piped'), log: path.join(directory, 'log'), report: path.join(directory, 'report.json')};
const env = childEnvironment({});
const command = ['python3', program, lines] as const;
const step = 'print';

const interruption = new AbortController();
const frontEnd = tuiFrontEnd({
	interrupt() {
		interruption.abort();
	},
	quit() {
		interruption.abort();
	},
	comeBack: () => '',
	words: await loadWords('en'),
	canAsk: false,
	color: true,
	signal: interruption.signal,
});
const emit = broadcast([frontEnd.listen]);

/** What reached this process and when, in milliseconds of the system's clock. */
type Seen = {readonly kind: 'key' | 'resize'; readonly value: string; readonly at: number; painted?: number};
const seen: Seen[] = [];
const now = () => performance.timeOrigin + performance.now();

/** Listens to what the terminal sends, and to the first thing that is painted after each change of its size. */
function watchTerminal(): void {
	process.stdin.on('data', (data: Uint8Array | string) => {
		for (const value of String(data)) {
			seen.push({kind: 'key', value, at: now()});
		}
	});
	process.stdout.prependListener('resize', () => {
		seen.push({kind: 'resize', value: String(process.stdout.columns), at: now()});
	});
	const {stdout} = process;
	const write = stdout.write.bind(stdout);
	stdout.write = (text: string | Uint8Array) => {
		const isWritten = write(text);
		for (const each of seen.filter(({kind, painted}) => kind === 'resize' && painted === undefined)) {
			each.painted = now();
		}

		return isWritten;
	};
}

async function timed(work: () => Promise<void>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

/** As a person would type it. */
async function piped(): Promise<void> {
	const child = spawn('sh', ['-c', `python3 "$1" ${lines} | cat > "$2"`, 'sh', program, paths.piped], {env, stdio: 'ignore'});
	await once(child, 'close');
}

async function throughWizard(argv: readonly [string, ...string[]] = command): Promise<void> {
	await runTool({argv, cwd: directory, env, step, emit, log: paths.log, signal: interruption.signal});
}

/** True when the log holds exactly what `cat` wrote, after the line with the command. Not compared here, where it would take memory. */
function isLogWhole(): boolean {
	return spawnSync('sh', ['-c', 'tail -n +2 "$1" | cmp -s - "$2"', 'sh', paths.log, paths.piped]).status === 0;
}

async function measure() {
	const start = process.memoryUsage.rss();
	const rounds: Array<{readonly piped: number; readonly wizard: number; readonly isLogWhole: boolean}> = [];
	for (let round = 0; round < Number(pairs); round++) {
		rmSync(paths.log, {force: true});
		const early = round % 2 === 0 ? await timed(piped) : undefined;
		const wizard = await timed(throughWizard);
		rounds.push({piped: early ?? await timed(piped), wizard, isLogWhole: isLogWhole()});
	}

	const peak = process.resourceUsage().maxRSS * 1024;
	// Only now, as answering keys takes time too.
	watchTerminal();
	process.stdout.write('\u001B]2;poke\u0007');
	const delay = monitorEventLoopDelay({resolution: 1});
	delay.enable();
	const from = now();
	rmSync(paths.log, {force: true});
	for (let round = 0; round < Number(pairs); round++) {
		await throughWizard();
	}

	delay.disable();
	const to = now();
	await throughWizard(['python3', ticker, ticks]);
	return {rounds, start, peak, from, to, seen, longestDelay: delay.max / 1e6};
}

emit({type: 'run.started', target: 'practice', directory, chapters: ['preflight'], config: {}, plan: [{chapter: 'preflight', step, title: 'Print'}], isResumed: false, guesses: {}});
emit({type: 'chapter.started', chapter: 'preflight'});
emit({type: 'step.started', chapter: 'preflight', step, title: 'Print', command: command.join(' '), log: paths.log});
const report = await measure();
writeFileSync(paths.report, JSON.stringify(report));
await frontEnd.close();
process.exitCode = 0;
