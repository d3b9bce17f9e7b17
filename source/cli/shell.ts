import path from 'node:path';
import process from 'node:process';
import {isRunnable} from '../disk/look.js';
import {UsageError} from '../engine/errors.js';
import {broadcast, type Listener} from '../engine/events.js';
import {sanitizeLine} from '../engine/sanitize.js';
import type {FrontEnd} from '../frontends/frontend.js';
import type {Cloud, Target} from '../targets/target.js';
import {activated, shellEnvironment} from '../tools/environment.js';
import {interact} from '../tools/interactive.js';
import {serverlessProxies} from '../tools/proxies.js';
import {shellVariable, workspaceVariable} from './directory.js';
import {comeBack} from './come-back.js';
import {holdOn} from './hold.js';
import {presentWorkspace, startCloud, type Present, type PresentFlags} from './present.js';
import {startFiles} from './shell-files.js';
import type {Signals} from './signals.js';

const plainShell = '/bin/sh';

type Calling = Pick<FrontEnd, 'listen'> & {readonly signals: Signals};

/**
A shell in which everything that the lesson shows can be typed: the practice cloud is up, its endpoint and key are set, the
function's virtualenv is active, `sls` and `layer-wizard` are on PATH. Ends with the shell, and with it the cloud.

@returns The shell's exit code.
@throws WizardError when there is nothing to work with, or the cloud or the shell does not start.
*/
export async function shell(directory: string | undefined, flags: PresentFlags, {listen, signals}: Calling): Promise<number> {
	const present = await presentWorkspace(directory, {flags});
	const {workspace} = present;
	if (process.env[workspaceVariable] === workspace.directory) {
		throw new UsageError(`This is the shell of ${workspace.directory} already.`, {tryThis: 'Leave it with exit.'});
	}

	await mustExist(present);
	const hold = holdOn(workspace, signals);
	try {
		await hold.take(present.interpreter.executable);
		return await shellIn(present, listen, signals);
	} finally {
		await hold.release();
	}
}

async function shellIn(present: Present, listen: Listener, {signal, leaveKeyboardTo}: Signals): Promise<number> {
	const {workspace, target} = present;
	// An empty one counts as none.
	const file = process.env.SHELL === '' ? plainShell : process.env.SHELL ?? plainShell;
	const hasTerminal = process.stdin.isTTY;
	const files = await startFiles(workspace, file);
	const cloud = await startCloud(present, {step: 'shell', signal, log: workspace.logOf('shell'), emit: broadcast([listen])});
	try {
		const {PATH = '', ...active} = activated(workspace.function.venv, workspace.npmCommands);
		const own = shellEnvironment({
			...active,
			PATH: `${files.commands}${path.delimiter}${PATH}`,
			...(hasTerminal && files.env),
			...await cloud.environment(),
			[workspaceVariable]: workspace.directory,
			[shellVariable]: String(process.pid),
		});
		const env = serverlessProxies(own, cloud.proxy);
		process.stderr.write([
			cloudLine(target, cloud),
			`The virtualenv of ${workspace.function.name} is active; python, pip, npx and sls are on PATH.`,
			...(hasTerminal ? ['Verify the exercises of README.md: layer-wizard check. Leave: exit.'] : []),
			'',
		].map(line => `${sanitizeLine(line)}\n`).join(''));
		return await leaveKeyboardTo(async () => interact({
			file,
			arguments: hasTerminal ? files.arguments : [],
			cwd: workspace.function.directory,
			env,
			missing: 'Set SHELL to a shell that is there, e.g. SHELL=/bin/sh.',
			hasTerminal,
			signal,
		}));
	} finally {
		await cloud.stop();
	}
}

function cloudLine({name, description}: Target, {endpoint, region}: Cloud): string {
	return name === 'practice'
		? `The practice cloud answers at ${endpoint}, region ${region}; its key is set in this shell only.`
		: `Commands in this shell change the ${description}; its keys are set here only, for as long as they last.`;
}

/** What the shell promises must be there; an early end of the walkthrough leaves it out. */
async function mustExist({workspace}: Present): Promise<void> {
	for (const file of [path.join(workspace.function.venv, 'bin', 'python'), path.join(workspace.npmCommands, 'osls')]) {
		if (!await isRunnable(file)) {
			throw new UsageError(`The walkthrough in ${workspace.directory} has not come far enough: there is no ${path.relative(workspace.directory, file)}.`, {
				tryThis: `Go on with it first: ${comeBack(workspace.directory)}.`,
			});
		}
	}
}
