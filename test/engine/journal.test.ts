import {appendFileSync, mkdirSync, readFileSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {PathRefused} from '../../source/disk/path.js';
import {ToolError} from '../../source/engine/errors.js';
import {Journal, readJournal} from '../../source/engine/journal.js';
import {temporaryDirectory} from '../support/directory.js';

const at = '2026-01-01T00:00:00.000Z';

test('writes nothing before it is opened, then everything in order, without output', () => {
	const file = path.join(temporaryDirectory(), 'journal.jsonl');
	const journal = new Journal(file);
	journal.listen({v: 1, at, type: 'chapter.started', chapter: 'one'});
	journal.listen({v: 1, at, type: 'output', step: 'a', stream: 'stdout', line: 'a line'});
	expect(readJournal(file)).toEqual([]);
	journal.open();
	journal.note('took', 12);
	expect(readJournal(file).map(({type}) => type)).toEqual(['chapter.started', 'note']);
});

test('the next run recalls the last note', () => {
	const file = path.join(temporaryDirectory(), 'journal.jsonl');
	const journal = new Journal(file);
	journal.open();
	journal.note('took', 12);
	journal.note('took', 34);
	expect(new Journal(file).recall('took')).toBe(34);
	expect(new Journal(file).recall('other')).toBeUndefined();
});

test('a line that a crash cut off is left out, and what comes later is still read', () => {
	const file = path.join(temporaryDirectory(), 'journal.jsonl');
	const journal = new Journal(file);
	journal.open();
	journal.note('took', 12);
	appendFileSync(file, readFileSync(file, 'utf8').slice(0, 30));
	const next = new Journal(file);
	expect(next.recall('took')).toBe(12);
	next.open();
	next.note('after', true);
	expect(new Journal(file).recall('after')).toBe(true);
});

test.each<readonly [string, (file: string) => void, string]>([
	['a directory', file => {
		mkdirSync(file);
	}, 'is a directory and should be a file'],
	['a link to a device', file => {
		symlinkSync('/dev/zero', file);
	}, 'is a link, and the wizard follows none there'],
])('%s in its place is refused', (_, make, fault) => {
	const file = path.join(temporaryDirectory(), 'journal.jsonl');
	make(file);
	expect(() => readJournal(file)).toThrow(PathRefused);
	expect(() => readJournal(file)).toThrow(`${file} ${fault}`);
});

test('where it cannot be written, that is a tool\'s failure with its reason, and why a run ended can still be told', () => {
	const journal = new Journal(path.join(temporaryDirectory(), 'gone', 'journal.jsonl'));
	expect(() => {
		journal.open();
	}).toThrow(ToolError);
	expect(() => {
		journal.open();
	}).toThrow(/^The journal cannot be written: ENOENT/v);
	journal.keepFailure(new Error('the reason'));
});
