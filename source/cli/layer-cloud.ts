import process from 'node:process';
import {UsageError} from '../engine/errors.js';
import type {LayerArn} from '../lambda/layer-arn.js';
import {profileInUse, readProfiles} from '../targets/aws/profiles.js';
import {practiceAccount} from '../targets/practice/launch.js';
import type {Cloud, Target, TargetIo} from '../targets/target.js';
import {mustExist} from './aws-flags.js';
import {resolveAnswers} from './config.js';
import {defaultDirectory, presentDirectory, workspaceVariable} from './directory.js';
import {earlierAnswers} from './earlier-answers.js';
import type {Flags} from './flags.js';
import {openWorkspace} from './open-workspace.js';
import {presentWorkspace, reachCloud} from './present.js';

/** Which cloud is asked for a layer version. */
export type CloudFlags = Pick<Flags, 'target' | 'profile' | 'python' | 'trustWorkspace'>;

/**
The cloud that is asked for a layer version: the one that a flag names; for what is of the practice account, and in the shell of a
workspace on the practice cloud, that cloud; else AWS, in the ARN's own region.

@throws UsageError when the flags cannot be used, or there is no workspace or there are no keys to ask with; CloudError when AWS refuses.
*/
export async function cloudFor({account, region}: LayerArn, flags: CloudFlags, io: Pick<TargetIo, 'emit' | 'signal'>): Promise<Cloud> {
	const {target, profile} = resolveAnswers({...flags, target: flags.target ?? usualTarget(account, flags)}, undefined);
	return target === 'practice' ? practiceCloud(flags, io) : awsCloud(profile, region, io.signal);
}

function usualTarget(account: string, flags: CloudFlags): Target['name'] {
	if (flags.profile !== undefined) {
		return 'aws';
	}

	if (account === practiceAccount) {
		return 'practice';
	}

	const shell = process.env[workspaceVariable];
	return shell === undefined ? 'aws' : earlierAnswers(openWorkspace(shell, flags))?.target ?? 'aws';
}

async function practiceCloud(flags: CloudFlags, io: Pick<TargetIo, 'emit' | 'signal'>): Promise<Cloud> {
	const present = await presentWorkspace(workspaceHere(flags), {flags});
	return reachCloud(present, {...io, step: 'inspect', log: present.workspace.logOf('inspect')});
}

/** The workspace whose practice cloud is asked: the one whose shell this is, the current directory, or the one that a walkthrough makes here. */
function workspaceHere(flags: CloudFlags): string {
	const places = [process.env[workspaceVariable] ?? '.', defaultDirectory];
	const found = places.find(place => earlierAnswers(openWorkspace(presentDirectory(place), flags))?.target === 'practice');
	if (found === undefined) {
		throw new UsageError('There is no workspace here whose practice cloud could be asked for the layer.', {
			tryThis: 'Go into the directory of one and run the same command there; a layer in your account is found with --target aws.',
		});
	}

	return found;
}

async function awsCloud(profile: string | undefined, region: string, signal: AbortSignal): Promise<Cloud> {
	const inUse = profileInUse(profile);
	mustExist(await readProfiles(), inUse);
	// Its SDK parts are not needed on the practice cloud.
	const {awsTarget} = await import('../targets/aws/aws.js');
	const target = awsTarget({
		profile: inUse,
		region,
		async mfaCode(device) {
			throw new UsageError(`The AWS profile asks for a code of ${device}, and inspect asks for nothing.`, {
				tryThis: 'Get keys of a session with that code first, and name their profile with --profile.',
			});
		},
	});
	return target.enter(signal);
}
