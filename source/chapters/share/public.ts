import {checked, knownArn, publicLayers} from '../../lambda/public-layers.js';
import type {Context, WalkStep} from '../context.js';
import {answerOf, handlerFor, inLab} from '../experiments/lab.js';
import {experimentsNote} from '../experiments/experiment.js';
import {allowedAccounts} from './service.js';
import {alone} from './alone.js';

/** Layers that others share with everybody. In an account one of them is looked up and attached; the practice cloud has none of them. */
export const publicOnes: WalkStep = {
	id: 'share.public',
	title: 'Look at public layers',
	needs: [allowedAccounts.id, alone.id],
	attended: {canSkip: true},
	plan: ({settings}) => ({changes: ['list the public layers that the wizard knows', ...(settings.target === 'aws' ? ['attach one of them to a function, and take that away again'] : [])]}),
	async run(context) {
		const {settings: {region, runtime, architecture, target}} = context;
		const layers = publicLayers.map(layer => ({layer, arn: knownArn(layer, {region, runtime: runtime.name, architecture})}));
		context.emit({
			type: 'catalogue',
			checked,
			layers: layers.map(({layer: {name, publisher, holds, upkeep, newest, source}, arn}) => ({name, publisher, holds, upkeep, newest, source, ...(arn !== undefined && {arn})})),
		});
		const known = layers.flatMap(({arn}) => arn ?? [])[0];
		if (target === 'aws' && known !== undefined) {
			await attach(context, known);
		}

		context.walk.journal.note(context.step, checked);
	},
	async verify({walk: {journal}, step}) {
		return journal.recall(step) === checked ? {done: true} : {done: false, why: 'nobody has looked at them'};
	},
};

/** What came of it is told; that a publisher has withdrawn a version is no failure of the walkthrough. */
async function attach(context: Context, arn: string): Promise<void> {
	context.walk.journal.note(experimentsNote, true);
	const told = await inLab(context, async lab => {
		const made = await lab.create(handlerFor(undefined), [arn]);
		return made.kind === 'takes' ? `A function with ${arn} answered: ${answerOf(await lab.invoke())}` : `Lambda did not take ${arn}: ${made.words}`;
	});
	context.emit({type: 'output', step: context.step, stream: 'stdout', line: told});
}
