import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect} from 'vitest';
import {binFile, type BinResult} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {nodeOf} from '../support/node-versions.js';
import {expectAnswer, smallWalk} from '../support/small-walk.js';

const promise = 'Hostile surroundings';
const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;

/** The steps of a run whose work was not there before. */
const worked = (run: BinResult) => run.events().filter(({type, status}) => type === 'step.finished' && status === 'done').map(({step}) => String(step));

fault({
	promise,
	fault: 'a pip.conf with user, no-deps and require-virtualenv, and an .npmrc with global, omit=dev, dry-run and install-strategy=linked',
	then: 'the walkthrough is the same',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const file = (name: string, lines: readonly string[]) => {
		const place = path.join(cwd, name);
		writeFileSync(place, lines.map(line => `${line}\n`).join(''));
		return place;
	};

	const payload = expectAnswer(await walk({
		PIP_CONFIG_FILE: file('pip.conf', ['[global]', 'require-virtualenv = true', 'no-deps = true', 'dry-run = true', '[install]', 'user = true']),
		npm_config_userconfig: file('npmrc', ['global=true', 'omit=dev', 'production=true', 'dry-run=true', 'install-strategy=linked', 'bin-links=false', 'package-lock-only=true', 'loglevel=silent', 'json=true', 'ignore-scripts=true']),
	}));
	tell(`the function answered ${payload}`);
});

fault({
	promise,
	fault: 'a package.json above the workspace that takes every folder for its own (npm workspaces)',
	then: 'the packages are installed in the workspace, and nothing above it changes',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const manifest = JSON.stringify({name: 'monorepo', private: true, workspaces: ['*']});
	writeFileSync(path.join(cwd, 'package.json'), manifest);
	expectAnswer(await walk());
	expect(readFileSync(path.join(cwd, 'package.json'), 'utf8')).toBe(manifest);
	expect(existsSync(path.join(cwd, 'node_modules'))).toBe(false);
	expect(existsSync(path.join(cwd, 'package-lock.json'))).toBe(false);
	tell('no node_modules and no package-lock.json above the workspace');
});

