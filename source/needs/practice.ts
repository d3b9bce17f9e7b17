import {ToolError} from '../engine/errors.js';
import {practiceArchitecture} from '../targets/practice/architecture.js';
import {installation, isInstalled} from '../targets/practice/install.js';
import type {Need} from './need.js';

/** What the practice cloud needs of this machine. */
export const practiceNeeds: readonly Need[] = [
	{
		id: 'architecture',
		title: 'Architecture',
		level: 'required',
		after: 'python',
		look: async ({architecture, interpreter}) => practiceArchitecture(architecture, await interpreter),
	},
	{
		id: 'practice-cloud',
		title: 'Practice cloud',
		level: 'useful',
		after: 'python',
		async look({interpreter}) {
			if (!await isInstalled(installation(await interpreter))) {
				throw new ToolError('It is not in the cache yet; the first walkthrough installs it with pip, about 110 MB.', {
					tryThis: 'Nothing has to be done. To have it before: layer-wizard --yes --until preflight.',
				});
			}

			return 'installed';
		},
	},
];
