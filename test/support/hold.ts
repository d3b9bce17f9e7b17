import type {Workspace} from '../../source/chapters/workspace.js';
import {Hold} from '../../source/tools/guard/hold.js';

/** For steps that are run without a wizard: nobody works in their workspace, and it is not taken. */
export function untaken({directory, lock}: Workspace): Hold {
	return new Hold({
		directory,
		lock,
		stop(reason) {
			throw reason;
		},
	});
}
