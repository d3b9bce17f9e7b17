import {versionsOf, writeOwn} from '../../files/written.js';
import type {Context, WalkStep} from '../context.js';
import {policyFile} from '../workspace.js';
import {policyFor} from './policy.js';
import type {Place} from './scopes.js';

/** The IAM policy that a walkthrough needs, in the workspace, for whoever administers the account. Once the person has changed or removed the file it is theirs. */
export const writePolicy: WalkStep = {
	id: 'preflight.policy',
	title: 'Write the IAM policy that this walkthrough needs',
	// Early, so that it is there for whoever is denied something later.
	needs: ['preflight.cloud'],
	plan: () => ({changes: [`write ${policyFile}`]}),
	async run(context) {
		await writeOwn(context.workspace, policyFile, textFor(context));
	},
	async verify(context) {
		const {written, mine} = versionsOf(context.workspace, policyFile);
		// At first there is neither a file nor a copy of one.
		return mine === written && mine !== textFor(context) ? {done: false, why: `${policyFile} does not hold the policy of this walkthrough`} : {done: true};
	},
};

/** The policy as it is printed and written. */
export function policyText(place: Place): string {
	return `${JSON.stringify(policyFor(place), undefined, 2)}\n`;
}

function textFor({settings, walk: {cloud}}: Context): string {
	// The practice cloud's account is nobody's.
	return policyText({...settings, account: settings.target === 'aws' ? cloud?.account ?? '*' : '*'});
}
