import process from 'node:process';
import {fault} from './fault.js';
import {boundariesOf, killAndComeBack, momentsIn, type KillPoint, type Reference} from './kill.js';

/** Another one gives other moments. */
const seed = Number(process.env.KILL_SEED ?? 2);

const names = {SIGKILL: 'kill -9', SIGINT: 'Ctrl-C'} as const;

/** A row of the fault matrix for one moment at which the wizard is killed. */
export function killAt(point: KillPoint, signal: keyof typeof names, reference: Reference): void {
	const {event, step, after} = point;
	const when = event === 'step.finished' ? 'as a step has ended' : (after === 0 ? 'as a step begins' : 'in the middle of a step');
	fault({
		promise: 'Killed at any moment',
		fault: `${names[signal]} ${when}: ${step}${after === 0 ? '' : `, ${after} ms in`}`,
		then: 'no process is left, every file parses, and the next run comes to the same end and repeats nothing',
	}, async tell => {
		const {outlived, done} = await killAndComeBack(point, signal, reference);
		tell(`all gone after ${outlived} ms; ${done} finished steps were not repeated`);
	});
}

/** Rows for every boundary of a step, and for ten moments in the middle of long ones. */
export function killEverywhere(signal: keyof typeof names, reference: Reference): void {
	for (const point of [...boundariesOf(reference), ...momentsIn(reference, seed, 10)]) {
		killAt(point, signal, reference);
	}
}
