import path from 'node:path';
import process from 'node:process';
import {onTestFinished} from 'vitest';
import {install, installation, isInstalled} from '../../source/targets/practice/install.js';
import {launch, type Running} from '../../source/targets/practice/launch.js';
import {findInterpreter, type Interpreter} from '../../source/tools/python/interpreter.js';
import {processesIn} from './processes.js';

export const launchedSecret = 'the-secret';

export type Launched = Running & {
	readonly port: number;
	/** The launcher's process id. */
	readonly pid: string;
	/** The file that it prints to. */
	readonly log: string;
};

/** Finds a Python that has the practice cloud installed, and installs it first if need be. */
export async function installed(directory: string): Promise<Interpreter> {
	const interpreter = await findInterpreter({target: 'practice', packages: []});
	if (!(await isInstalled(installation(interpreter)))) {
		const log = path.join(directory, 'install.log');
		await install(interpreter, {step: 'test', emit: () => undefined, signal: new AbortController().signal, log});
	}

	return interpreter;
}

/** Launches a practice cloud that stops after the test. */
export async function launched(interpreter: Interpreter, directory: string): Promise<Launched> {
	const log = path.join(directory, 'cloud.log');
	const cloud = await launch({installation: installation(interpreter), directory, secret: launchedSecret, log, signal: new AbortController().signal});
	onTestFinished(cloud.stop);
	const pid = processesIn(directory).find(id => id !== String(process.pid));
	if (pid === undefined) {
		throw new Error(`no process works in ${directory}`);
	}

	return {...cloud, port: Number(new URL(cloud.endpoint).port), pid, log};
}
