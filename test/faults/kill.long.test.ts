import process from 'node:process';
import {suiteDirectory} from '../support/directory.js';
import {boundariesOf, momentsIn, referenceRun} from '../support/kill.js';
import {killAt} from '../support/kill-rows.js';

const seed = Number(process.env.KILL_SEED ?? 2);
const reference = await referenceRun(suiteDirectory());

for (const signal of ['SIGKILL', 'SIGINT'] as const) {
	for (const point of [...boundariesOf(reference), ...momentsIn(reference, seed, 10)]) {
		killAt(point, signal, reference);
	}
}
