import {PassThrough, Writable} from 'node:stream';
import {describe, expect, test, vi} from 'vitest';
import type {FailureReport, StampedEvent} from '../../source/engine/events.js';
import type {Question} from '../../source/engine/questions.js';
import {exerciseLines} from '../../source/frontends/exercise-lines.js';
import type {FrontEnd} from '../../source/frontends/frontend.js';
import {inspectionLines} from '../../source/frontends/inspection.js';
import {jsonFrontEnd} from '../../source/frontends/json.js';
import {linearFrontEnd} from '../../source/frontends/linear/linear.js';
import {needsTable} from '../../source/frontends/needs-table.js';
import {plainFrontEnd} from '../../source/frontends/plain.js';
import {statusTable} from '../../source/frontends/status-table.js';
import {tuiFrontEnd} from '../../source/frontends/tui/tui.js';
import {hostile, hostileText, injected, rawIn, unseen} from '../support/hostile.js';
import {stamped} from './tui/support/recording.js';
import {TestTerminal} from './tui/support/terminal.js';
import {words} from './tui/support/words.js';

await vi.hoisted(async () => {
	const {env} = await import('node:process');
	// Read when Ink is loaded: where it believes to run for nobody, it would draw only at the end.
	delete env.CI;
	delete env.CONTINUOUS_INTEGRATION;
});

const {strings} = words.en;
const failure: FailureReport = {code: 'ToolError', message: hostile, tryThis: hostile, command: hostile, log: hostile, exitCode: 3};
/** The answer of a handler: its escapes become control characters only when it is read. */
const payload = JSON.stringify({statusCode: 200, body: hostileText, modules: {[hostile]: hostile}});
const contents = {name: hostile, bytes: 2, files: 2, members: [{name: hostile, bytes: 1, files: 1, members: []}, {name: `b${hostile}`, bytes: 1, files: 1, members: []}]};
const step = 'function.local';

/** One of every type, with hostile words wherever they can come from outside. */
const events = stamped(
	{
		type: 'run.started', target: hostile, directory: hostile, chapters: ['function', hostile], config: {region: hostile, stage: hostile, packages: [hostile]},
		plan: [{chapter: 'function', step, title: hostile, command: hostile, attended: {}}, {chapter: 'required', step: hostile, title: hostile}], isResumed: true,
		earlier: {done: 1, steps: 2, at: '2026-01-01T00:00:00.000Z'}, guesses: {'zip.fat.bytes': hostile},
	},
	{type: 'chapter.started', chapter: hostile},
	{type: 'step.started', chapter: 'function', step, title: hostile, command: hostile, log: '/logs/x.log'},
	{type: 'step.started', chapter: 'function', step: hostile, title: hostile, command: hostile, log: '/logs/y.log'},
	{type: 'output', step: hostile, stream: 'stdout', line: hostile},
	{type: 'output', step: hostile, stream: 'diff', line: `+${hostile}`},
	{type: 'progress', step: hostile, done: 1, unit: hostile},
	{type: 'fact', id: 'layer.arn', value: hostileText},
	{type: 'fact', id: 'zip.fat.bytes', value: 2, contents},
	{type: 'fact', id: 'invoke.local.payload', value: payload},
	{type: 'warning', code: 'x', message: hostile, tryThis: hostile, step: hostile},
	{
		type: 'experiment', step, reaction: 'refuses', words: hostileText, ownCheck: hostile,
		aws: {reaction: 'takes', words: hostile, source: hostile}, values: {region: hostile}, answer: hostileText,
	},
	{type: 'catalogue', checked: '2026-01-01', layers: [{name: hostile, publisher: hostile, holds: hostile, upkeep: hostile, newest: hostile, source: hostile, arn: hostile}]},
	{
		type: 'inspected', subject: hostile, form: 'layer version', zipBytes: 1, unpackedBytes: 1, contents,
		declared: {region: hostile, account: hostile, runtimes: [hostile], architectures: [hostile], broken: [{runtime: hostile, architecture: hostile}], description: hostile, licence: hostile, publisher: {is: 'listed', name: hostile, publisher: hostile, source: hostile, asOf: '2026-01-01'}},
		wheels: [{distribution: hostile, tags: [hostile]}], binaries: [{path: hostile, system: hostile, machines: [hostile], glibc: [2, 34]}],
		verdicts: [{runtime: 'python3.13', architecture: 'x86_64', faults: [hostile]}, {runtime: hostile, architecture: hostile, faults: []}],
	},
	{type: 'step.finished', step, ms: 1, status: 'done'},
	{type: 'step.finished', step: hostile, ms: 1, status: 'done'},
	{type: 'chapter.finished', chapter: hostile},
	{type: 'run.finished', facts: {'invoke.cloud.payload': payload, 'layer.arn': hostileText}, ms: 1, nextSteps: [hostile]},
	{type: 'run.failed', error: failure},
);

const questions: readonly Question[] = [
	{id: 'mfaCode', fallback: hostile, values: {device: hostile}, resources: [{kind: hostile, name: hostile}], flag: '--x'},
	{id: 'edits', fallback: 'mine', choices: ['mine', hostile], values: {file: hostile}, diff: ['@@ -1 +1 @@', `+${hostile}`]},
	{id: 'retry', fallback: 'stop', choices: ['stop', 'retry'], failure, step},
];

