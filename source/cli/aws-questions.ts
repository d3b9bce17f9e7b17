import {hasEnvironmentKeys, profileInUse, readProfiles, regionOf} from '../targets/aws/profiles.js';
import type {Flags} from './flags.js';
import {defaults, isAnswer} from './config.js';
import type {FlagQuestion} from './flag-question.js';

/** Stands for the keys of the environment in the list of profiles. */
const environmentKeys = 'AWS_ACCESS_KEY_ID';

/** Which profile, where there are any. */
export async function profileQuestions(): Promise<readonly FlagQuestion[]> {
	const profiles = await readProfiles();
	const current = profileInUse(undefined);
	const choices = [...(hasEnvironmentKeys() ? [environmentKeys] : []), ...profiles.names];
	const first = choices.find(choice => choice === current) ?? choices[0];
	if (first === undefined) {
		return [];
	}

	return [{
		id: 'profile',
		flag: '--profile',
		// The first is where the person stands.
		choices: [first, ...choices.filter(choice => choice !== first)],
		fallback: first,
		isGiven: ({profile}) => profile !== undefined,
		asFlags: answer => answer === environmentKeys ? {} : {profile: answer},
	}];
}

/** Which region; the profile's own is the default. */
export async function regionQuestions({profile}: Flags): Promise<readonly FlagQuestion[]> {
	const profiles = await readProfiles();
	return [{
		id: 'region',
		flag: '--region',
		fallback: regionOf(profiles, profileInUse(profile)) ?? defaults.region,
		check: answer => isAnswer('region', answer),
		isGiven: ({region}) => region !== undefined,
		asFlags: answer => ({region: answer}),
	}];
}
