import {fault} from './fault.js';
import {killAndComeBack, type KillPoint, type Reference} from './kill.js';

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
