import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import type {Reporter, TestCase, TestModule} from 'vitest/node';
import {withSection} from '../source/files/section.js';

const file = 'docs/reliability.md';
const markers = {start: '<!-- written by npm run test:faults -->', end: '<!-- end -->'};

/** Writes the table of docs/reliability.md from the rows that passed. A run in which something failed, or not all was run, leaves it alone. */
export class FaultsReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: 'passed' | 'failed' | 'interrupted'): void {
		const tests = modules.flatMap(module => [...module.children.allTests()]);
		const isWhole = modules.length === readdirSync('test/faults').filter(name => name.endsWith('.test.ts')).length;
		if (!isWhole || reason !== 'passed' || errors.length > 0 || tests.some(test => test.result().state !== 'passed')) {
			process.stdout.write(`${file} is left as it was: not every row passed.\n`);
			return;
		}

		const text = readFileSync(file, 'utf8');
		writeFileSync(file, withSection(text, markers, `\n${tables(tests)}\n`));
	}
}

function tables(tests: readonly TestCase[]): string {
	const rows = tests.flatMap(test => {
		const {fault} = test.meta();
		return fault ? [{...fault, seconds: (test.diagnostic()?.duration ?? 0) / 1000}] : [];
	});
	const machine = `${os.cpus().length} cores, ${os.type()} ${os.arch()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}: ${rows.length} rows, all passed.`;
	const promises = [...new Set(rows.map(({promise}) => promise))];
	return [machine, ...promises.map(promise => [
		`### ${promise}`,
		'',
		'| what is done | what must happen | what this run saw | s |',
		'|---|---|---|---:|',
		...rows.filter(row => row.promise === promise).map(row => `| ${[row.fault, row.then, row.seen].map(text => asCell(text)).join(' | ')} | ${row.seconds.toFixed(1)} |`),
	].join('\n'))].join('\n\n');
}

function asCell(text: string): string {
	return text.replaceAll('|', String.raw`\|`).replaceAll(/\s*\n\s*/gv, ' ').replaceAll('<', '&lt;');
}

// Vitest wants a default export.
export default FaultsReporter;
