import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {temporaryDirectory} from '../support/directory.js';
import {processesIn} from '../support/processes.js';
import {openTerminal} from '../support/terminal.js';

/** What the arrow key sends. */
const down = '\u001B[B';

describe('in a real terminal', () => {
	test('the walkthrough shows chapters, the running step, its command and the numbers, stays right after a resize, and ends with the answer', async () => {
		const cwd = temporaryDirectory();
		const terminal = openTerminal(['w', '--package', 'six'], {cwd, columns: 80, rows: 24});
		// What is expected of one frame is awaited together: a terminal can be looked at while a frame is half painted.
		await terminal.until(screen => screen.includes('npm install')
			&& screen.includes('layer-wizard on the practice cloud')
			&& /preflight .*function .*weigh .*layer .*use .*ship/v.test(screen));
		expect(terminal.screen()).toHaveLength(24);
		await terminal.until(screen => /Package the layer \d+ s/v.test(screen));
		expect(terminal.cleared()).toBe(0);

		terminal.resize(60, 20);
		await terminal.until(screen => /Deploy the function \d+ s/v.test(screen)
			&& /✓ preflight +✓ function +✓ weigh +✓ layer +✓ use +● ship/v.test(screen)
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

	test('a failure is explained and asks; retrying runs the step again, stopping exits with its code', async () => {
		const cwd = temporaryDirectory();
		const terminal = openTerminal(['w', '--package', 'no-such-package-of-layer-wizard', '--until', 'function'], {cwd, columns: 80, rows: 24});
		await terminal.until(screen => screen.includes('No matching distribution found') && screen.includes('Try this step again'));
		terminal.type(down);
		await terminal.until(screen => /❯ +Try this step again/v.test(screen));
		terminal.type('\r');
		await terminal.until(screen => !screen.includes('Try this step again'));
		await terminal.until(screen => screen.includes('Try this step again'));
		terminal.type('\r');
		expect(await terminal.exitCode).toBe(3);
		expect(terminal.scrollback()).toContain('Error: pip failed: No matching distribution found for no-such-package-of-layer-wizard');
	});

	test('Ctrl-C stops cleanly: it says so, exits with 130, and leaves no process', async () => {
		const cwd = temporaryDirectory();
		const terminal = openTerminal(['w'], {cwd, columns: 80, rows: 24});
		await terminal.until(screen => screen.includes('npm install'));
		terminal.type('\u0003');
		expect(await terminal.exitCode).toBe(130);
		expect(terminal.scrollback()).toContain('Stopped before the end.');
		expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
	});

	test.each([
		['TERM=dumb', {TERM: 'dumb'}, []],
		['--plain', {}, ['--plain']],
	] as const)('%s gives lines without any control sequence', async (_, env, flags) => {
		const terminal = openTerminal(['w', '--until', 'preflight', '--no-color', ...flags], {cwd: temporaryDirectory(), columns: 80, rows: 24, env});
		expect(await terminal.exitCode).toBe(0);
		expect(terminal.scrollback()).toContain('✓ Reach the cloud: done in');
		expect(terminal.received()).not.toContain('\u001B');
	});
});
