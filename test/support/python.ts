import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';

const [executable = '', version = ''] = execFileSync('python3', ['-c', 'import sys; print(sys.executable); print("%d.%d" % sys.version_info[:2])'], {encoding: 'utf8'}).split('\n');

/** The machine's Python, asked without the code under test, and what tests make with it. */
export const python = {
	executable,
	runtime: `python${version}`,

	/** A real interpreter in which ensurepip cannot be found, as on a Debian without python3-venv. */
	withoutEnsurepip(directory: string): string {
		execFileSync(executable, ['-m', 'venv', '--without-pip', directory]);
		writeFileSync(path.join(directory, 'lib', `python${version}`, 'site-packages', 'sitecustomize.py'), 'import sys\nsys.modules["ensurepip"] = None\n');
		return path.join(directory, 'bin', 'python');
	},

	/** A folder for `pip --find-links` with a source distribution that refuses to build. */
	brokenPackage(directory: string, name: string): string {
		const folder = `${name.replaceAll('-', '_')}-1.0`;
		mkdirSync(path.join(directory, folder));
		writeFileSync(path.join(directory, folder, 'setup.py'), 'raise SystemExit("this package refuses to build")\n');
		execFileSync('tar', ['-czf', path.join(directory, `${folder}.tar.gz`), '-C', directory, folder]);
		return directory;
	},
} as const;
