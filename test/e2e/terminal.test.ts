import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {readJournal} from '../../source/engine/journal.js';
import {temporaryDirectory} from '../support/directory.js';
import {processesIn} from '../support/processes.js';
import {openTerminal, type TestTerminal} from '../support/terminal.js';

/** What the keys send. */
const down = '\u001B[B';
const enter = '\r';
const controlC = '\u0003';

/** A command line that leaves nothing open but the welcome, with its package. */
const flags = (packageName: string) => ['w', '--target', 'practice', '--stage', 'dev', '--layer-name', 'six-layer', '--package', packageName];

type Start = {readonly packageName?: string; readonly more?: readonly string[]; readonly env?: Readonly<Record<string, string>>; readonly cwd?: string};

/** The interactive walkthrough on its first page. */
async function begin({packageName = 'six', more = [], env = {}, cwd = temporaryDirectory()}: Start = {}): Promise<{readonly terminal: TestTerminal; readonly workspace: string}> {
	const terminal = openTerminal([...flags(packageName), ...more], {cwd, columns: 80, rows: 24, env});
	await terminal.until(screen => screen.includes('Enter begins') && screen.includes('q quit'));
	terminal.type(enter);
	return {terminal, workspace: path.join(cwd, 'w')};
}

const isFirstPage = (screen: string) => screen.includes('Chapter 2 of') && screen.includes('Enter run it');

describe('with --yes the screen is looked on', () => {
	test('it shows chapters, the running step, its command and the numbers, stays right after a resize, and ends with the answer', async () => {
		const cwd = temporaryDirectory();
		const terminal = openTerminal(['w', '--yes', '--package', 'six'], {cwd, columns: 80, rows: 24});
		// What is expected of one frame is awaited together: a terminal can be looked at while a frame is half painted.
		await terminal.until(screen => screen.includes('npm install')
			&& screen.includes('layer-wizard on the practice cloud')
			&& /needs .*function .*weigh .*layer .*use .*ship/v.test(screen));
		expect(terminal.screen()).toHaveLength(24);
		await terminal.until(screen => /Package the layer \d+ s/v.test(screen));
		expect(terminal.cleared()).toBe(0);

		terminal.resize(60, 20);
		await terminal.until(screen => /Deploy the function \d+ s/v.test(screen)
			&& /✓ needs +✓ function +✓ weigh +✓ layer +✓ use +● ship/v.test(screen)
			&& /Layer zip +\d/v.test(screen));
		expect(terminal.screen()).toHaveLength(20);

		expect(await terminal.exitCode).toBe(0);
		const record = terminal.scrollback();
		expect(record).toContain('✓ Invoke the function in the cloud');
		expect(record).toMatch(/The function in the cloud answered:\n\n {2}six 1\.\d/v);
		expect(record).toContain('Layer ARN                      arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements-dev-python-requirements:1');
		expect(record).toContain('+      - six');
		expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
	});
});

describe('what goes wrong', () => {
	test('a failure is explained; its log opens, retrying runs the step again, stopping exits with its code', async () => {
		const {terminal, workspace} = await begin({packageName: 'no-such-package-of-layer-wizard', more: ['--until', 'function']});
		const log = path.join(workspace, '.layer-wizard/logs/function.install.log');
		const isFailure = (screen: string) => screen.includes('✗ Install the packages for the') && screen.replaceAll(/\s+/gv, ' ').includes('Why: pip failed: No matching distribution found for no-such-package-of-layer-wizard')
			&& screen.includes('pip install') && screen.includes('❯ Try this step again') && screen.includes('r retry');
		await terminal.until(isFailure);
		terminal.type('o');
		await terminal.until(screen => /\d+-\d+ of \d+/v.test(screen) && screen.includes('ERROR: No matching distribution'));
		terminal.type('q');
		await terminal.until(isFailure);
		terminal.type('r');
		// A retry can be over before a busy machine looks at it: the log says that there was one.
		await terminal.until(screen => isFailure(screen) && readFileSync(log, 'utf8').split('ERROR: No matching distribution').length === 3);
		terminal.type(down);
		terminal.type(down);
		await terminal.until(screen => screen.includes('❯ Quit here'));
		terminal.type(enter);
		expect(await terminal.exitCode).toBe(3);
		expect(terminal.scrollback()).toContain('Error: pip failed: No matching distribution found for no-such-package-of-layer-wizard');
	});

	test('Ctrl-C stops cleanly: it says so, exits with 130, names the way back, and leaves no process', async () => {
		const {terminal, workspace} = await begin();
		await terminal.until(screen => isFirstPage(screen) && screen.includes('Behind the scenes: '));
		terminal.type(controlC);
		expect(await terminal.exitCode).toBe(130);
		expect(terminal.scrollback()).toMatch(/Stopped before the end\.\n +Try: Go on where it stopped: .*layer-wizard w|Stopped before the end\.\n +Try: Go on where it stopped: npm start -- w/v);
		expect(processesIn(workspace)).toEqual([]);
	});

	test('a second Ctrl-C stops at once', async () => {
		const {terminal, workspace} = await begin();
		await terminal.until(screen => isFirstPage(screen) && screen.includes('Behind the scenes: '));
		terminal.type(controlC + controlC);
		expect(await terminal.exitCode).toBe(130);
		expect(terminal.received().lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.received().lastIndexOf('\u001B[?25l'));
		// The practice cloud notices by itself that nobody holds it any more.
		await expect.poll(() => processesIn(workspace), {timeout: 10_000}).toEqual([]);
	});
});

