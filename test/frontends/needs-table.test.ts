import stringWidth from 'string-width';
import {describe, expect, test} from 'vitest';
import {broadcast, type WizardEvent} from '../../source/engine/events.js';
import {needsTable} from '../../source/frontends/needs-table.js';
import * as en from '../../source/lessons/en/words.js';
import * as zh from '../../source/lessons/zh/words.js';

const title = (step: string) => ({step, title: step});
const plan = [
	{chapter: 'required', ...title('doctor.node')},
	{chapter: 'required', ...title('doctor.python')},
	{chapter: 'required', ...title('doctor.venv')},
	{chapter: 'useful', ...title('doctor.git')},
	{chapter: 'useful', ...title('doctor.unzip')},
];

const started: WizardEvent = {type: 'run.started', target: 'practice', directory: '/w', chapters: ['required', 'useful'], config: {}, plan, isResumed: false, guesses: {}};
const begin = (chapter: string, step: string): WizardEvent => ({type: 'step.started', chapter, ...title(step), log: 'x'});
const there = (chapter: string, step: string, line: string): readonly WizardEvent[] => [
	begin(chapter, step),
	{type: 'output', step, stream: 'stdout', line},
	{type: 'step.finished', step, ms: 1, status: 'done'},
];
const missing = (chapter: string, step: string, message: string, tryThis: string): readonly WizardEvent[] => [
	begin(chapter, step),
	{type: 'warning', code: `${step}.missing`, message, tryThis},
];

const failed: WizardEvent = {type: 'run.failed', error: {code: 'ToolError', message: 'What a walkthrough requires is missing: Python.', exitCode: 3}};

const lacking: readonly WizardEvent[] = [
	started,
	{type: 'chapter.started', chapter: 'required'},
	...there('required', 'doctor.node', '20.19.0'),
	...missing('required', 'doctor.python', 'No \u001B[31mPython was found on PATH.', 'Install Python 3.10 to 3.14 (on Debian and Ubuntu: sudo apt install python3 python3-venv), or name one with --python.'),
	begin('required', 'doctor.venv'),
	{type: 'step.finished', step: 'doctor.venv', ms: 1, status: 'skipped'},
	{type: 'chapter.started', chapter: 'useful'},
	...missing('useful', 'doctor.git', 'git was not found on PATH, or does not run; only packages that are named by a git address need it.', 'Install it.'),
	...there('useful', 'doctor.unzip', '6.00'),
	failed,
];

function told(events: readonly WizardEvent[], {columns = 80, color = false, strings = en.strings} = {}) {
	const written = {stdout: '', stderr: ''};
	const sink = (name: 'stdout' | 'stderr') => ({
		write(text: string) {
			written[name] += text;
		},
	});
	const emit = broadcast([needsTable({stdout: sink('stdout'), stderr: sink('stderr'), color, columns, strings}).listen]);
	for (const event of events) {
		emit(event);
	}

	return written;
}

test('what is there, what is missing with its cure, what could not be looked at, and the sum', () => {
	expect(told(lacking)).toEqual({
		stderr: '',
		stdout: `Required
✓ Node.js             20.19.0
✗ Python              No Python was found on PATH.
                      → Install Python 3.10 to 3.14 (on Debian and Ubuntu: sudo
                        apt install python3 python3-venv), or name one with
                        --python.
– venv and ensurepip  not looked at: something above is missing

Useful
! git                 git was not found on PATH, or does not run; only packages
                      that are named by a git address need it.
                      → Install it.
✓ unzip               6.00

1 required thing is missing; 1 useful thing is missing.
`,
	});
});

test('in Chinese: titles, headings and the sum', () => {
	const {stdout} = told(lacking, {strings: zh.strings});
	expect(stdout).toContain('必需\n✓ Node.js            20.19.0\n');
	expect(stdout).toContain('– venv 与 ensurepip  未检查：上面有缺少的项目\n');
	expect(stdout.endsWith('\n缺少 1 项必需的；另缺 1 项有用的。\n')).toBe(true);
});

describe.each([en.strings, zh.strings])('in each language', strings => {
	test.each([80, 60])('no row is wider than a terminal of %i', columns => {
		for (const line of told(lacking, {columns, strings}).stdout.split('\n')) {
			expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
		}
	});
});

test('colours are left out, or are in the marks, cures and the sum, and end with their row', () => {
	expect(told(lacking).stdout).not.toContain('\u001B');
	const {stdout} = told(lacking, {color: true});
	expect(stdout).toContain('\u001B[32m✓\u001B[39m Node.js');
	expect(stdout).toContain('\u001B[31m✗\u001B[39m Python');
	expect(stdout).toContain('\u001B[33m!\u001B[39m git');
	expect(stdout).toContain('\u001B[36m→ Install it.\u001B[39m\n');
	expect(stdout).toContain('\u001B[31m1 required thing is missing; 1 useful thing is missing.\u001B[39m\n');
});

test.each([
	['nothing', [], 'All that is required is there; nothing useful is missing.'],
	['one useful thing', ['doctor.git'], 'All that is required is there; 1 useful thing is missing.'],
	['two useful things', ['doctor.git', 'doctor.unzip'], 'All that is required is there; 2 useful things are missing.'],
	['two required things', ['doctor.node', 'doctor.python'], '2 required things are missing; nothing useful is missing.'],
])('the sum when %s is missing', (_, absent, sum) => {
	const rows = plan.flatMap(({chapter, step}) => absent.includes(step) ? missing(chapter, step, 'No.', 'Get it.') : there(chapter, step, 'yes'));
	expect(told([started, ...rows, {type: 'run.finished', facts: {}, ms: 1, nextSteps: []}]).stdout.trimEnd().split('\n').at(-1)).toBe(sum);
});

test('a run that ended before all was told says why on standard error', () => {
	const {stdout, stderr} = told([started, ...there('required', 'doctor.node', '20.19.0'), failed]);
	expect(stdout).not.toContain('missing');
	expect(stderr).toBe('Error: What a walkthrough requires is missing: Python.\n');
	expect(told([failed]).stderr).toBe(stderr);
});
