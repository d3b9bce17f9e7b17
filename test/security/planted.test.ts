import {execFileSync} from 'node:child_process';
import {chmodSync, linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {commandsIn, forgeWorkspace} from './support/forged.js';
import {makeOutside, snapshot} from './support/outside.js';

/** Names that the wizard and its tools use, and others. */
const names = [
	'.layer-wizard', 'journal.jsonl', 'lock', 'logs', 'written', 'timeline.json', 'practice-cloud', 'state', 'scratch', 'running', 'secret', 'check.log', 'shell',
	'sls-layers-python', 'sls-layers-python-requirements', 'handler.py', 'serverless.yml', 'requirements.txt', 'venv', 'bin', 'python', 'node_modules', '.bin', 'sls',
	'package-thin', 'sls-layers-python.zip', 'package.json', 'package-lock.json', 'README.md', 'iam-policy.json', 'x',
] as const;

const kinds = {
	linkOut(file: string, outside: string) {
		symlinkSync(outside, file);
	},
	linkToFile(file: string, outside: string) {
		symlinkSync(path.join(outside, 'handler.py'), file);
	},
	linkUp(file: string) {
		symlinkSync('..', file);
	},
	linkNowhere(file: string, outside: string) {
		symlinkSync(path.join(outside, 'made-by-a-tool'), file);
	},
	hardLink(file: string, outside: string) {
		linkSync(path.join(outside, 'handler.py'), file);
	},
	pipe(file: string) {
		execFileSync('mkfifo', [file]);
	},
	endless(file: string) {
		symlinkSync('/dev/zero', file);
	},
	device(file: string) {
		execFileSync('mknod', [file, 'c', '1', '5']);
	},
	closed(file: string) {
		mkdirSync(file);
		chmodSync(file, 0);
	},
	folder(file: string) {
		mkdirSync(file);
	},
	text(file: string) {
		writeFileSync(file, 'not what it should be: [\n', {mode: 0o777});
	},
} as const;

type KindName = keyof typeof kinds;

const isRoot = process.getuid?.() === 0;
const plainKinds = ['linkOut', 'linkToFile', 'linkUp', 'linkNowhere', 'hardLink', 'pipe', 'endless', 'closed', 'folder', 'text'] as const;
const kindNames: readonly KindName[] = isRoot ? [...plainKinds, 'device'] : plainKinds;

const planted = fc.array(fc.record({
	path: fc.array(fc.constantFrom(...names), {minLength: 1, maxLength: 4}),
	kind: fc.constantFrom(...kindNames),
}), {minLength: 1, maxLength: 6});

const commands = commandsIn('w').map(([, argv]) => argv);

/** At most for a command, in milliseconds: it would hang for ever on a pipe, and starting a cloud takes some seconds on a busy machine. */
const within = 60_000;

function plant(workspace: string, outside: string, {path: parts, kind}: {readonly path: readonly string[]; readonly kind: KindName}): void {
	const file = path.join(workspace, ...parts);
	// What is planted first may be in the way of what comes later, and nothing is put through a link.
	try {
		execFileSync('sh', ['-c', 'cd -P "$1" && mkdir -p "$2" && case "$(cd -P "$2" && pwd)" in "$1"*) ;; *) exit 1;; esac', 'sh', workspace, path.dirname(path.join(...parts))], {stdio: 'ignore'});
		kinds[kind](file, outside);
	} catch {
		// It is left out.
	}
}

test('whatever tree of links, pipes, devices and modes is planted in a workspace: no command changes anything outside, and none hangs', async () => {
	const directory = temporaryDirectory();
	await fc.assert(fc.asyncProperty(planted, fc.constantFrom(...commands), fc.boolean(), async (things, argv, isForged) => {
		const cwd = mkdtempSync(path.join(directory, 'case-'));
		const outside = makeOutside(path.join(cwd, 'outside'));
		const workspace = path.join(cwd, 'w');
		mkdirSync(workspace);
		if (isForged) {
			forgeWorkspace(workspace);
		}

		for (const thing of things) {
			plant(workspace, outside, thing);
		}

		const before = snapshot(outside);
		let timer: NodeJS.Timeout | undefined;
		let isLate = false;
		const run = await runBin(argv, {
			cwd,
			onStart(child) {
				timer = setTimeout(() => {
					isLate = true;
					child.kill('SIGKILL');
				}, within);
			},
		});
		clearTimeout(timer);
		expect(isLate, `${argv.join(' ')} hangs`).toBe(false);
		expect(snapshot(outside)).toEqual(before);
		// A defect (1) is no way to refuse.
		expect([0, 2, 3, 4, 5], run.stderr).toContain(run.exitCode);
		rmSync(cwd, {recursive: true, force: true});
	}), {numRuns: 40, ...(process.env.FC_SEED && {seed: Number(process.env.FC_SEED)})});
}, 600_000);
