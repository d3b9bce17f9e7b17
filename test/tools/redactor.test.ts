import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {ToolError} from '../../source/engine/errors.js';
import type {WizardEvent} from '../../source/engine/events.js';
import {Redactor} from '../../source/tools/redactor.js';
import {runTool} from '../../source/tools/run-tool.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';

/** What comes out when bytes come in chunks of so many bytes. */
function inChunks(bytes: Uint8Array, size: number, secrets: readonly string[]): Uint8Array {
	const redactor = new Redactor(secrets);
	const told: Uint8Array[] = [];
	for (let start = 0; start < bytes.length; start += size) {
		told.push(Uint8Array.from(redactor.push(bytes.subarray(start, start + size))));
	}

	return Buffer.concat([...told, redactor.end()]);
}

describe('secrets in bytes that come in chunks', () => {
	const secrets = ['abcabcabd-层', 'abcdefgh', 'abcabc', 'defgh-ij'];
	const printed = 'x abcabcabd-层 abcabc\nabcdefgh abcab 层🧪 https://me:pw@h/ https://me:abcabc@h ftp://a@\nhttps://h/ : :/ abcabcabd-';
	const told = 'x *** ***\n*** abcab 层🧪 https://***@h/ https://***@h ftp://***@\nhttps://h/ : :/ ***abd-';

	test.each(Array.from({length: 40}, (_, index) => index + 1))('chunks of %i bytes', size => {
		expect(Buffer.from(inChunks(Buffer.from(printed), size, secrets)).toString()).toBe(told);
		// Secrets that overlap: which of them is found is left open, but none is left.
		const overlapping = Buffer.from(inChunks(Buffer.from('abcabcabcabd-层 abcdefgh-ij'), size, secrets)).toString();
		expect(secrets.filter(secret => overlapping.includes(secret))).toEqual([]);
	});

	test.each(Array.from({length: 40}, (_, index) => index + 1))('parameters of addresses, and a secret that begins before an address, in chunks of %i bytes', size => {
		const lines = 'x https://h.example/a?v=1&token=geheim&w=2 层\nhttps://me:pw@h/?X-Amz-Signature=0a1b2c#sha256=ff\nhook https://hooks.example/T0/B0?key=1 ?a=b\n';
		const masked = 'x https://h.example/a?v=1&token=***&w=2 层\nhttps://***@h/?X-Amz-Signature=***#sha256=ff\nhook *** ?a=b\n';
		expect(Buffer.from(inChunks(Buffer.from(lines), size, ['https://hooks.example/T0/B0?key=1'])).toString()).toBe(masked);
	});

	test('any other bytes come out as they came in, and in the same chunk', () => {
		const bytes = Uint8Array.from({length: 256_000}, (_, index) => 255 - (index % 256));
		expect(Buffer.from(inChunks(bytes, 1000, secrets)).equals(bytes)).toBe(true);
		const line = Buffer.from('Collecting numpy\n');
		expect(new Redactor(secrets).push(line)).toBe(line);
	});

	test('a whole line is told at once, and an address that never ends does not fill the memory', () => {
		const redactor = new Redactor(secrets);
		expect(Buffer.from(redactor.push(Buffer.from('a line, then half of abcde'))).toString()).toBe('a line, then half of ');
		expect(Buffer.from(redactor.push(Buffer.from('X\n'))).toString()).toBe('abcdeX\n');
		expect(redactor.push(Buffer.from(`https://${'x'.repeat(100_000)}`))).toHaveLength(100_008);
		expect(redactor.push(Buffer.from('?a=b'.repeat(25_000))).length).toBeGreaterThan(90_000);
	});
});

test('a tool that prints its environment and fails: neither its lines, nor its log, nor the error has a secret', async () => {
	const cwd = temporaryDirectory();
	const log = path.join(cwd, 'logs', 'a.log');
	const events: WizardEvent[] = [];
	const secret = 'canary-of-a-tool';
	const program = 'import os, sys; e = os.environ; print(e["A_TOKEN"], flush=True); sys.exit(f"""{e["INDEX"]}\nERROR: not with {e["A_TOKEN"]} at {e["INDEX"]}""")';
	const failed = runTool({
		argv: [python.executable, '-c', program],
		cwd,
		env: {PATH: process.env.PATH ?? '', A_TOKEN: secret, INDEX: 'https://me:geheim@index.example/'},
		step: 'a',
		emit(event) {
			events.push(event);
		},
		log,
		signal: new AbortController().signal,
		shown: 'python https://me:geheim@index.example/',
	});
	const error = await failed.catch((error_: unknown) => error_);
	expect(error).toBeInstanceOf(ToolError);
	expect(error).toMatchObject({message: 'python3 failed: not with *** at https://***@index.example/'.replace('python3', path.basename(python.executable))});
	expect(events.map(event => event.type === 'output' && event.line)).toEqual(['***', 'https://***@index.example/', 'ERROR: not with *** at https://***@index.example/']);
	expect(readFileSync(log, 'utf8')).toBe('$ python https://***@index.example/\n***\nhttps://***@index.example/\nERROR: not with *** at https://***@index.example/\n');
});
