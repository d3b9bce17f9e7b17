import {existsSync, readdirSync, readFileSync, watch, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect} from 'vitest';
import {runBin} from '../support/bin.js';
import {suiteDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';

const promise = 'Your files';

// One workspace goes through all of it, row by row: to make it takes longest.
describe('a workspace in which a person has worked', () => {
	const cwd = suiteDirectory();
	const project = path.join(cwd, 'w', 'sls-layers-python');
	const handler = path.join(project, 'handler.py');
	const requirements = path.join(project, 'requirements.txt');
	const walk = async (...flags: readonly string[]) => runBin(['w', '--json', '--yes', '--package', 'six', '--until', 'weigh', ...flags], {cwd});
	const warnings = (result: Awaited<ReturnType<typeof runBin>>, code: string) => result.events().flatMap(event => event.type === 'warning' && event.code === code ? [String(event.message)] : []);

	fault({promise, fault: 'handler.py is changed by hand between two runs', then: 'it is noticed, kept and used; nothing is overwritten silently'}, async tell => {
		const first = await walk();
		expect(first.exitCode, first.stdout.slice(-2000)).toBe(0);
		const mine = `${readFileSync(handler, 'utf8')}\n# mine\n`;
		writeFileSync(handler, mine);
		const second = await walk();
		expect(second.exitCode, second.stdout.slice(-2000)).toBe(0);
		expect(readFileSync(handler, 'utf8')).toBe(mine);
		expect(warnings(second, 'edits.kept')).toEqual(['sls-layers-python/handler.py was changed by hand (2 lines added, 0 removed); it is kept as it is.']);
		tell(warnings(second, 'edits.kept').join(' '));
	});

	fault({promise, fault: 'requirements.txt names another version by hand', then: 'that version is installed and packed, and the file stays'}, async tell => {
		const mine = '# as the old service has it\nsix==1.16.0\n';
		writeFileSync(requirements, mine);
		const walked = await walk();
		expect(walked.exitCode, walked.stdout.slice(-2000)).toBe(0);
		expect(readFileSync(requirements, 'utf8')).toBe(mine);
		expect(readdirSync(path.join(project, 'venv/lib')).flatMap(python => readdirSync(path.join(project, 'venv/lib', python, 'site-packages'))).filter(name => name.startsWith('six-'))).toEqual(['six-1.16.0.dist-info']);
		expect(readFileSync(path.join(project, 'package-fat/sls-layers-python.zip')).includes('six-1.16.0.dist-info/')).toBe(true);
		const {stdout: script} = await runBin(['script', 'w'], {cwd});
		expect(script).toContain(`cat > sls-layers-python/requirements.txt <<'END'\n${mine}END\n`);
		expect(script).toMatch(/pip install .*-r requirements\.txt/v);
		tell(warnings(walked, 'edits.kept').find(message => message.includes('requirements')) ?? '');
	});

	fault({promise, fault: 'requirements.txt names by hand what does not exist', then: 'pip\'s reason, exit 3, and the file stays'}, async tell => {
		const mine = 'six==0.0.1\n';
		writeFileSync(requirements, mine);
		const walked = await walk();
		expect(walked.exitCode).toBe(3);
		expect(readFileSync(requirements, 'utf8')).toBe(mine);
		const failed = walked.events().at(-1);
		expect(failed).toMatchObject({type: 'run.failed', error: {message: 'pip failed: No matching distribution found for six==0.0.1'}});
		tell('pip failed: No matching distribution found for six==0.0.1');
	});

	fault({promise, fault: '--restart is killed (kill -9) while it removes the old walkthrough', then: 'the same command comes to the end, with the person\'s files in their place'}, async tell => {
		const note = path.join(cwd, 'w', 'notes.txt');
		writeFileSync(note, 'mine');
		const mine = readFileSync(handler, 'utf8');
		writeFileSync(requirements, 'six\n');
		const killed = await runBin(['w', '--json', '--yes', '--until', 'weigh', '--restart'], {
			cwd,
			onStart(child) {
				const watcher = watch(path.join(cwd, 'w'), (_, name) => {
					if (name === 'node_modules') {
						child.kill('SIGKILL');
						watcher.close();
					}
				});
			},
		});
		expect(killed.exitCode).toBeUndefined();
		expect(existsSync(path.join(cwd, 'w/.layer-wizard/journal.jsonl'))).toBe(true);
		const again = await runBin(['w', '--json', '--yes', '--until', 'weigh', '--restart'], {cwd});
		expect(again.exitCode, again.stdout.slice(-2000)).toBe(0);
		expect(readFileSync(note, 'utf8')).toBe('mine');
		expect(readFileSync(handler, 'utf8')).toBe(mine);
		expect(again.events().find(event => event.type === 'run.started')).toMatchObject({isResumed: false});
		tell(warnings(again, 'restart.kept').join(' '));
	});
});
