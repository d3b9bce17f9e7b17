import {readdirSync, readlinkSync, rmSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {beforeAll, expect} from 'vitest';
import {suiteDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {processesIn} from '../support/processes.js';
import {Walked} from '../support/walked.js';

const promise = 'A cloud that lost its memory';
const walked = new Walked(suiteDirectory());

beforeAll(async () => {
	const {warnings} = await walked.goOn();
	expect(warnings).toEqual([]);
});

fault({
	promise,
	fault: 'nothing is lost',
	then: 'the same command does nothing again and warns of nothing',
}, async tell => {
	const {done, warnings} = await walked.goOn();
	expect({done, warnings}).toEqual({done: [], warnings: []});
	tell('every step verified, no warning');
});

fault({
	promise,
	fault: 'the practice cloud\'s state is deleted',
	then: 'both stacks are missed, each in a sentence before it is deployed again; nothing is installed again',
}, async tell => {
	rmSync(path.join(walked.practiceCloud, 'state'), {recursive: true});
	const {done, warnings} = await walked.goOn();
	// The first version of a new cloud has the number of the one that is lost, so serverless.yml is right as it is.
	expect(done).toEqual(['layer.deploy', 'ship.deploy']);
	expect(warnings).toEqual([
		expect.stringMatching(/^The cloud no longer has the stack sls-layers-python-requirements-dev, which this workspace deployed on \d{4}-\d\d-\d\d: it is deployed again\.$/v),
		expect.stringMatching(/^The cloud no longer has the stack sls-layers-python-dev, which/v),
	]);
	tell(warnings.join(' '));
});

fault({
	promise,
	fault: 'kill -9 of the practice cloud while the function is deployed',
	then: 'the run ends at once with exit 4 and leaves no process; the next one does again what the cloud has not saved',
}, async tell => {
	rmSync(path.join(walked.practiceCloud, 'state'), {recursive: true});
	let killedAt = 0;
	const killed = await walked.walk(child => {
		if (!child.stdout) {
			throw new Error('no pipe');
		}

		createInterface({input: child.stdout}).on('line', line => {
			if (line.includes('"step.started"') && line.includes('"ship.deploy"')) {
				killedAt = performance.now();
				for (const id of cloudProcesses()) {
					process.kill(id, 'SIGKILL');
				}
			}
		});
	});
	const ms = Math.round(performance.now() - killedAt);
	expect(killed.exitCode).toBe(4);
	expect(killed.events().at(-1)).toMatchObject({error: {code: 'CloudError', message: 'The practice cloud ended unexpectedly (signal SIGKILL).', tryThis: expect.stringMatching(/^Run the same command again/v)}});
	// Nobody waits for a dead address: the SDK alone would for a minute.
	expect(ms).toBeLessThan(30_000);
	expect(processesIn(walked.directory)).toEqual([]);
	const {done} = await walked.goOn();
	expect(done).toEqual(['layer.deploy', 'ship.deploy']);
	tell(`“The practice cloud ended unexpectedly (signal SIGKILL).” after ${ms} ms; then done again: ${done.join(', ')}`);
});

/** The launcher, and what it runs functions with. */
function cloudProcesses(): readonly number[] {
	return readdirSync('/proc').filter(entry => /^\d+$/v.test(entry)).filter(id => {
		try {
			return readlinkSync(`/proc/${id}/cwd`).startsWith(walked.practiceCloud);
		} catch {
			return false;
		}
	}).map(Number);
}
