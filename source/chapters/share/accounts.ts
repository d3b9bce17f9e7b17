import type {Context, WalkStep} from '../context.js';
import {experiment, type Rule} from '../experiments/experiment.js';
import {answerOf, handlerFor, moduleOf, type Lab} from '../experiments/lab.js';
import {wrongWheel} from '../limits/failing.js';
import {experimentFunction} from '../names.js';

/** True where there is a second account: on the practice cloud always, in AWS with a profile for it. */
export const hasSecond = ({walk}: Context): boolean => walk.target.hasSecond;

const notGranted: Rule = {
	reaction: 'refuses',
	words: 'no resource-based policy allows the lambda:GetLayerVersion action',
	source: 'https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html',
};

const inSecond = (context: Context): readonly string[] => [
	`create a role and a function ${experimentFunction(context)} in the second account`,
	'let the second account use the layer',
	'take all of it away again',
];

/** Gives the second account a role for its function; what makes the function, with one layer. */
export async function createThere(lab: Lab, handler: string, layer: string): Promise<() => ReturnType<Lab['createThere']>> {
	const role = await lab.guest.calls.createRole(experimentFunction(lab.context));
	return async () => lab.createThere(handler, [layer], role);
}

export const grant: WalkStep = experiment({
	id: 'share.grant',
	title: 'Let a second account use the layer',
	needs: [wrongWheel.id],
	applies: hasSecond,
	changes: inSecond,
	rule: notGranted,
	isMeant: /no resource-based policy allows/v,
	async make(lab) {
		const {layer, account, calls, create} = await withOwnLayer(lab);
		const reaction = await create();
		await allow(lab, layer);
		answerOf(await create());
		return {
			...reaction,
			values: {account},
			answer: answerOf(await lab.invoke(calls)),
		};
	},
});

export const revoke: WalkStep = experiment({
	id: 'share.revoke',
	title: 'Take the right away again',
	needs: [grant.id],
	applies: hasSecond,
	changes: context => [...inSecond(context).slice(0, 2), 'take that right away, and give it again', ...inSecond(context).slice(2)],
	rule: notGranted,
	isMeant: /no resource-based policy allows/v,
	async make(lab) {
		const {layer, account, calls, create} = await withOwnLayer(lab);
		await allow(lab, layer);
		answerOf(await create());
		lab.say(`RemoveLayerVersionPermission for ${account}`);
		await lab.calls.revoke(layer, account);
		lab.say(`The function that has the layer goes on: ${answerOf(await lab.invoke(calls))}`);
		answerOf(await lab.attach([], calls));
		const reaction = await lab.attach([layer], calls);
		await allow(lab, layer);
		answerOf(await lab.attach([layer], calls));
		return {
			...reaction,
			answer: answerOf(await lab.invoke(calls)),
		};
	},
});

/** The walkthrough's layer, the second account, and what makes a function with that layer there. */
async function withOwnLayer(lab: Lab) {
	const layer = lab.context.fact('layer.arn');
	return {...lab.guest, layer, create: await createThere(lab, handlerFor(moduleOf(lab.context)), layer)};
}

async function allow(lab: Lab, layer: string): Promise<void> {
	const {account} = lab.guest;
	lab.say(`AddLayerVersionPermission for ${account}: lambda:GetLayerVersion on ${layer}`);
	await lab.calls.grant(layer, account);
	lab.say(`The version's policy: ${await lab.calls.policy(layer)}`);
}
