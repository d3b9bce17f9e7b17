import path from 'node:path';
import {vi} from 'vitest';
import {signalFault} from '../support/cancelled.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {processesIn} from '../support/processes.js';
import {openTerminal} from '../support/terminal.js';

signalFault('SIGTERM');

fault({
	promise: 'Cancellation',
	fault: 'the terminal\'s window is closed on a lesson\'s page, while tools and the practice cloud run',
	then: 'the wizard and all of them end',
}, async tell => {
	const cwd = temporaryDirectory();
	const terminal = openTerminal(['w', '--target', 'practice', '--stage', 'dev', '--layer-name', 'six-layer', '--package', 'six'], {cwd, columns: 80, rows: 24});
	await terminal.until(screen => screen.includes('Enter begins'));
	terminal.type('\r');
	await terminal.until(screen => screen.includes('Chapter 2 of') && screen.includes('Behind the scenes: '));
	// The guard is there from the beginning.
	await vi.waitUntil(() => processesIn(path.join(cwd, 'w')).length > 1, {timeout: 20_000, interval: 20});
	const closed = performance.now();
	terminal.close();
	await vi.waitUntil(() => processesIn(path.join(cwd, 'w')).length === 0, {timeout: 20_000, interval: 20});
	await terminal.exitCode;
	tell(`all had ended after ${((performance.now() - closed) / 1000).toFixed(1)} s`);
});
