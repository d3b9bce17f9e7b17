import {execFileSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {expect} from 'vitest';
import type {BinResult} from '../support/bin.js';
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
