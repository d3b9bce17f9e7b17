import process from 'node:process';
import {policyText} from '../chapters/policy/write-policy.js';
import {UsageError} from '../engine/errors.js';
import {Journal} from '../engine/journal.js';
import {escapeInJson} from '../engine/sanitize.js';
import {accountOf} from './account-note.js';
import type {Flags} from './flags.js';
import {resolveAnswers} from './config.js';
import {presentDirectory} from './directory.js';
import {earlierAnswers} from './earlier-answers.js';
import {openWorkspace} from './open-workspace.js';

/**
Prints the IAM policy that the walkthrough of a workspace needs; without a workspace, of the one that these flags would begin.
The account is the workspace's own, or `*` while it has none.

@throws UsageError when the directory that was named is no workspace, or a flag contradicts it.
*/
export function policy(directory: string | undefined, flags: Flags): void {
	const workspace = openWorkspace(presentDirectory(directory), flags);
	const earlier = earlierAnswers(workspace);
	if (directory !== undefined && !earlier) {
		throw new UsageError(`There is no walkthrough in ${workspace.directory}.`, {tryThis: 'Leave out the directory to print the policy of one that is yet to begin.'});
	}

	const answers = resolveAnswers(flags, earlier);
	process.stdout.write(escapeInJson(policyText({
		region: answers.region,
		stage: answers.stage,
		layerName: answers.layerName,
		account: accountOf(new Journal(workspace.journal))?.account ?? '*',
	})));
}
