import process from 'node:process';
import {exerciseLines} from '../frontends/exercise-lines.js';
import type {FrontEnd} from '../frontends/frontend.js';
import {inspectionLines} from '../frontends/inspection.js';
import {jsonFrontEnd} from '../frontends/json.js';
import {needsTable} from '../frontends/needs-table.js';
import {plainFrontEnd} from '../frontends/plain.js';
import {statusTable} from '../frontends/status-table.js';
import {roomy} from '../frontends/tui/layout.js';
import type {Words} from '../lessons/languages.js';
import type {Flags} from './flags.js';
import {comeBack} from './come-back.js';
import type {Signals} from './signals.js';

/**
Chooses how the run is told: `--json`, then the interactive screen where there is a terminal that can show one, else lines.
With a screen reader the walkthrough is told in lines that never change. Ink is loaded only when it is needed.
*/
export async function chooseFrontEnd(flags: Flags, words: Words, {interrupt, quit, signal}: Pick<Signals, 'interrupt' | 'quit' | 'signal'>): Promise<FrontEnd> {
	const {stdout, stderr, stdin, env} = process;
	const {strings} = words;
	if (flags.json) {
		return jsonFrontEnd(stdout);
	}

	const isScreen = stdout.isTTY && env.TERM !== 'dumb' && !env.CI;
	const canAsk = stdin.isTTY && !flags.yes;
	if (!isScreen || [flags.plain, flags.dryRun].includes(true)) {
		return plainFrontEnd({stdout, stderr, verbose: flags.verbose ?? false, dryRun: flags.dryRun ?? false, color: wantsColor(flags, stderr), strings});
	}

	if (canAsk && ![undefined, '', '0', 'false'].includes(env.INK_SCREEN_READER)) {
		const {linearFrontEnd} = await import('../frontends/linear/linear.js');
		return linearFrontEnd({quit, words, stdin, stdout, stderr});
	}

	const {tuiFrontEnd} = await import('../frontends/tui/tui.js');
	return tuiFrontEnd({interrupt, quit, signal, words, comeBack, canAsk, color: wantsColor(flags, stdout)});
}

/** How `check` is told: `--json`, else a line for each exercise. */
export async function checkFrontEnd(flags: Flags): Promise<FrontEnd> {
	const {stdout, stderr} = process;
	return flags.json ? jsonFrontEnd(stdout) : exerciseLines({stdout, stderr, color: wantsColor(flags, stdout)});
}

/** How `doctor` is told: `--json`, else a table that fits the terminal. */
export async function doctorFrontEnd(flags: Flags, {strings}: Words): Promise<FrontEnd> {
	const {stdout, stderr} = process;
	// Undefined without a terminal, and 0 in one that does not know its size.
	const columns = stdout.columns || roomy.columns;
	return flags.json ? jsonFrontEnd(stdout) : needsTable({stdout, stderr, color: wantsColor(flags, stdout), columns, strings});
}

/** How `inspect` is told: `--json`, else lines. */
export async function inspectFrontEnd(flags: Flags): Promise<FrontEnd> {
	const {stdout, stderr} = process;
	return flags.json ? jsonFrontEnd(stdout) : inspectionLines({stdout, stderr, color: wantsColor(flags, stdout)});
}

/** How `status` is told: `--json`, else a table. */
export async function statusFrontEnd(flags: Flags, {strings}: Words): Promise<FrontEnd> {
	const {stdout, stderr} = process;
	return flags.json ? jsonFrontEnd(stdout) : statusTable({stdout, stderr, color: wantsColor(flags, stdout), strings});
}

/** Rules: https://no-color.org and https://force-color.org; `--no-color` beats both. */
export function wantsColor(flags: Flags, stream: NodeJS.WriteStream): boolean {
	const {env} = process;
	if (flags.color === false || env.NO_COLOR) {
		return false;
	}

	return env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : stream.isTTY && env.TERM !== 'dumb';
}
