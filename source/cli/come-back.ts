import process from 'node:process';
import {typed} from './directory.js';

/** How the wizard was started, by what npm says of it in `npm_command`. */
const programs: Readonly<Record<string, string>> = {exec: 'npx layer-wizard', start: 'npm start --'};

/** A command line of this program, as it can be typed where this one was. */
export function commandLine(...words: readonly string[]): string {
	const program = programs[process.env.npm_command ?? ''] ?? 'layer-wizard';
	return words.length > 0 ? `${program} ${words.join(' ')}` : program.replace(/ --$/v, '');
}

/** The command line that goes on in a workspace; without one the one that begins. */
export function comeBack(directory: string | undefined): string {
	return directory === undefined ? commandLine() : commandLine(typed(directory));
}
