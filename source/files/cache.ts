import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Where downloads and installs that all workspaces share are kept: `$XDG_CACHE_HOME/layer-wizard`, else `~/.cache/layer-wizard`. An empty HOME counts as none. */
export function cacheDirectory(): string {
	const base = process.env.XDG_CACHE_HOME;
	// The XDG specification says to ignore relative paths.
	const home = path.isAbsolute(os.homedir()) ? os.homedir() : os.userInfo().homedir;
	return path.join(base && path.isAbsolute(base) ? base : path.join(home, '.cache'), 'layer-wizard');
}
