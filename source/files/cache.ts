import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Where downloads and installs that all workspaces share are kept: `$XDG_CACHE_HOME/layer-wizard`, else `~/.cache/layer-wizard`. */
export function cacheDirectory(): string {
	const base = process.env.XDG_CACHE_HOME;
	// The XDG specification says to ignore relative paths.
	return path.join(base && path.isAbsolute(base) ? base : path.join(os.homedir(), '.cache'), 'layer-wizard');
}
