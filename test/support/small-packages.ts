import {execFileSync} from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import {vi} from 'vitest';

/** Makes small packages in a folder, e.g. `demo-1.0-py3-none-any.whl` or, as a source distribution, `demo-1.0.tar.gz`. */
export function makePackages(folder: string, files: readonly string[]): void {
	execFileSync('python3', [path.resolve('test/support/small-packages.py'), ...files.map(file => path.join(folder, file))]);
}

/** Has pip look into the folder too, until `vi.unstubAllEnvs`. */
export function offerPackages(folder: string, files: readonly string[]): void {
	makePackages(folder, files);
	vi.stubEnv('PIP_FIND_LINKS', [folder, process.env.PIP_FIND_LINKS ?? ''].join(' ').trim());
}
