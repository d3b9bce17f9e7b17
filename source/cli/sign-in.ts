import process from 'node:process';
import {ToolError} from '../engine/errors.js';
import {loginCommand} from '../targets/aws/credentials.js';
import {quote} from '../tools/command.js';
import {ownEnvironment} from '../tools/environment.js';
import {interact} from '../tools/interactive.js';

/**
Signs in again by AWS's own command line, which has the terminal meanwhile.

@throws ToolError when that is not installed or fails; Interrupted on abort.
*/
export async function signIn(profile: string | undefined, signal: AbortSignal): Promise<void> {
	const [file, ...argv] = loginCommand(profile);
	const shown = [file, ...argv].map(word => quote(word)).join(' ');
	const exitCode = await interact({
		file, arguments: argv, cwd: process.cwd(), env: ownEnvironment(), hasTerminal: true, signal,
		missing: 'Install the AWS command line: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
	});
	if (exitCode !== 0) {
		throw new ToolError(`${shown} failed with exit code ${exitCode}.`, {command: shown, tryThis: 'Read what it said above, then run the same command again.'});
	}
}
