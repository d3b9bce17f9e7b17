import {existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';

describe('a command line that cannot be used: exit 2, one sentence, nothing created', () => {
	const otherRuntime = python.runtime === 'python3.12' ? 'python3.13' : 'python3.12';
	const otherArchitecture = process.arch === 'x64' ? 'arm64' : 'x86_64';
	test.each([
		['an unknown flag', ['--nope', 'w'], /Unknown option '--nope'\./v],
		['a flag without its value', ['w', '--package'], /'--package <spec>' argument missing\./v],
		['two directories', ['w', 'x'], /Too many arguments/v],
		['an unknown chapter', ['w', '--until', 'nope'], /There is no chapter "nope"\./v],
		['a transcript of no walkthrough', ['transcript', 'w'], /There is no walkthrough in .*\/w\./v],
		['a script of no walkthrough', ['script', 'w'], /There is no walkthrough in .*\/w\./v],
		['inspect without anything to look into', ['inspect'], /inspect wants to know what to look into\./v],
		['a layer\'s ARN without its version', ['inspect', 'arn:aws:lambda:us-east-1:123456789012:layer:numpy'], /The ARN ends before its version\./v],
		['a cloud to ask for a zip', ['inspect', 'x.zip', '--target', 'aws'], /--target says which cloud is asked, and x\.zip is no layer version's ARN\./v],
		['a cloud to ask for a layer that is none', ['inspect', 'arn:aws:lambda:us-east-1:123456789012:layer:numpy:1', '--target', 'mars'], /--target is practice or aws, not "mars"\./v],
		['a profile for a layer in the practice cloud', ['inspect', 'arn:aws:lambda:us-east-1:000000000000:layer:numpy:1', '--target', 'practice', '--profile', 'me'], /--profile is for --target aws/v],
		['a flag that means nothing to the shell', ['shell', 'w', '--dry-run'], /shell does not take --dry-run\./v],
		['a flag that means nothing to the check', ['check', '--layer-name', 'x', 'w'], /check does not take --layer-name\./v],
		['two directories to check', ['check', 'w', 'x'], /Too many arguments for 'check'/v],
		['a shell without a walkthrough', ['shell'], /There is no walkthrough in .*\/lambda-layers-walkthrough\./v],
		['a check without a walkthrough', ['check', 'w'], /There is no walkthrough in .*\/w\./v],
		['the standing of no walkthrough', ['status', 'w'], /There is no walkthrough in .*\/w\./v],
		['a check of a directory without a name', ['check', ''], /The directory has no name\./v],
		['a package that pip cannot read', ['w', '--package', 'num py=='], /--package "num py==" is not a requirement that pip can read/v],
		['a package that looks like a flag of pip', ['w', '--package=-rsecret.txt'], /--package is a package, e\.g\. pandas, not "-rsecret\.txt"\./v],
		['an empty package', ['w', '--package', ''], /--package is a package, e\.g\. pandas, not ""\./v],
		['a package address with a password', ['w', '--package', 'x @ https://me:geheim@index.example/x.whl'], /--package cannot be an address with a name, a password or a token in it\.\n {2}Try: Keep it in PIP_INDEX_URL, PIP_EXTRA_INDEX_URL or ~\/\.netrc\./v],
		['a package address with a token in its query', ['w', '--package', 'x @ https://index.example/x.whl?token=geheim'], /--package cannot be an address with a name, a password or a token in it\.(?!.*geheim)/sv],
		['a package address with a token in its path', ['w', '--package', 'x @ https://index.example/2sGkTd9xQvB41mZp/x.whl'], /--package cannot be an address with a name, a password or a token in it\.(?!.*2sGkTd)/sv],
		['a runtime that Lambda does not have', ['w', '--runtime', 'python2.7'], /--runtime is a Lambda runtime: .*, not "python2\.7"\./v],
		['a runtime that is not the interpreter\'s', ['w', '--runtime', otherRuntime, '--python', python.executable], /runs functions on this machine's own Python, and .* is 3\.\d+\.\d+, not python3\.1[23]\./v],
		['an architecture that is not the machine\'s', ['w', '--arch', otherArchitecture], /runs functions on this machine, which is/v],
		['an interpreter that is none', ['w', '--python', '/bin/ls'], /\/bin\/ls cannot be run as a Python interpreter\./v],
		['an interpreter that is not there', ['w', '--python', '/no/such/python'], /\/no\/such\/python cannot be run as a Python interpreter\./v],
		['an unknown target', ['w', '--target', 'mars'], /--target is practice or aws, not "mars"\./v],
		['a profile for the practice cloud', ['w', '--profile', 'me'], /--profile is for --target aws; the practice cloud has keys of its own\./v],
		['both ways at once', ['w', '--restart', '--resume'], /--resume goes on and --restart begins anew\./v],
		['an unknown language', ['w', '--lang', 'xx'], /--lang is en or zh, not "xx"\./v],
		['a region that is none', ['w', '--region', 'nowhere'], /--region is the name of an AWS region, .*, not "nowhere"\./v],
		['a stage that stacks cannot have', ['w', '--stage', 'a b'], /--stage is up to 32 letters, digits and hyphens, not "a b"\./v],
		['a layer name that layers cannot have', ['w', '--layer-name', 'é'], /--layer-name is up to 140 .*, not "é"\./v],
		['a resume without a workspace', ['w', '--resume'], /--resume needs a workspace/v],
		['a directory whose name is a pattern', ['a[b]'], /cannot work in ".*a\[b\]": the character "\["/v],
		['a directory whose name would split PATH', ['a:b'], /the character ":"/v],
		['a directory without a name', [''], /The directory has no name\./v],
	])('%s', async (_, flags, sentence) => {
		const cwd = temporaryDirectory();
		const {exitCode, stdout, stderr} = await runBin(flags, {cwd});
		expect(stderr).toMatch(sentence);
		expect(stderr.match(/^Error: /gmv)).toHaveLength(1);
		expect(stdout).toBe('');
		expect(exitCode).toBe(2);
		expect(readdirSync(cwd)).toEqual([]);
	});

	test('a directory that holds something else: named, and not touched', async () => {
		const cwd = temporaryDirectory();
		mkdirSync(path.join(cwd, 'full'));
		for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt']) {
			writeFileSync(path.join(cwd, 'full', name), name);
		}

		const {exitCode, stderr} = await runBin(['full'], {cwd});
		expect(stderr).toContain('full is not empty and not a workspace: it holds a.txt, b.txt, c.txt and 1 more.');
		expect(exitCode).toBe(2);
		expect(readdirSync(path.join(cwd, 'full'))).toEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt']);
	});

	test('a file in the directory\'s place', async () => {
		const cwd = temporaryDirectory();
		writeFileSync(path.join(cwd, 'w'), 'mine');
		const {exitCode, stderr} = await runBin(['w'], {cwd});
		expect(stderr).toContain(`${path.join(cwd, 'w')} is not a directory.`);
		expect(exitCode).toBe(2);
	});

	test('with --json the mistake is the only line, as run.failed', async () => {
		const {exitCode, stdout, events} = await runBin(['--json', '--nope'], {cwd: temporaryDirectory()});
		expect(stdout.trimEnd().split('\n')).toHaveLength(1);
		expect(events()[0]).toMatchObject({type: 'run.failed', error: {code: 'UsageError', message: 'Unknown option \'--nope\'.', exitCode: 2}});
		expect(exitCode).toBe(2);
	});
});

describe('a machine that lacks something: exit 3, its cure, and nothing half-made', () => {
	test('no Python', async () => {
		const cwd = temporaryDirectory();
		const tools = path.join(cwd, 'tools');
		mkdirSync(tools);
		const {exitCode, stderr} = await runBin(['w'], {cwd, env: {PATH: tools}});
		expect(stderr).toContain('No Python was found on PATH.');
		expect(stderr).toContain('sudo apt install python3');
		expect(exitCode).toBe(3);
		expect(existsSync(path.join(cwd, 'w'))).toBe(false);
	});

	test('no npm', async () => {
		const cwd = temporaryDirectory();
		const tools = path.join(cwd, 'tools');
		mkdirSync(tools);
		symlinkSync(python.executable, path.join(tools, 'python3'));
		const {exitCode, stderr} = await runBin(['w'], {cwd, env: {PATH: tools}});
		expect(stderr).toContain('npm was not found on PATH');
		expect(stderr).toContain('Try: Node.js from nodejs.org brings npm with it');
		expect(exitCode).toBe(3);
		expect(existsSync(path.join(cwd, 'w'))).toBe(false);
	});

	test('a Python without ensurepip', async () => {
		const cwd = temporaryDirectory();
		const {exitCode, stderr} = await runBin(['w', '--python', python.withoutEnsurepip(path.join(cwd, 'bare'))], {cwd});
		expect(stderr).toContain('it comes without ensurepip or venv');
		expect(stderr).toContain(`sudo apt install ${python.runtime}-venv`);
		expect(exitCode).toBe(3);
		expect(existsSync(path.join(cwd, 'w'))).toBe(false);
	});
});

describe('a package that cannot be installed: exit 3 with pip\'s own reason in one line', () => {
	test('it does not exist', async () => {
		const cwd = temporaryDirectory();
		const {exitCode, stderr} = await runBin(['w', '--package', 'no-such-package-of-layer-wizard'], {cwd});
		expect(stderr).toContain('Error: pip failed: No matching distribution found for no-such-package-of-layer-wizard\n');
		expect(stderr).toMatch(/The full output is in .*w\/\.layer-wizard\/logs\/(?:function|layer)\.install\.log/v);
		expect(exitCode).toBe(3);
	});

	test('it does not build', async () => {
		const cwd = temporaryDirectory();
		const {exitCode, stdout, events} = await runBin(['w', '--json', '--package', 'layer-wizard-refuses'], {
			cwd,
			env: {PIP_FIND_LINKS: python.brokenPackage(cwd, 'layer-wizard-refuses')},
		});
		expect(exitCode, stdout).toBe(3);
		expect(events().at(-1)).toMatchObject({
			type: 'run.failed',
			error: {code: 'ToolError', message: 'pip failed: this package refuses to build', exitCode: 3, command: expect.stringContaining('pip install')},
		});
	});
});

test('--dry-run prints the plan on standard output and does nothing', async () => {
	const cwd = temporaryDirectory();
	const {exitCode, stdout} = await runBin(['w', '--dry-run'], {cwd});
	expect(exitCode).toBe(0);
	expect(stdout).toContain('python -m pip install --prefer-binary numpy');
	expect(stdout).toContain('npx osls deploy --package package-thin');
	expect(stdout).toContain('write sls-layers-python/handler.py');
	expect(readdirSync(cwd)).toEqual([]);
});

test('--help and --version print and exit 0', async () => {
	const cwd = temporaryDirectory();
	const help = await runBin(['--help'], {cwd});
	expect(help.stdout).toContain('Usage: layer-wizard');
	expect(help.stdout).toContain('--layer-name <name>');
	expect(help.stdout).toMatch(/Commands:\n +doctor .*\n(?:.*\n)* +shell .*\n(?:.*\n)* +check /v);
	expect(help.exitCode).toBe(0);
	const own = await runBin(['check', '--help'], {cwd});
	expect(own.stdout).toContain('Usage: layer-wizard check');
	expect(own.stdout).toContain('--json, --plain, --no-color, --verbose');
	expect(own.exitCode).toBe(0);
	const version = await runBin(['--version'], {cwd});
	expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/v);
	expect(version.exitCode).toBe(0);
});
