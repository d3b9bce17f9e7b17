import {accessSync, constants, lstatSync, mkdirSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {messageOf, ToolError} from '../engine/errors.js';

/** Where caches are to be: `$XDG_CACHE_HOME`, else `~/.cache`. An empty HOME counts as none. */
function wantedCaches(): string {
	const base = process.env.XDG_CACHE_HOME;
	// The XDG specification says to ignore relative paths.
	return base && path.isAbsolute(base) ? base : path.join(home(), '.cache');
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

const ownUser = (): number => process.getuid?.() ?? 0;

/** Where caches are when the home cannot be written to: below the system's temporary directory, this user's own. */
const makeshiftCaches = (): string => path.join(os.tmpdir(), `layer-wizard-cache-${ownUser()}`);

/**
Where downloads and installs that all workspaces share may be, the usual place first. The second is for those whose home cannot be written to;
what lies in the first, e.g. in a container's image, is used all the same.
*/
export function cacheDirectories(): readonly string[] {
	return [wantedCaches(), makeshiftCaches()].map(caches => path.join(caches, 'layer-wizard'));
}

/**
Where something new is put: the first of `cacheDirectories` that can be written to. The makeshift one is made.

@throws ToolError when that is somebody else's: what lies there is run.
*/
export function cacheDirectory(): string {
	const [wanted = '', makeshift = ''] = cacheDirectories();
	if (isWritable(wanted)) {
		return wanted;
	}

	claim(path.dirname(makeshift));
	return makeshift;
}

/** What has the tools keep their caches where this program keeps its own; nothing where they can write to their usual places. */
export function cacheVariables(surroundings: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
	const caches = () => path.dirname(cacheDirectory());
	const hasNpmCache = Object.keys(surroundings).some(name => name.toLowerCase() === 'npm_config_cache');
	return {
		...(!isWritable(wantedCaches()) && {XDG_CACHE_HOME: caches()}),
		...(!hasNpmCache && !isWritable(path.join(home(), '.npm')) && {npm_config_cache: path.join(caches(), 'npm')}),
		// Serverless keeps its compiled schema of serverless.yml there.
		...(!isWritable(path.join(home(), '.serverless', 'artifacts')) && {SLS_SCHEMA_CACHE_BASE_DIR: caches()}),
	};
}

/** True when a directory can be written to, or can be made. */
function isWritable(directory: string): boolean {
	try {
		// eslint-disable-next-line no-bitwise -- As the system takes them.
		accessSync(nearestExisting(directory), constants.W_OK | constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function nearestExisting(directory: string): string {
	const isThere = lstatSync(directory, {throwIfNoEntry: false}) !== undefined;
	return isThere || path.dirname(directory) === directory ? directory : nearestExisting(path.dirname(directory));
}

/** Makes a directory for this user alone, where anybody may have made one of that name. */
function claim(directory: string): void {
	const cure = 'Set XDG_CACHE_HOME to a directory that you can write to.';
	try {
		mkdirSync(directory, {mode: 0o700, recursive: true});
	} catch (error) {
		throw new ToolError(`There is no place for a cache: ${messageOf(error)}.`, {tryThis: cure, cause: error});
	}

	const found = lstatSync(directory);
	// eslint-disable-next-line no-bitwise -- File modes are bits.
	const isOpen = (found.mode & 0o022) !== 0;
	if (!found.isDirectory() || found.uid !== ownUser() || isOpen) {
		throw new ToolError(`The cache ${directory} is not yours alone.`, {tryThis: cure});
	}
}
