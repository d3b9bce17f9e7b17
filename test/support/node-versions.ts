import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, mkdtempSync, renameSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** The binary of another Node.js, from npm's registry; kept below the temporary directory for the next time. */
export function nodeOf(version: string): string {
	const name = `node-${process.platform}-${process.arch}`;
	const directory = path.join(os.tmpdir(), `layer-wizard-${name}-${version}`);
	if (!existsSync(directory)) {
		const draft = mkdtempSync(`${directory}-`);
		const archive = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], {cwd: draft, encoding: 'utf8'}).trim();
		mkdirSync(path.join(draft, 'node'));
		execFileSync('tar', ['-xzf', archive, '-C', 'node', '--strip-components=1'], {cwd: draft});
		renameSync(path.join(draft, 'node'), directory);
		rmSync(draft, {recursive: true});
	}

	return path.join(directory, 'bin', 'node');
}
