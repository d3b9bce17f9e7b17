import type {Target} from '../targets/target.js';
import {practiceNeeds} from './practice.js';
import {machineNeeds} from './machine.js';
import type {Need, Surroundings} from './need.js';
import {pythonNeeds} from './python.js';
import {registryNeeds} from './registries.js';
import {usefulNeeds} from './useful.js';

/** What each cloud needs of this machine besides. Whether AWS lets one in is found out before a run begins, so only `doctor` looks at the rows of aws.ts. */
const targetNeeds: Readonly<Record<Target['name'], readonly Need[]>> = {practice: practiceNeeds, aws: []};

/** All that a walkthrough on that cloud needs of this machine; what another one is looked at after comes before it. */
export const needsFor = (target: Target['name']): readonly Need[] => [...machineNeeds, ...pythonNeeds, ...targetNeeds[target], ...registryNeeds, ...usefulNeeds];

/**
Looks at all that is required, at the same time.

@throws WizardError of the first in the rows' order that is missing.
*/
export async function lookAtRequired(needs: readonly Need[], at: Surroundings): Promise<void> {
	const looks = needs.filter(({level}) => level === 'required').map(async ({look}) => look(at));
	await Promise.allSettled(looks);
	for (const look of looks) {
		await look;
	}
}
