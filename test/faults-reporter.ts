import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {Reporter, TestModule} from 'vitest/node';
import {z} from 'zod';
import {withSection} from '../source/files/section.js';

const document = 'docs/reliability.md';
const markers = {start: '<!-- written by npm run test:faults -->', end: '<!-- end -->'};

/** What was seen when the files of `test/faults/` last passed, by file. */
const memory = 'test/faults/seen.json';
const row = z.object({promise: z.string(), fault: z.string(), then: z.string(), seen: z.string(), seconds: z.number()});
const remembered = z.record(z.string(), z.object({on: z.string(), rows: z.array(row)}));

type Remembered = z.infer<typeof remembered>;
type Row = z.infer<typeof row>;

/**
Writes the tables of docs/reliability.md. Each file that ran whole replaces its own rows, with the day and the machine; one that
failed loses them, and is named there until it passes.
*/
export class FaultsReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[]): void {
		const before = remembered.parse(JSON.parse(readFileSync(memory, 'utf8')));
		const on = `${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} cores, ${os.type()} ${os.arch()}, Node ${process.versions.node}`;
		const now: Remembered = {...before};
		for (const module of modules) {
			const tests = [...module.children.allTests()];
			// A part of a file, as with -t, says nothing of the whole.
			if (tests.some(test => test.result().state === 'skipped')) {
				continue;
			}

			const isPassed = module.state() === 'passed';
			now[path.basename(module.moduleId)] = {on, rows: isPassed ? tests.flatMap(test => rowOf(test.meta().fault, test.diagnostic()?.duration)) : []};
		}

		writeFileSync(memory, `${JSON.stringify(now, null, '\t')}\n`);
		writeFileSync(document, withSection(readFileSync(document, 'utf8'), markers, `\n${tables(now)}\n`));
	}
}

const rowOf = (fault: Omit<Row, 'seconds'> | undefined, ms = 0): readonly Row[] => fault ? [{...fault, seconds: Math.round(ms / 100) / 10}] : [];

function tables(seen: Remembered): string {
	const files = readdirSync('test/faults').filter(name => name.endsWith('.test.ts'));
	const missing = files.filter(file => (seen[file]?.rows.length ?? 0) === 0);
	const present = files.flatMap(file => seen[file] ?? []);
	const rows = present.flatMap(({rows}) => rows);
	const days = [...new Set(present.map(({on}) => on))];
	return [
		`${rows.length} rows. Run on ${days.join('; ')}.`,
		...(missing.length > 0 ? [`Not passed, or not run: ${missing.join(', ')}.`] : []),
		...[...new Set(rows.map(({promise}) => promise))].map(promise => [
			`### ${promise}`,
			'',
			'| what is done | what must happen | what was seen | s |',
			'|---|---|---|---:|',
			...rows.filter(row => row.promise === promise).map(row => `| ${[row.fault, row.then, row.seen].map(text => asCell(text)).join(' | ')} | ${row.seconds.toFixed(1)} |`),
		].join('\n')),
	].join('\n\n');
}

function asCell(text: string): string {
	return text.replaceAll('|', String.raw`\|`).replaceAll(/\s*\n\s*/gv, ' ').replaceAll('<', '&lt;');
}

// Vitest wants a default export.
export default FaultsReporter;
