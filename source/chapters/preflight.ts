import {access, constants, stat, statfs} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {ToolError, UsageError} from '../engine/errors.js';
import {childEnvironment} from '../tools/environment.js';
import {execute} from '../tools/process.js';
import {words, type Context, type WalkChapter, type WalkStep} from './context.js';
import {makeState} from './workspace.js';

/** What a walkthrough takes: two virtualenvs, one node_modules, the packages unpacked three times, zips and cloud state. */
const diskBytes = 1_000_000_000;

/** The first npm with workspaces. */
const oldestNpm = 7;

const tools: WalkStep = {
	id: 'preflight.tools',
	title: 'Look for the tools',
	needs: [],
	plan: () => ({}),
	async verify(context) {
		const {interpreter, workspace} = context.walk;
		if (process.platform !== 'linux') {
			throw new ToolError(`pip on ${process.platform} installs compiled packages that Lambda, which is Linux, cannot load.`, {
				tryThis: 'Run layer-wizard on Linux, in a Linux virtual machine, or in WSL on Windows.',
			});
		}

		if (!interpreter.hasVenv) {
			const minor = interpreter.version.split('.', 2).join('.');
			throw new ToolError(`Python ${interpreter.version} at ${interpreter.executable} cannot make virtualenvs with pip: it comes without ensurepip or venv.`, {
				tryThis: `On Debian and Ubuntu: sudo apt install python${minor}-venv. Elsewhere: install Python from python.org and name it with --python.`,
			});
		}

		await findNpm(context);
		const place = await nearestExisting(workspace.directory);
		await access(place, constants.W_OK).catch((error: unknown) => {
			throw new UsageError(`The directory ${place} is not writable.`, {tryThis: 'Name a directory that is: layer-wizard ~/lambda-layers.', cause: error});
		});
		const {bavail, bsize} = await statfs(place);
		if (bavail * bsize < diskBytes) {
			throw new ToolError(`The disk of ${place} has ${Math.floor(bavail * bsize / 1e6)} MB free, and a walkthrough takes about ${diskBytes / 1e6} MB.`, {
				tryThis: 'Make room, or name a directory on another disk.',
			});
		}

		return {done: true};
	},
};

const makeWorkspace: WalkStep = {
	id: 'preflight.workspace',
	title: 'Make the workspace',
	needs: [tools.id],
	plan: ({workspace}) => ({changes: [`create ${workspace.directory}`]}),
	async run({workspace, walk}) {
		await makeState(workspace);
		walk.journal.open();
	},
	async verify({workspace}) {
		const found = await stat(workspace.journal).then(() => true, () => false);
		return found ? {done: true} : {done: false, why: `${workspace.journal} is not there`};
	},
};

const installCloud: WalkStep = {
	id: 'preflight.cloud-install',
	title: 'Install the practice cloud',
	needs: [makeWorkspace.id],
	applies: ({settings}) => settings.target === 'practice',
	plan: () => ({changes: ['install MiniStack into the cache, once for all workspaces']}),
	run: async ({walk, targetIo}) => walk.target.install(targetIo),
	async verify({walk}) {
		return await walk.target.isInstalled() ? {done: true} : {done: false, why: 'the practice cloud is not in the cache'};
	},
};

const startCloud: WalkStep = {
	id: 'preflight.cloud',
	title: 'Reach the cloud',
	needs: [installCloud.id],
	plan: ({walk}) => ({changes: [`use the ${walk.target.description}`]}),
	async run({walk, targetIo}) {
		walk.cloud = await walk.target.start(targetIo);
	},
	async verify({walk, signal}) {
		if (!walk.cloud) {
			return {done: false, why: 'the cloud was not started'};
		}

		const {account} = await walk.cloud.api.identity(signal);
		const {endpoint} = walk.cloud;
		return {done: true, facts: [...(endpoint ? [words('cloud.endpoint', endpoint)] : []), words('cloud.account', account)]};
	},
};

/** Finds what the walkthrough needs before anything is made, then makes the workspace and reaches the cloud. */
export const preflight: WalkChapter = {
	id: 'preflight',
	title: 'What is needed',
	steps: [tools, makeWorkspace, installCloud, startCloud],
};

async function findNpm({signal}: Context): Promise<void> {
	const {exitCode, stdout} = await execute({file: 'npm', arguments: ['--version'], cwd: '/', env: childEnvironment({}), collect: true, signal});
	if (exitCode !== 0) {
		throw new ToolError('npm was not found on PATH, or does not run.', {tryThis: 'Node.js from nodejs.org brings npm with it; on Debian and Ubuntu: sudo apt install npm.'});
	}

	const version = stdout.trim();
	if (Number(version.split('.', 1)[0]) < oldestNpm) {
		throw new ToolError(`npm on PATH is ${version}, and the workspace needs npm ${oldestNpm} or newer.`, {tryThis: 'Update it: npm install --global npm@10.'});
	}
}

async function nearestExisting(directory: string): Promise<string> {
	return stat(directory).then(() => directory, async () => nearestExisting(path.dirname(directory)));
}
