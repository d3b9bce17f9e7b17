import path from 'node:path';
import {ToolError} from '../engine/errors.js';
import {networkTroubleIn} from '../tools/network-trouble.js';
import type {Outcome} from '../tools/process.js';
import {reasonOf} from '../tools/reasons.js';
import {askProgram} from './ask-program.js';
import type {Need} from './need.js';
import {withoutPasswords} from './without-passwords.js';

/** A package that both projects of the workspace take from npm's registry. */
const npmPackage = 'osls';

/** How long pip and npm wait for one answer, in seconds. */
const timeout = 4;

/**
Where packages come from, asked by the tools themselves, so with the person's own settings: indexes, proxies, certificates.
Not required: with warm caches a walkthrough needs neither.
*/
export const registryNeeds: readonly Need[] = [
	{
		id: 'pip-index',
		title: 'Package index of pip',
		level: 'useful',
		after: 'pip',
		async look({interpreter, signal}) {
			const {executable, pipWheel, packageNames: [name = 'pip']} = await interpreter;
			// The pip that virtualenvs get runs from its wheel too, and the interpreter may have none of its own.
			const pip = pipWheel === undefined ? ['-m', 'pip'] : [path.join(pipWheel, 'pip')];
			// Only from the second attempt on does pip say that it was the network.
			const outcome = await askProgram([executable, '-I', ...pip, 'index', 'versions', name, '--timeout', String(timeout), '--retries', '1', '--disable-pip-version-check'], signal);
			return answerOf(outcome, {name, version: /^\S+ \((?<version>[^\)]+)\)$/mv, who: 'pip', settings: 'python3 -m pip config list'});
		},
	},
	{
		id: 'npm-registry',
		title: 'Registry of npm',
		level: 'useful',
		after: 'npm',
		async look({signal}) {
			const outcome = await askProgram(['npm', 'view', npmPackage, 'version', '--fetch-retries=0', `--fetch-timeout=${timeout * 1000}`], signal);
			return answerOf(outcome, {name: npmPackage, version: /^(?<version>\d\S*)$/mv, who: 'npm', settings: 'npm config list'});
		},
	},
];

type Asked = {
	readonly name: string;
	/** Where the answer names the newest version. */
	readonly version: RegExp;
	readonly who: string;
	/** The command that shows the settings that it asks with. */
	readonly settings: string;
};

function answerOf(outcome: Outcome, {name, version, who, settings}: Asked): string {
	if (outcome.exitCode !== 0) {
		throw new ToolError(`${who} cannot get ${name}: ${withoutPasswords(networkTroubleIn(outcome.tail)?.message ?? reasonOf(outcome))}.`, {
			tryThis: `Packages in its cache still work. To reach it, look at the network, the proxies and its settings: ${settings}.`,
		});
	}

	return `answers, with ${[name, version.exec(outcome.stdout)?.groups?.version ?? ''].join(' ').trim()}`;
}
