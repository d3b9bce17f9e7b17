import process from 'node:process';
import {suiteDirectory} from '../support/directory.js';
import {boundariesOf, momentsIn, referenceRun, someOf} from '../support/kill.js';
import {killAt} from '../support/kill-rows.js';

// Which points are taken depends on the seed alone: KILL_SEED=<number> takes others.
const seed = Number(process.env.KILL_SEED ?? 1);
const reference = await referenceRun(suiteDirectory());

for (const signal of ['SIGKILL', 'SIGINT'] as const) {
	for (const point of [...someOf(boundariesOf(reference), seed + signal.length, 4), ...momentsIn(reference, seed + signal.length, 2)]) {
		killAt(point, signal, reference);
	}
}
