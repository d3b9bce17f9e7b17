import {CheckError} from '../../engine/errors.js';
import type {WalkStep} from '../context.js';
import {bytes} from '../measured.js';
import {functionName} from '../names.js';

/** How near the person's own function is to Lambda's limits; storage as the account itself tells. */
export const gauges: WalkStep = {
	id: 'limits.gauges',
	title: 'See how near the function is to the limits',
	needs: ['ship.invoke'],
	attended: {canSkip: true},
	plan: () => ({changes: ['ask Lambda for the account\'s limits and what is in use']}),
	async run(context) {
		context.walk.journal.note(context.step, true);
	},
	async verify(context) {
		const {api} = context.cloud;
		if (!context.walk.journal.recall(context.step)) {
			return {done: false, why: 'nobody has looked at them'};
		}

		const [state, quotas] = await Promise.all([api.functionState(functionName(context)), api.quotas()]);
		if (!state) {
			throw new CheckError(`The cloud knows no function ${functionName(context)}.`, {tryThis: 'Run the same command again: what is missing is made again.'});
		}

		return {
			done: true,
			facts: [
				{id: 'limits.layers', value: state.layers.length},
				bytes('limits.unzipped.bytes', Number(context.fact('zip.thin.unpacked.bytes')) + Number(context.fact('layer.unpacked.bytes'))),
				bytes('limits.upload.bytes', state.codeBytes),
				bytes('limits.storage.bytes', quotas.codeStorageUsed),
				bytes('limits.storage.quota.bytes', quotas.codeStorage),
			],
		};
	},
};
