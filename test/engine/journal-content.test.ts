import {Buffer} from 'node:buffer';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {isDone, progressIn} from '../../source/chapters/progress.js';
import {factIds, type StampedEvent} from '../../source/engine/events.js';
import {Journal, readJournal} from '../../source/engine/journal.js';
import {readContent} from '../../source/engine/journal-content.js';
import {temporaryDirectory} from '../support/directory.js';

const at = '2026-01-01T00:00:00.000Z';
const stepId = fc.constantFrom('function.venv', 'weigh.package', 'ship.deploy');
const event: fc.Arbitrary<StampedEvent> = fc.oneof(
	stepId.map(step => ({v: 1, at, type: 'step.started', chapter: step.split('.')[0] ?? '', step, title: `Do ${step}`, log: '/l'} as const)),
	fc.record({step: stepId, status: fc.constantFrom('done', 'already', 'skipped')}).map(({step, status}) => ({v: 1, at, type: 'step.finished', step, ms: 1, status} as const)),
	fc.record({id: fc.constantFrom(...factIds), value: fc.oneof(fc.nat(), fc.string({unit: 'binary'}))}).map(fact => ({v: 1, at, type: 'fact', ...fact} as const)),
	fc.constant({v: 1, at, type: 'step.started', chapter: 'cleanup', step: 'cleanup.function', title: 'Remove', log: '/l'} as const),
);
const written = fc.array(fc.oneof(event, fc.record({note: fc.string({unit: 'binary'}), value: fc.jsonValue()})), {minLength: 1, maxLength: 12});

/** A journal's file, as the journal itself writes it. */
function write(entries: ReadonlyArray<StampedEvent | {readonly note: string; readonly value: unknown}>): string {
	const file = path.join(temporaryDirectory(), 'journal.jsonl');
	const journal = new Journal(file);
	journal.open();
	for (const entry of entries) {
		if ('note' in entry) {
			journal.note(entry.note, entry.value);
		} else {
			journal.listen(entry);
		}
	}

	return file;
}

const doneIn = (file: string) => [...progressIn(readContent(file)).steps].filter(([, word]) => isDone(word)).map(([step]) => step);

/** What comes after the damage is written and read, and nothing that was there is lost by it. */
function expectToGoOn(file: string): void {
	const before = readJournal(file);
	const journal = new Journal(file);
	journal.open();
	journal.note('after', 'damage');
	expect(readJournal(file).slice(0, -1)).toEqual(before);
	expect(new Journal(file).recall('after')).toBe('damage');
}

test('a journal that was cut off anywhere says what it said up to there, without a word', () => {
	fc.assert(fc.property(written, fc.nat(), (entries, place) => {
		const file = write(entries);
		const whole = readFileSync(file);
		const told = readJournal(file);
		const cut = whole.subarray(0, place % whole.length);
		writeFileSync(file, cut);
		const {entries: left, damaged} = readContent(file);
		const breaks = cut.filter(byte => byte === 0x0A).length;
		// The one that lacks only its line break is whole.
		expect([breaks, breaks + 1]).toContain(left.length);
		expect(left).toEqual(told.slice(0, left.length));
		expect(damaged).toBe(0);
		expectToGoOn(file);
	}), {numRuns: 100});
});

test('a bit that flipped anywhere makes nothing else of an entry, and nothing done', () => {
	fc.assert(fc.property(written, fc.nat(), fc.nat({max: 7}), (entries, place, bit) => {
		const file = write(entries);
		const bytes = readFileSync(file);
		const told = readJournal(file).map(entry => JSON.stringify(entry));
		const done = doneIn(file);
		const index = place % bytes.length;
		// eslint-disable-next-line no-bitwise
		bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
		writeFileSync(file, bytes);
		const {entries: left, damaged} = readContent(file);
		expect(told).toEqual(expect.arrayContaining(left.map(entry => JSON.stringify(entry))));
		expect(left.length).toBeLessThan(told.length);
		expect(damaged).toBeGreaterThan(0);
		expect(done).toEqual(expect.arrayContaining(doneIn(file)));
		expectToGoOn(file);
	}), {numRuns: 200});
});

test.each([1, 262_143, 262_144, 262_145, 700_000])('lines are whole wherever a chunk of the file ends, after a value of %i characters', length => {
	const values = ['x'.repeat(length), '层'.repeat(1000), 'z'.repeat(600_000), ''];
	const file = write(values.map((value, index) => ({note: `${index}`, value})));
	writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('{"v":1,"cut')]));
	const {entries, bytes, torn, isOpen, damaged} = readContent(file);
	expect(entries.map(({value}) => value)).toEqual(values);
	expect({bytes, torn, isOpen, damaged}).toEqual({bytes: readFileSync(file).length, torn: 11, isOpen: true, damaged: 0});
});

test('entries of one kind share equal values, and keep what differs', () => {
	const plan = [{chapter: 'function', step: 'function.venv', title: 'Make'}];
	const started = (steps: typeof plan, directory: string): StampedEvent => ({v: 1, at, type: 'run.started', target: 'practice', directory, chapters: [], config: {}, plan: steps, isResumed: false, guesses: {}});
	const [first, second, third] = readJournal(write([started(plan, '/a'), started([...plan], '/b'), started([], '/b')]));
	expect(second?.plan).toBe(first?.plan);
	expect([first, second, third].map(entry => [entry?.directory, entry?.plan])).toEqual([['/a', plan], ['/b', plan], ['/b', []]]);
});

test('bytes that are no journal at all are read, and written after', () => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 300}), bytes => {
		const file = path.join(temporaryDirectory(), 'journal.jsonl');
		writeFileSync(file, bytes);
		expect(readContent(file).entries).toEqual([]);
		expectToGoOn(file);
	}), {numRuns: 100});
});

test('a version digit that flipped is damage, and no newer version', () => {
	const file = write([{note: 'a', value: 1}]);
	writeFileSync(file, readFileSync(file, 'utf8').replace('"v":1', '"v":3'));
	expect(readContent(file)).toMatchObject({entries: [], damaged: 1});
});

test('what was said before a damaged line may have been taken back by it, so it does not count as done', () => {
	const finished = (step: string): StampedEvent => ({v: 1, at, type: 'step.finished', step, ms: 1, status: 'done'});
	const file = write([finished('function.venv'), finished('weigh.package'), finished('ship.deploy')]);
	expect(doneIn(file)).toEqual(['function.venv', 'weigh.package', 'ship.deploy']);
	writeFileSync(file, readFileSync(file, 'utf8').replace('weigh', 'w3igh'));
	expect(doneIn(file)).toEqual(['ship.deploy']);
});

test('damaged lines are warned of once', () => {
	const file = write([{note: 'a', value: 1}]);
	writeFileSync(file, Buffer.concat([Buffer.from('x\ny\n'), readFileSync(file)]));
	expect(readContent(file).damaged).toBe(2);
	const journal = new Journal(file);
	journal.open();
	journal.listen({v: 1, at, type: 'warning', code: 'journal.damaged', message: 'told'});
	expect(readContent(file).damaged).toBe(0);
});
