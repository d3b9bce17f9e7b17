import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {writeLine} from '../../source/engine/journal-line.js';
import {readEvents, runBin, type SeenEvent} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {python} from '../support/python.js';

/** Runs a program and prints its peak memory in bytes on standard error (Linux counts it in KiB, macOS in bytes). */
const measured = 'import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]); peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss; print(peak * (1 if sys.platform == "darwin" else 1024), file=sys.stderr); sys.exit(code)';

/** One run as a journal keeps it, with notes as steps make them; the number makes it unlike the runs before. */
function runLines(run: number): string {
	const at = (line: number) => new Date(1_700_000_000_000 + (run * 100_000) + line).toISOString();
	const events = readEvents(readFileSync('test/fixtures/run.ndjson', 'utf8')).filter(({type}) => type !== 'output' && type !== 'progress');
	const notes = [
		{id: 'answers', value: {target: 'practice', region: 'us-east-1', stage: 'dev', packages: ['numpy']}},
		{id: 'ship.deploy', value: `${run}`.padStart(64, '0')},
		{id: 'deploy.layer.ms', value: run},
		{id: 'cleanup.held', value: [{kind: 'layerVersion', id: `arn:aws:lambda:us-east-1:000000000000:layer:numpy:${run}`}]},
	].map(note => ({v: 1, type: 'note', ...note}));
	return [...events, ...notes].map((entry, line) => writeLine({...entry, at: at(line), ...('ms' in entry && {ms: run + line})})).join('');
}

test('a journal of 50 MB is read within 150 MB, and says what it says', async () => {
	const cwd = temporaryDirectory();
	const directory = path.join(cwd, 'w', '.layer-wizard');
	mkdirSync(directory, {recursive: true});
	const perRun = runLines(1000).length;
	const runs = Math.ceil(50_000_000 / perRun);
	writeFileSync(path.join(directory, 'journal.jsonl'), Array.from({length: runs}, (_, run) => runLines(run)).join(''));
	const {exitCode, stderr, events} = await runBin(['status', 'w', '--json'], {cwd, under: [python.executable, '-c', measured]});
	expect(exitCode, stderr).toBe(0);
	const words = (told: readonly SeenEvent[]) => new Set(told.filter(({type}) => type === 'step.finished').map(({step, at, ms}) => `${String(step)} ${at} ${String(ms)}`));
	expect(words(events())).toEqual(words(readEvents(runLines(runs - 1)).filter(({type}) => type !== 'note')));
	expect(Number(stderr)).toBeLessThan(150_000_000);
});