const kinds: readonly string[] = [...new Set(events.map(({type}) => type))];

test('every type of event is among them', () => {
	const all: Readonly<Record<StampedEvent['type'], true>> = {
		'run.started': true, 'chapter.started': true, 'chapter.finished': true, 'step.started': true, output: true, progress: true, 'step.finished': true, fact: true,
		warning: true, inspected: true, experiment: true, catalogue: true, 'run.finished': true, 'run.failed': true,
	};
	expect(kinds.toSorted()).toEqual(Object.keys(all).toSorted());
});

type Stream = {readonly write: (text: string) => void};

const frontEnds: Readonly<Record<string, (stdout: Stream) => FrontEnd>> = {
	plain: stdout => plainFrontEnd({stdout, stderr: stdout, verbose: false, dryRun: false, color: true, strings}),
	verbose: stdout => plainFrontEnd({stdout, stderr: stdout, verbose: true, dryRun: false, color: false, strings}),
	'a dry run': stdout => plainFrontEnd({stdout, stderr: stdout, verbose: true, dryRun: true, color: false, strings}),
	check: stdout => exerciseLines({stdout, stderr: stdout, color: true}),
	inspect: stdout => inspectionLines({stdout, stderr: stdout, color: true}),
	doctor: stdout => needsTable({stdout, stderr: stdout, color: true, columns: 80, strings}),
	status: stdout => statusTable({stdout, stderr: stdout, color: true, strings}),
};

function collector() {
	let text = '';
	return {
		write(written: string) {
			text += written;
		},
		text: () => text,
	};
}

/** No character that a terminal obeys is left, and no newline made a line of what was none. */
function expectHarmless(output: string) {
	expect(output).toContain('bfdpc');
	expect(rawIn(output)).toEqual([]);
	expect(output).not.toMatch(new RegExp(`^${injected}`, 'mv'));
}

describe.each(Object.entries(frontEnds))('%s', (_name, make) => {
	test('shows nothing raw of any event', () => {
		const {write, text} = collector();
		const {listen} = make({write});
		for (const event of events) {
			listen(event);
		}

		expectHarmless(text());
	});

	test.each(kinds)('nor of %s alone', kind => {
		const {write, text} = collector();
		const {listen} = make({write});
		for (const event of events.filter(({type}) => type === kind)) {
			listen(event);
		}

		expect(rawIn(text())).toEqual([]);
	});
});

test('json tells all of it as it is, and holds nothing that a terminal obeys', () => {
	const {write, text} = collector();
	const {listen} = jsonFrontEnd({write});
	for (const event of events) {
		listen(event);
	}

	expect(text()).not.toMatch(unseen);
	expect(text().trimEnd().split('\n').map(line => JSON.parse(line) as unknown)).toEqual(events);
});

test('a screen reader hears nothing raw of events and questions', async () => {
	const {write, text} = collector();
	const sink = () => new Writable({
		write(chunk: Uint8Array, _encoding, done) {
			write(new TextDecoder().decode(chunk));
			done();
		},
	});
	const stdin = new PassThrough();
	const {listen, ask, close} = linearFrontEnd({quit: () => undefined, words: words.en, stdin, stdout: sink(), stderr: sink()});
	for (const event of events) {
		listen(event);
	}

	for (const question of questions) {
		const answer = ask(question);
		stdin.write('\n');
		expect(await answer).toBe(question.fallback);
	}

	await close();
	expectHarmless(text());
});

test('the screen shows nothing raw of events and questions', async () => {
	const terminal = new TestTerminal();
	const frontEnd = tuiFrontEnd({interrupt: () => undefined, quit: () => undefined, comeBack: directory => `layer-wizard ${directory ?? ''}`, words: words.en, canAsk: true, color: true, streams: terminal.streams});
	for (const event of events.filter(({type}) => type !== 'run.finished' && type !== 'run.failed')) {
		frontEnd.listen(event);
	}

	for (const question of questions) {
		const withdrawn = new AbortController();
		const answer = frontEnd.ask(question, withdrawn.signal);
		await terminal.waitForText(/bfdpc/v);
		withdrawn.abort();
		expect(await answer).toBe(question.fallback);
	}

	frontEnd.listen(events.at(-1)!);
	await frontEnd.close();
	await terminal.settled();
	expect(terminal.text).toContain('bfdpc');
	expect(rawIn(terminal.written + terminal.stderr.join(''))).toEqual([]);
});

test('the screen that one looks on at leaves nothing raw behind', async () => {
	const terminal = new TestTerminal();
	const frontEnd = tuiFrontEnd({interrupt: () => undefined, quit: () => undefined, comeBack: () => '', words: words.en, canAsk: false, color: true, streams: terminal.streams});
	for (const event of events.filter(({type}) => type !== 'run.failed')) {
		frontEnd.listen(event);
	}

	await frontEnd.close();
	await terminal.settled();
	expect(terminal.text).toContain('bfdpc');
	expect(rawIn(terminal.written + terminal.stderr.join(''))).toEqual([]);
});
