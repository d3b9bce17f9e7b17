import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';

test('a handler and a serverless.yml that the person changed are kept, used, and named when they cannot be', async () => {
	const cwd = temporaryDirectory();
	const project = path.join(cwd, 'w', 'sls-layers-python');
	const flags = ['w', '--json', '--package', 'six'];
	const first = await runBin(flags, {cwd});
	expect(first.exitCode, first.stdout.slice(-2000)).toBe(0);

	// Another answer, of another shape.
	const handler = 'import six\n\n\ndef hello(event, context):\n    return {"mine": six.__file__}\n';
	writeFileSync(path.join(project, 'handler.py'), handler);
	const yml = readFileSync(path.join(project, 'serverless.yml'), 'utf8').replace('handler: handler.hello', 'handler: handler.hello # mine\n    memorySize: 512');
	writeFileSync(path.join(project, 'serverless.yml'), yml);
	const second = await runBin(flags, {cwd});
	expect(second.exitCode, second.stdout.slice(-2000)).toBe(0);
	expect(readFileSync(path.join(project, 'handler.py'), 'utf8')).toBe(handler);
	expect(readFileSync(path.join(project, 'serverless.yml'), 'utf8')).toBe(yml);
	const doneAgain = second.events().filter(event => event.type === 'step.finished' && event.status === 'done').map(event => event.step);
	expect(new Set(doneAgain)).toEqual(new Set(['function.local', 'preflight.cloud', 'preflight.tools', 'ship.deploy', 'ship.readme', 'use.package']));
	expect(String(second.facts()['invoke.cloud.payload'])).toMatch(/"mine": ".*\/layer_0\/python\/six\.py"/v);

	// Weighing again takes the layer away from serverless.yml and puts it back.
	rmSync(path.join(project, 'package-fat'), {recursive: true});
	const weighed = await runBin(flags, {cwd});
	expect(weighed.exitCode, weighed.stdout.slice(-2000)).toBe(0);
	expect(weighed.facts()['zip.fat.unpacked.bytes']).toBeGreaterThan(30_000);
	expect(readFileSync(path.join(project, 'serverless.yml'), 'utf8')).toBe(yml);

	// What cannot be read is said, and left alone.
	writeFileSync(path.join(project, 'serverless.yml'), 'functions: [\n');
	const third = await runBin(flags, {cwd});
	expect(third.exitCode, third.stdout.slice(-3000)).toBe(2);
	expect(third.events().at(-1)).toMatchObject({type: 'run.failed', error: {code: 'UsageError', message: expect.stringMatching(/^sls-layers-python\/serverless\.yml cannot be edited: /v)}});
	expect(readFileSync(path.join(project, 'serverless.yml'), 'utf8')).toBe('functions: [\n');

	// What was removed is made again, and only that.
	rmSync(path.join(project, 'serverless.yml'));
	rmSync(path.join(project, 'venv'), {recursive: true});
	rmSync(path.join(project, 'package-fat'), {recursive: true});
	const fourth = await runBin(flags, {cwd});
	expect(fourth.exitCode, fourth.stdout.slice(-2000)).toBe(0);
	const redone = fourth.events().filter(event => event.type === 'step.finished' && event.status === 'done').map(event => event.step);
	expect(redone).toContain('function.venv');
	expect(redone).not.toContain('layer.deploy');
	expect(redone).toContain('weigh.package');
	expect(redone).not.toContain('function.npm');
	expect(fourth.facts()['zip.fat.bytes']).toBeGreaterThan(Number(fourth.facts()['zip.thin.bytes']));
	expect(readFileSync(path.join(project, 'handler.py'), 'utf8')).toBe(handler);
});
