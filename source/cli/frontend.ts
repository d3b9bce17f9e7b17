import process from 'node:process';
import type {FrontEnd} from '../frontends/frontend.js';
import {jsonFrontEnd} from '../frontends/json.js';
import {plainFrontEnd} from '../frontends/plain.js';
import type {Flags} from './arguments.js';

/** How a front end asks the run to stop, and learns that it is to stop. */
export type Interruption = {readonly interrupt: () => void; readonly signal: AbortSignal};

/**
Chooses how the run is told: `--json`, then the interactive screen where there is a terminal that can show one, else lines.
Ink is loaded only when it is needed.
*/
export async function chooseFrontEnd(flags: Flags, {interrupt, signal}: Interruption): Promise<FrontEnd> {
	const {stdout, stderr, stdin, env} = process;
	if (flags.json) {
		return jsonFrontEnd(stdout);
	}

	const isScreen = stdout.isTTY && env.TERM !== 'dumb' && !env.CI;
	if (isScreen && !flags.plain && !flags.dryRun) {
		const {tuiFrontEnd} = await import('../frontends/tui/tui.js');
		return tuiFrontEnd({interrupt, signal, canAsk: stdin.isTTY && !flags.yes, color: wantsColor(flags, stdout)});
	}

	return plainFrontEnd({stdout, stderr, verbose: flags.verbose ?? false, dryRun: flags.dryRun ?? false, color: wantsColor(flags, stderr)});
}

/** Rules: https://no-color.org and https://force-color.org; `--no-color` beats both. */
function wantsColor(flags: Flags, stream: NodeJS.WriteStream): boolean {
	const {env} = process;
	if (flags.color === false || env.NO_COLOR) {
		return false;
	}

	return env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stream.isTTY && env.TERM !== 'dumb';
}
