import {mkdtempSync, realpathSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {afterAll, onTestFinished} from 'vitest';

/** An empty directory that is removed after the test. */
export function temporaryDirectory(): string {
	const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'layer-wizard-test-')));
	onTestFinished(() => {
		rmSync(directory, {recursive: true, force: true});
	});
	return directory;
}

/** An empty directory for a whole suite, removed after its last test. Call it inside `describe`. */
export function suiteDirectory(): string {
	const directory = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'layer-wizard-test-')));
	afterAll(() => {
		rmSync(directory, {recursive: true, force: true});
	});
	return directory;
}
