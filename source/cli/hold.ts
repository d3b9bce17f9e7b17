import process from 'node:process';
import type {Workspace} from '../chapters/workspace.js';
import {Hold} from '../tools/guard/hold.js';
import {shellVariable, workspaceVariable} from './directory.js';
import type {Signals} from './signals.js';

type Use = {
	/** True for what may be typed in the workspace's own shell, which holds it then. */
	readonly fitsShell?: boolean;
};

/** A workspace, to be taken before anything is read from its journal or written into it. */
export function holdOn({directory, lock}: Workspace, {stop}: Pick<Signals, 'stop'>, {fitsShell = false}: Use = {}): Hold {
	const isShell = fitsShell && process.env[workspaceVariable] === directory;
	return new Hold({directory, lock, stop, shell: isShell ? Number(process.env[shellVariable]) : undefined});
}