// Mounts need root on Linux.
if (isRootOnLinux) {
	fault({
		promise,
		fault: 'a home that cannot be written to, and no XDG_CACHE_HOME',
		then: 'caches go below the temporary directory, readable by this user alone',
	}, async tell => {
		const {cwd, walk} = smallWalk();
		const home = path.join(cwd, 'home');
		const scratch = path.join(cwd, 'tmp');
		mkdirSync(home);
		mkdirSync(scratch);
		const run = await walk({HOME: home, TMPDIR: scratch, XDG_CACHE_HOME: undefined}, ['w'], {setup: ['mount -t tmpfs -o ro tmpfs "$HOME"']});
		expectAnswer(run);
		expect(existsSync(path.join(scratch, `layer-wizard-cache-${process.getuid?.()}`, 'layer-wizard'))).toBe(true);
		tell('the caches were in layer-wizard-cache-… of the temporary directory');
	});

	fault({
		promise,
		fault: 'the HOME of another user, who lets nobody write there, as after su without -',
		then: 'caches go below the temporary directory, and nothing is written to that home',
	}, async tell => {
		const {cwd, walk} = smallWalk();
		const home = path.join(cwd, 'home');
		const scratch = path.join(cwd, 'tmp');
		mkdirSync(home, {mode: 0o755});
		mkdirSync(scratch);
		const nobody = 65_534;
		for (const place of [cwd, scratch]) {
			chownSync(place, nobody, nobody);
		}

		chmodSync(cwd, 0o755);
		const run = await walk({HOME: home, TMPDIR: scratch, XDG_CACHE_HOME: undefined, npm_config_cache: undefined, npm_config_userconfig: undefined}, ['w'], {under: ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']});
		const payload = expectAnswer(run);
		expect(readdirSync(home)).toEqual([]);
		tell(`the function answered ${payload}`);
	});

	fault({
		promise,
		fault: 'umask 077, and a TMPDIR on another device from which nothing may be executed',
		then: 'the walkthrough is the same',
	}, async tell => {
		const {cwd, walk} = smallWalk();
		const scratch = path.join(cwd, 'tmp');
		mkdirSync(scratch);
		const payload = expectAnswer(await walk({TMPDIR: scratch}, ['w'], {setup: ['mount -t tmpfs -o noexec tmpfs "$TMPDIR"', 'umask 077']}));
		tell(`the function answered ${payload}`);
	});
}

fault({
	promise,
	fault: 'a TMPDIR that is not there, LANG=C, and a path of 300 characters with spaces, quotes and an emoji in it',
	then: 'the walkthrough is the same',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const long = `it's a "long" ünïcode 🙂 $HOME #1 %20 ${'x'.repeat(100)}`;
	const directory = path.join(cwd, long, 'y'.repeat(150), '-w');
	expect(directory.length).toBeGreaterThanOrEqual(300);
	const payload = expectAnswer(await walk({TMPDIR: '/nonsense/tmp', LANG: 'C', LC_ALL: 'C'}, [directory]));
	tell(`the function answered ${payload}`);
});

fault({
	promise,
	fault: 'the workspace is reached through a link, then moved, its sources dated 2090, and the clock jumping to and fro in 2001',
	then: 'finished work is found through the link; after the move the virtualenvs are made anew, and all else is kept',
}, async tell => {
	const {cwd, walk} = smallWalk();
	expectAnswer(await walk());
	symlinkSync('w', path.join(cwd, 'link'));
	const linked = await walk({}, ['link']);
	expectAnswer(linked);
	expect(worked(linked)).not.toContain('function.venv');
	renameSync(path.join(cwd, 'w'), path.join(cwd, 'moved'));
	const future = new Date('2090-01-01');
	for (const file of ['handler.py', 'serverless.yml', 'requirements.txt']) {
		utimesSync(path.join(cwd, 'moved', 'sls-layers-python', file), future, future);
	}

	const clock = path.join(cwd, 'clock.mjs');
	writeFileSync(clock, 'const now = Date.now;\nlet calls = 0;\nDate.now = () => now() - 8e11 - (calls++ % 2) * 1e9;\n');
	const moved = await walk({NODE_OPTIONS: `--import=${clock}`}, ['moved']);
	expectAnswer(moved);
	expect(worked(moved)).toEqual(expect.arrayContaining(['function.venv', 'layer.venv', 'function.install', 'layer.install']));
	expect(worked(moved)).not.toContain('layer.deploy');
	const durations = moved.events().flatMap(({ms}) => typeof ms === 'number' ? [ms] : []);
	expect(Math.min(...durations)).toBeGreaterThanOrEqual(0);
	expect(readFileSync(path.join(cwd, 'moved', 'sls-layers-python', 'venv', 'bin', 'pip'), 'utf8')).toContain(path.join(cwd, 'moved'));
	tell(`after the move: ${worked(moved).join(', ')}`);
});

fault({
	promise,
	fault: 'a user site with a usercustomize, a sitecustomize and a demo package that end every program (PYTHONUSERBASE)',
	then: 'the walkthrough is the same, with the packages of its virtualenvs',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const PYTHONUSERBASE = path.join(cwd, 'user');
	const site = execFileSync('python3', ['-m', 'site', '--user-site'], {env: {...process.env, PYTHONUSERBASE}, encoding: 'utf8'}).trim();
	mkdirSync(site, {recursive: true});
	for (const name of ['usercustomize', 'sitecustomize', 'demo', 'json']) {
		writeFileSync(path.join(site, `${name}.py`), 'raise SystemExit("from the user site")\n');
	}

	const payload = expectAnswer(await walk({PYTHONUSERBASE, PYTHONNOUSERSITE: undefined}));
	tell(`the function answered ${payload}`);
});

fault({
	promise,
	fault: 'standard input and standard output are closed (<&- >&-)',
	then: 'the walkthrough is the same, and is told on standard error',
}, async tell => {
	const {cwd, wheels} = smallWalk();
	const {status, stderr} = spawnSync('sh', ['-c', 'exec "$@" <&- >&-', 'sh', process.execPath, binFile, 'w', '--yes', '--package', 'demo'], {
		cwd, env: {...process.env, PIP_FIND_LINKS: wheels}, encoding: 'utf8',
	});
	expect(status, stderr).toBe(0);
	expect(stderr).toContain('demo 1.0');
	tell(stderr.split('\n').find(line => line.includes('demo 1.0'))?.trim() ?? '');
});

fault({
	promise,
	fault: 'the current directory was removed',
	then: 'a sentence says so, for a relative directory and for an absolute one',
}, async tell => {
	const cwd = temporaryDirectory();
	const gone = path.join(cwd, 'gone');
	const inGone = (...words: readonly string[]) => spawnSync('sh', ['-c', 'mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"', gone, process.execPath, binFile, ...words], {
		cwd, encoding: 'utf8',
	});
	for (const directory of ['w', path.join(cwd, 'w')]) {
		const {status, stderr} = inGone(directory, '--yes');
		expect({status, stderr}).toEqual({status: 2, stderr: 'Error: The current directory no longer exists.\n  Try: Go to another one: cd ~\n'});
		tell(stderr.split('\n', 1)[0] ?? '');
	}
});

fault({
	promise,
	fault: 'files of 1970, which a zip cannot date, and SOURCE_DATE_EPOCH=0',
	then: 'the walkthrough is the same',
}, async tell => {
	const {cwd, walk} = smallWalk();
	expectAnswer(await walk({SOURCE_DATE_EPOCH: '0'}));
	const project = path.join(cwd, 'w', 'sls-layers-python');
	for (const file of ['handler.py', 'serverless.yml', 'requirements.txt', 'package.json']) {
		utimesSync(path.join(project, file), 0, 0);
	}

	for (const folder of ['package-fat', 'package-thin']) {
		rmSync(path.join(project, folder), {recursive: true});
	}

	const again = await walk({SOURCE_DATE_EPOCH: '0'});
	const payload = expectAnswer(again);
	expect(worked(again)).toEqual(expect.arrayContaining(['weigh.package', 'use.package']));
	tell(`the function answered ${payload}`);
});

fault({
	promise,
	fault: 'no HOME at all',
	then: 'the walkthrough is the same',
}, async tell => {
	const {walk} = smallWalk();
	const payload = expectAnswer(await walk({HOME: undefined}));
	tell(`the function answered ${payload}`);
});

fault({
	promise,
	fault: 'programs of pyenv first on PATH that choose a Python by the directory (shims), and one of them chooses another in the workspace',
	then: 'the walkthrough is the same: the Python that was found at the beginning does all',
}, async tell => {
	const {cwd, walk} = smallWalk();
	const shims = path.join(cwd, 'shims');
	mkdirSync(shims);
	const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {encoding: 'utf8'}).trim();
	for (const name of ['python', 'python3']) {
		// As a shim with a .python-version below the workspace: https://github.com/pyenv/pyenv#understanding-shims
		writeFileSync(path.join(shims, name), `#!/bin/sh\ncase "$PWD" in */w*) echo "pyenv: $0: command not found" >&2; exit 127;; esac\nexec '${python}' "$@"\n`, {mode: 0o755});
	}

	const payload = expectAnswer(await walk({PATH: `${shims}${path.delimiter}${process.env.PATH}`}));
	tell(`the function answered ${payload}`);
});

for (const version of ['20.19.0', '22', '24']) {
	fault({
		promise,
		fault: `Node.js ${version}, which is told to use a dead HTTP_PROXY itself (NODE_USE_ENV_PROXY)`,
		then: 'the walkthrough is the same, and the practice cloud is reached without the proxy',
	}, async tell => {
		const {walk} = smallWalk();
		const node = nodeOf(version);
		const dead = 'http://127.0.0.1:9';
		const run = await walk({PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}`, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: dead, http_proxy: dead}, ['w'], {node});
		expect(run.exitCode, `${run.stdout.slice(-2000)}\n${run.stderr}`).toBe(0);
		expect(run.facts()['invoke.cloud.payload']).toContain('demo 1.0');
		tell(`with ${execFileSync(node, ['--version'], {encoding: 'utf8'}).trim()} the function answered ${run.facts()['invoke.cloud.payload']}`);
	});
}

fault({
	promise,
	fault: 'Node.js 18',
	then: 'one sentence says which is needed',
}, async tell => {
	const {walk} = smallWalk();
	const run = await walk({}, ['w'], {node: nodeOf('18')});
	expect(run).toMatchObject({exitCode: 3, stdout: ''});
	expect(run.stderr).toMatch(/^Error: layer-wizard needs Node\.js 20\.19 or newer, and this is 18\./v);
	tell(run.stderr.split('\n', 1)[0] ?? '');
});
