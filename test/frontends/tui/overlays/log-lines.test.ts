import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {readLog} from '../../../../source/frontends/tui/overlays/log-lines.js';
import {temporaryDirectory} from '../../../support/directory.js';

function written(content: string): string {
	const file = path.join(temporaryDirectory(), 'step.log');
	writeFileSync(file, content);
	return file;
}

test.each([
	['', []],
	['one', ['one']],
	['one\n', ['one']],
	['one\n\ntwo 层\n', ['one', '', 'two 层']],
])('%j has the lines %j', async (content, expected) => {
	expect(await readLog(written(content))).toEqual(expected);
});

test('there are no lines where there is no file', async () => {
	expect(await readLog(path.join(temporaryDirectory(), 'none.log'))).toEqual([]);
});

test('what is no file is refused', async () => {
	await expect(readLog(temporaryDirectory())).rejects.toThrow('is a directory and should be a file');
});

test('of more than 16 MiB the last whole lines are read', async () => {
	const line = `${'层'.repeat(50)}\n`;
	const bytes = 151;
	const lines = await readLog(written(line.repeat(120_000)));
	expect(lines).toHaveLength(Math.floor(16 * 1024 * 1024 / bytes));
	expect(new Set(lines)).toEqual(new Set(['层'.repeat(50)]));
});