describe('leaving and coming back', () => {
	test('q asks first; then it exits with 0 and says how to come back; answers and guesses are kept', async () => {
		const cwd = temporaryDirectory();
		const {terminal, workspace} = await begin({cwd});
		await terminal.until(isFirstPage);
		terminal.type('q');
		await terminal.until(screen => screen.includes('Quit for now?') && screen.includes('y quit'));
		terminal.type('n');
		await terminal.until(isFirstPage);
		terminal.type('s');
		await terminal.until(screen => screen.includes('✓ Run the function on this machine') && screen.includes('Enter go on'));
		terminal.type(enter);
		await terminal.until(screen => screen.includes('How heavy is it?') && screen.includes('Enter guess'));
		terminal.type(enter);
		await terminal.until(screen => screen.includes('How heavy will the zip be'));
		terminal.type(`12 KB${enter}`);
		await terminal.until(screen => screen.includes('✓ Package the function') && screen.includes('You guessed 12 kB'));
		terminal.type('q');
		await terminal.until(screen => screen.includes('Quit for now?') && screen.includes('y quit'));
		terminal.type('y');
		expect(await terminal.exitCode).toBe(0);
		expect(terminal.scrollback()).toContain('Left for now; what is done stays done.');
		expect(processesIn(workspace)).toEqual([]);
		expect(readJournal(path.join(workspace, '.layer-wizard', 'journal.jsonl')).filter(({type, id}) => type === 'note' && id === 'guess.zip.fat.bytes')).toHaveLength(1);

		// The step that was left out is offered again, and nothing is asked a second time.
		const again = openTerminal(['w'], {cwd, columns: 80, rows: 24});
		await again.until(isFirstPage);
		again.type(enter);
		await again.until(screen => /✓ Run the function on this machine .*Enter go on/sv.test(screen));
		again.type(enter);
		await again.until(screen => screen.includes('Chapter 4 of') && screen.includes('Enter run it'));
		again.type(controlC);
		expect(await again.exitCode).toBe(130);
	});
});

describe('every terminal', () => {
	test('one that is too small says so and waits; one that becomes larger goes on', async () => {
		const {terminal} = await begin();
		await terminal.until(isFirstPage);
		terminal.resize(50, 12);
		await terminal.until(screen => screen.includes('This terminal has 50 columns and 12 rows') && !screen.includes('Chapter 2'));
		terminal.resize(80, 24);
		await terminal.until(screen => isFirstPage(screen) && !screen.includes('This terminal has'));
		terminal.type(controlC);
		expect(await terminal.exitCode).toBe(130);
	});

	test('NO_COLOR: no colour and no style is ever sent', async () => {
		const {terminal} = await begin({env: {NO_COLOR: '1'}});
		await terminal.until(isFirstPage);
		terminal.type('e');
		await terminal.until(screen => screen.includes('What this command does'));
		terminal.type(controlC);
		expect(await terminal.exitCode).toBe(130);
		expect(terminal.received().split('\u001B[').filter(part => /^[\d;]*m/v.test(part))).toEqual([]);
	});

	test('with a screen reader: questions and lessons as lines, answered with lines, and nothing is ever drawn over', async () => {
		const terminal = openTerminal([...flags('six'), '--until', 'function'], {cwd: temporaryDirectory(), columns: 80, rows: 24, env: {INK_SCREEN_READER: '1'}});
		await terminal.until(screen => screen.includes('Press Enter to begin'));
		terminal.type(enter);
		await terminal.until(screen => screen.includes('Press Enter to run it.'));
		terminal.type(`e${enter}`);
		await terminal.until(screen => screen.includes('npx osls invoke local: '));
		terminal.type(enter);
		expect(await terminal.exitCode).toBe(0);
		expect(terminal.scrollback()).toContain('✓ Run the function on this machine: done in');
		expect(terminal.received()).not.toContain('\u001B');
	});

	test.each([
		['TERM=dumb', {TERM: 'dumb'}, []],
		['--plain', {}, ['--plain']],
	] as const)('%s gives lines without any control sequence', async (_, env, more) => {
		const terminal = openTerminal(['w', '--until', 'preflight', '--no-color', ...more], {cwd: temporaryDirectory(), columns: 80, rows: 24, env});
		expect(await terminal.exitCode).toBe(0);
		expect(terminal.scrollback()).toContain('✓ Reach the cloud: done in');
		expect(terminal.received()).not.toContain('\u001B');
	});
});
