import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isOwnFolder, ownUser} from '../disk/owner.js';
import {realPath} from '../disk/path.js';
import {isThere, isWritable} from '../disk/look.js';
import {makeDirectorySync} from '../disk/directory.js';
import {messageOf, ToolError} from '../engine/errors.js';

/** Where caches should be: `$XDG_CACHE_HOME`, else `~/.cache`. An empty HOME counts as none. */
function wantedCaches(): string {
	const base = process.env.XDG_CACHE_HOME;
	// The XDG specification says to ignore relative paths.
	return realPath(base && path.isAbsolute(base) ? base : path.join(home(), '.cache'));
}

function home(): string {
	try {
		const directory = os.homedir();
		return path.isAbsolute(directory) ? directory : os.userInfo().homedir;
	} catch {
		// A user whom the system does not know, as in containers.
		return '/';
	}
}

/** Where caches are when the home cannot be written to: below the system's temporary directory, this user's own. */
const makeshiftCaches = (): string => path.join(realPath(os.tmpdir()), `layer-wizard-cache-${ownUser()}`);

const name = 'layer-wizard';

/** It may lie on another disk, by links of the user's own. */
const usualCache = (): string => realPath(path.join(wantedCaches(), name));

/**
Finds the place of something that all workspaces share, e.g. an installation. In the usual place it is used even if that cannot be
written to, e.g. in a container's image; the makeshift place only counts if the usual one cannot be written to.

@param entry Its folder in the cache.
@param lastFile What is written into it last: without it the folder is not whole.
@throws ToolError when another user may have put something there: programs in a cache are run.
*/
export function cachedPlace(entry: string, lastFile: string): string {
	const usual = usualCache();
	const cache = isThere(path.join(usual, entry, lastFile)) ? usual : cacheDirectory();
	const place = realPath(path.join(cache, entry));
	for (const folder of [cache, place].filter(each => isThere(each))) {
		refuseForeign(folder);
	}

	return place;
}

/**
The folder for something new: the usual one, or the makeshift one, which is made, if that cannot be written to.

@throws ToolError when another user may have put something there.
*/
export function cacheDirectory(): string {
	const wanted = usualCache();
	const makeshift = makeshiftCaches();
	if (canBeMade(wanted)) {
		if (isThere(wanted)) {
			refuseForeign(wanted);
		}

		return wanted;
	}

	try {
		makeDirectorySync(makeshift, 0o700);
	} catch (error) {
		throw new ToolError(`There is no place for a cache: ${messageOf(error)}.`, {tryThis: elsewhere, cause: error});
	}

	refuseForeign(makeshift);
	return path.join(makeshift, name);
}

/** Points the tools at this program's own cache, where they cannot write to their usual ones. */
export function cacheVariables(surroundings: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
	const caches = () => path.dirname(cacheDirectory());
	const hasNpmCache = Object.keys(surroundings).some(each => each.toLowerCase() === 'npm_config_cache');
	return {
		...(!canBeMade(wantedCaches()) && {XDG_CACHE_HOME: caches()}),
		...(!hasNpmCache && !canBeMade(path.join(home(), '.npm')) && {npm_config_cache: path.join(caches(), 'npm')}),
		// Serverless keeps its compiled schema of serverless.yml there.
		...(!canBeMade(path.join(home(), '.serverless', 'artifacts')) && {SLS_SCHEMA_CACHE_BASE_DIR: caches()}),
	};
}

const elsewhere = 'Set XDG_CACHE_HOME to a directory that you can write to.';

/** True when a directory can be written to, or can be made. */
function canBeMade(directory: string): boolean {
	return isThere(directory) || path.dirname(directory) === directory ? isWritable(directory) : canBeMade(path.dirname(directory));
}

function refuseForeign(folder: string): void {
	if (!isOwnFolder(folder)) {
		throw new ToolError(`The cache ${folder} is not yours alone, and programs in it would run as you.`, {
			tryThis: `Delete it if it is yours: rm -r ${folder}. Or set XDG_CACHE_HOME to a directory that you can write to.`,
		});
	}
}
