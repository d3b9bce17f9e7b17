import path from 'node:path';
import process from 'node:process';
import {expect} from 'vitest';
import {signalFault} from '../support/cancelled.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {processesIn, wizardIn} from '../support/processes.js';
import {openTerminal, thenStty, type TestTerminal} from '../support/terminal.js';

signalFault('SIGINT');
signalFault('SIGHUP');
signalFault('SIGQUIT');

const controlC = '\u0003';
const enter = '\r';

const lesson = async (terminal: TestTerminal) => {
	await terminal.until(screen => screen.includes('Enter begins'));
	terminal.type(enter);
	await terminal.until(screen => screen.includes('Chapter 2 of') && screen.includes('Enter run it'));
};

/** Where a person may be, and how one comes there. */
const moments: Readonly<Record<string, (terminal: TestTerminal) => Promise<void>>> = {
	'the welcome': async terminal => terminal.until(screen => screen.includes('Enter begins')),
	'a lesson\'s page': lesson,
	async 'the list of keys over a page'(terminal) {
		await lesson(terminal);
		terminal.type('?');
		await terminal.until(screen => !screen.includes('Enter run it'));
	},
	async 'a running step'(terminal) {
		await lesson(terminal);
		terminal.type(enter);
		await terminal.until(screen => !screen.includes('Enter run it'));
	},
};

for (const [moment, reach] of Object.entries(moments)) {
	fault({
		promise: 'Cancellation',
		fault: `Ctrl-C at ${moment}`,
		then: 'exit 130, one line on how to go on, no process is left; the terminal echoes and reads lines again, its cursor is seen',
	}, async tell => {
		const cwd = temporaryDirectory();
		const terminal = openTerminal(['w', '--target', 'practice', '--stage', 'dev', '--layer-name', 'six-layer', '--package', 'six'], {
			cwd, columns: 80, rows: 24, script: thenStty,
		});
		await reach(terminal);
		terminal.type(controlC);
		await terminal.exitCode;
		const after = terminal.scrollback();
		expect(after).toContain('exit code 130\n');
		expect(after).toMatch(/ icanon .* echo /v);
		// DECTCEM, the alternate screen, bracketed paste.
		const received = terminal.received();
		expect(received.lastIndexOf('\u001B[?25h')).toBeGreaterThan(received.lastIndexOf('\u001B[?25l'));
		for (const mode of ['1049', '2004']) {
			expect(received.lastIndexOf(`\u001B[?${mode}l`)).toBeGreaterThanOrEqual(received.lastIndexOf(`\u001B[?${mode}h`));
		}

		expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
		const said = /Error: Stopped before the end\.\n.*/v.exec(after)?.[0];
		expect(said).toBeDefined();
		tell(String(said));
	});
}

fault({
	promise: 'Cancellation',
	fault: 'Ctrl-Z as a program would send it (SIGTSTP), then fg',
	then: 'the terminal is the shell\'s while the wizard is stopped; after it the page is there again and keys work',
}, async tell => {
	const cwd = temporaryDirectory();
	const terminal = openTerminal(['w', '--target', 'practice', '--stage', 'dev', '--layer-name', 'six-layer', '--package', 'six'], {
		cwd, columns: 80, rows: 24, script: 'set -m; "$@"; stty -a; echo "it is stopped"; fg',
	});
	await lesson(terminal);
	process.kill(wizardIn(path.join(cwd, 'w')), 'SIGTSTP');
	await terminal.until(screen => screen.includes('it is stopped'));
	expect(terminal.scrollback()).toMatch(/ icanon .* echo /v);
	await terminal.until(screen => screen.includes('Chapter 2 of') && screen.includes('Enter run it'));
	terminal.type('?');
	await terminal.until(screen => !screen.includes('Enter run it'));
	terminal.type(controlC);
	await terminal.exitCode;
	expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
	tell('the lesson\'s page came back, and ? opened the list of keys');
});
