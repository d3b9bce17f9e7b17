import process from 'node:process';
import {ToolError} from '../engine/errors.js';
import {proxyVariables} from '../tools/proxies.js';
import {askProgram} from './ask-program.js';
import type {Need} from './need.js';
import {withoutPasswords} from './without-passwords.js';

/** Programs that parts of the walkthrough do without, and how each says its version. */
const programs = [
	{
		id: 'git',
		title: 'git',
		argv: ['git', '--version'],
		use: 'only packages that are named by a git address need it',
		cure: 'Install it from git-scm.com; on Debian and Ubuntu: sudo apt install git.',
	},
	{
		id: 'aws-cli',
		title: 'AWS command line',
		argv: ['aws', '--version'],
		use: 'only signing in to AWS with aws sso login, which it has from version 2 on, needs it',
		oldest: 2,
		cure: 'To sign in with SSO, install it: https://aws.amazon.com/cli/.',
	},
	{
		id: 'unzip',
		title: 'unzip',
		argv: ['unzip', '-v'],
		use: 'only hints of the exercises use it',
		cure: 'On Debian and Ubuntu: sudo apt install unzip; or look into zips with python3 -m zipfile -l.',
	},
] as const;

/** What makes the walkthrough easier, or explains what others do. */
export const usefulNeeds: readonly Need[] = [
	...programs.map(({id, title, argv, use, cure, ...program}): Need => ({
		id,
		title,
		level: 'useful',
		async look({signal}) {
			const {exitCode, stdout} = await askProgram(argv, signal);
			if (exitCode !== 0) {
				throw new ToolError(`${argv[0]} was not found on PATH, or does not run; ${use}.`, {tryThis: cure});
			}

			const version = /\d+(?:\.\d+)+/v.exec(stdout)?.[0];
			if ('oldest' in program && Number.parseInt(version ?? '', 10) < program.oldest) {
				throw new ToolError(`${argv[0]} on PATH is ${version}; ${use}.`, {tryThis: cure});
			}

			return version ?? 'there';
		},
	})),
	{
		id: 'proxies',
		title: 'Proxies',
		level: 'useful',
		async look() {
			const set = [...proxyVariables, 'no_proxy', 'NO_PROXY'].flatMap(name => process.env[name] ? [`${name}=${withoutPasswords(process.env[name])}`] : []);
			return set.length > 0 ? set.join(', ') : 'none set';
		},
	},
];
