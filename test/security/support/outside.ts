import {createHash} from 'node:crypto';
import {lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';

/** Makes a folder that nothing in a workspace may touch: files, a folder and names that the wizard itself would delete. */
export function makeOutside(directory: string): string {
	for (const name of ['venv/lib', 'node_modules/mine', '.serverless', 'logs', 'state', 'written', 'practice-cloud', 'package-thin']) {
		mkdirSync(path.join(directory, name), {recursive: true});
		writeFileSync(path.join(directory, name, 'precious.txt'), 'precious\n');
	}

	for (const name of ['handler.py', 'package-lock.json', 'journal.jsonl', 'requirements.txt', 'running', 'lock']) {
		writeFileSync(path.join(directory, name), `precious ${name}\n`);
	}

	return directory;
}

/** All that can be seen of a folder: names, kinds, modes and bytes. */
export function snapshot(directory: string): readonly string[] {
	return readdirSync(directory).toSorted().flatMap(name => {
		const file = path.join(directory, name);
		const found = lstatSync(file);
		const seen = `${file} ${found.mode.toString(8)}`;
		if (found.isDirectory()) {
			return [seen, ...snapshot(file)];
		}

		const content = found.isSymbolicLink() ? readlinkSync(file) : (found.isFile() ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'special');
		return [`${seen} ${content}`];
	});
}
