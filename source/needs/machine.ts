import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import prettyBytes from 'pretty-bytes';
import {freeAt, isThere, isWritable, nearestExisting} from '../disk/look.js';
import {ToolError, UsageError} from '../engine/errors.js';
import {childEnvironment} from '../tools/environment.js';
import {execute} from '../tools/process.js';
import type {Need, Surroundings} from './need.js';

/** What a walkthrough takes: two virtualenvs, one node_modules, the packages unpacked three times, zips and cloud state. */
const diskBytes = 1_000_000_000;
/** What is left to write where npm and pip have installed what they will: zips and cloud state. */
const begunBytes = 100_000_000;

/** The first npm with workspaces. */
const oldestNpm = 7;

/** Where process groups, file modes and the tools are as the walkthrough expects them. */
const systems: Readonly<Partial<Record<NodeJS.Platform, string>>> = {linux: 'Linux', darwin: 'macOS'};

/** The system, the programs of Node.js, and the place for the workspace. */
export const machineNeeds: readonly Need[] = [
	{id: 'system', title: 'Operating system', level: 'required', look: findSystem},
	{
		id: 'node',
		title: 'Node.js',
		level: 'required',
		// An older one is refused in cli.ts: it could not read this.
		look: async () => process.versions.node,
	},
	{id: 'npm', title: 'npm', level: 'required', look: findNpm},
	{id: 'directory', title: 'Directory', level: 'required', look: findWritable},
	{id: 'disk', title: 'Room on the disk', level: 'required', look: findRoom},
];

async function findSystem(): Promise<string> {
	const name = systems[process.platform];
	if (name === undefined) {
		throw new ToolError(`The tools of the walkthrough do not work together on ${process.platform}.`, {
			tryThis: 'Run layer-wizard on Linux, on macOS, or on Windows in WSL: https://learn.microsoft.com/windows/wsl/install.',
		});
	}

	// Microsoft's name in the kernel's release is how programs know WSL: https://github.com/microsoft/WSL/issues/423
	const isWsl = /microsoft/iv.test(os.release());
	return `${name}${isWsl ? ' in WSL' : ''}, ${process.arch}`;
}

async function findNpm({signal}: Surroundings): Promise<string> {
	const {exitCode, stdout} = await execute({file: 'npm', arguments: ['--version'], cwd: '/', env: childEnvironment({}), collect: true, signal});
	if (exitCode !== 0) {
		throw new ToolError('npm was not found on PATH, or does not run.', {tryThis: 'Node.js from nodejs.org brings npm with it; on Debian and Ubuntu: sudo apt install npm.'});
	}

	const version = stdout.trim();
	if (Number(version.split('.', 1)[0]) < oldestNpm) {
		throw new ToolError(`npm on PATH is ${version}, and the workspace needs npm ${oldestNpm} or newer.`, {tryThis: 'Update it: npm install --global npm@10.'});
	}

	return version;
}

async function findWritable({directory, usable}: Surroundings): Promise<string> {
	await usable;
	const place = await nearestExisting(directory);
	if (!isWritable(place)) {
		throw new UsageError(`The directory ${place} is not writable.`, {tryThis: 'Name a directory that is: layer-wizard ~/lambda-layers.'});
	}

	return directory;
}

async function findRoom({directory}: Surroundings): Promise<string> {
	const place = await nearestExisting(directory);
	const {bytes: free} = await freeAt(place);
	const isBegun = isThere(path.join(directory, 'node_modules'));
	const wanted = isBegun ? begunBytes : diskBytes;
	if (free < wanted) {
		throw new ToolError(`The disk of ${place} has ${Math.floor(free / 1e6)} MB free, and ${isBegun ? 'the rest of this' : 'a'} walkthrough takes about ${wanted / 1e6} MB.`, {
			tryThis: 'Make room, or name a directory on another disk.',
		});
	}

	return `${prettyBytes(free)} free`;
}
