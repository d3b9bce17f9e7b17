import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {vi} from 'vitest';

const name = 'stubborn-of-layer-wizard';

const backend = `import os, signal, time
for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(ending, signal.SIG_IGN)
with open(os.environ["STUBBORN_STARTED"], "w") as started:
    started.write(str(os.getpid()))
time.sleep(600)
`;

/** A package that pip has to build, and whose build takes ten minutes and ignores what asks it to end. */
export type StubbornPackage = {
	/** The flags that name it. */
	readonly flags: readonly string[];
	readonly env: Readonly<Record<string, string>>;
	/** Resolves once it is being built, with the id of the process that builds. */
	readonly started: () => Promise<number>;
};

/** Makes the package in a folder. */
export function stubbornPackage(folder: string): StubbornPackage {
	const stem = `${name}-1.0`;
	mkdirSync(path.join(folder, stem), {recursive: true});
	writeFileSync(path.join(folder, stem, 'PKG-INFO'), `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`);
	writeFileSync(path.join(folder, stem, 'pyproject.toml'), '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n');
	writeFileSync(path.join(folder, stem, 'backend.py'), backend);
	execFileSync('tar', ['-czf', `${stem}.tar.gz`, stem], {cwd: folder});
	const note = path.join(folder, 'started');
	return {
		flags: ['--package', name],
		env: {PIP_NO_INDEX: '1', PIP_FIND_LINKS: folder, STUBBORN_STARTED: note},
		async started() {
			return vi.waitUntil(() => existsSync(note) && Number(readFileSync(note, 'utf8')), {timeout: 120_000, interval: 20});
		},
	};
}
