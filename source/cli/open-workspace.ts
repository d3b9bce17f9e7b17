import process from 'node:process';
import {workspaceAt, type Workspace} from '../chapters/workspace.js';
import {knownPlaces} from '../chapters/known-places.js';
import {ownerOf, ownUser} from '../disk/owner.js';
import {realPath, refuseUnless} from '../disk/path.js';
import {isThere} from '../disk/look.js';
import {UsageError} from '../engine/errors.js';
import type {Flags} from './flags.js';

/** `--trust-workspace`: the user vouches for what another user owns. */
export type Trust = Pick<Flags, 'trustWorkspace'>;

/**
Opens the workspace of a directory: resolves its path once, so that no link is on the way to it, and refuses one that another
user owns, or in which a place of the wizard's own is a link or a special file. Everything below it is opened by `source/disk/`.

@throws UsageError or PathRefused.
*/
export function openWorkspace(directory: string, trust: Trust): Workspace {
	const workspace = workspaceAt(realPath(directory));
	if (isThere(workspace.state)) {
		refuseForeign([workspace.directory, workspace.state, workspace.journal], trust);
		for (const {kind, file} of knownPlaces(workspace)) {
			refuseUnless(kind, file);
		}
	}

	return workspace;
}

/** Opens a workspace to work in: a directory that is there and still empty must be the user's own too. Throws as `openWorkspace`. */
export function openOwnWorkspace(directory: string, trust: Trust): Workspace {
	const workspace = openWorkspace(directory, trust);
	refuseForeign([workspace.directory], trust);
	return workspace;
}

/**
Another user's workspace can hold anything, and the wizard runs what is in one. So git's rule holds: the owner must be this user,
or, as root by sudo, the user that called it. Source: https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory
*/
function refuseForeign(places: readonly string[], {trustWorkspace = false}: Trust): void {
	const {env} = process;
	const own = ownUser();
	const trusted = new Set([own, ...(own === 0 && env.SUDO_UID ? [Number(env.SUDO_UID)] : [])]);
	const foreign = places.find(place => isThere(place) && !trusted.has(ownerOf(place) ?? own));
	if (foreign !== undefined && !trustWorkspace) {
		throw new UsageError(`${foreign} belongs to another user (uid ${ownerOf(foreign)}), who could have the wizard run anything as you.`, {
			tryThis: 'If you trust that user, add --trust-workspace.',
		});
	}
}
