import {readdirSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setInterval} from 'node:timers';
import {expect} from 'vitest';
import {filesIn} from '../support/canaries.js';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';

/** What each process (Linux) shows to others in `ps`, by its id. */
function commandLines(): ReadonlyArray<readonly [id: string, shown: string]> {
	return readdirSync('/proc').filter(entry => /^\d+$/v.test(entry)).flatMap((id): ReadonlyArray<readonly [string, string]> => {
		try {
			return [[id, readFileSync(`/proc/${id}/cmdline`, 'latin1')]];
		} catch {
			// It ended in between.
			return [];
		}
	});
}

const othersMay = (file: string) => statSync(file).mode % 0o100 !== 0;

fault({
	promise: 'The practice cloud keeps others out',
	fault: 'a whole walkthrough under umask 000, with every command line of this machine looked at ten times a second, and every file afterwards',
	then: 'the secret is in no command line, in no event, and in one file, which is its owner\'s alone; so is all that the cloud keeps',
}, async tell => {
	const home = temporaryDirectory();
	const own = path.join(home, 'w', '.layer-wizard');
	const seen = new Set<string>();
	const looking = setInterval(() => {
		for (const [, shown] of commandLines()) {
			seen.add(shown);
		}
	}, 100);
	const before = process.umask(0);
	const walked = await runBin(['w', '--yes', '--json', '--package', 'six'], {cwd: home, env: {TMPDIR: home}}).finally(() => {
		process.umask(before);
		clearInterval(looking);
	});
	expect(walked.exitCode, walked.stdout.slice(-1000)).toBe(0);
	const secret = readFileSync(path.join(own, 'practice-cloud', 'secret'), 'utf8');
	expect(secret).toHaveLength(40);
	expect([...seen].filter(shown => shown.includes('launcher.py')), 'the cloud was seen').not.toEqual([]);
	expect([...seen].filter(shown => shown.includes('deploy')), 'a deploy was seen').not.toEqual([]);
	expect([...seen].filter(shown => shown.includes(secret))).toEqual([]);
	expect(walked.stdout + walked.stderr).not.toContain(secret);
	const holders = filesIn(home, file => readFileSync(file, 'latin1').includes(secret));
	expect(holders).toEqual([path.join(own, 'practice-cloud', 'secret')]);
	expect([own, path.join(own, 'practice-cloud'), ...filesIn(own, () => true)].filter(file => othersMay(file))).toEqual([]);
	tell(`${seen.size} command lines and ${filesIn(home, () => true).length} files; the secret is in practice-cloud/secret alone`);
});
