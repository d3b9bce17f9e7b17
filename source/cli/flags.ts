import {UsageError} from '../engine/errors.js';

/** The flags as given; every one is optional. */
export type Flags = {
	readonly yes?: boolean;
	readonly target?: string;
	readonly profile?: string;
	readonly secondProfile?: string;
	readonly region?: string;
	readonly stage?: string;
	readonly package?: readonly string[];
	readonly layerName?: string;
	readonly runtime?: string;
	readonly arch?: string;
	readonly python?: string;
	readonly trustWorkspace?: boolean;
	readonly until?: string;
	readonly resume?: boolean;
	readonly restart?: boolean;
	readonly files?: boolean;
	readonly json?: boolean;
	readonly plain?: boolean;
	readonly dryRun?: boolean;
	readonly lang?: string;
	readonly color?: boolean;
	readonly verbose?: boolean;
};

/** What can be done with a workspace; `walk` is done without a word for it. */
export type CommandName = 'walk' | 'doctor' | 'status' | 'shell' | 'check' | 'clean' | 'policy' | 'inspect' | 'script' | 'transcript';

export type Request = {readonly kind: CommandName; readonly directory: string | undefined; readonly flags: Flags};

type Command = {
	readonly name: Exclude<CommandName, 'walk'>;
	readonly purpose: string;
	/** What it is done with, where that is no workspace: a name and what it stands for. */
	readonly subject?: readonly [string, string];
	readonly flags: ReadonlyArray<keyof Flags>;
};

/** Commands before and after a walkthrough, and the walkthrough's flags that mean something to them. */
export const commands: readonly Command[] = [
	{
		name: 'doctor',
		purpose: 'look at all that a walkthrough needs, and say what is missing and how to get it',
		flags: ['json', 'plain', 'color', 'verbose', 'python', 'runtime', 'arch', 'target', 'profile', 'region', 'lang', 'trustWorkspace'],
	},
	{name: 'status', purpose: 'say where a walkthrough stands, with its numbers so far; it only reads', flags: ['json', 'plain', 'color', 'verbose', 'lang', 'trustWorkspace']},
	{name: 'shell', purpose: 'open a shell in which the lesson\'s commands can be typed: practice cloud up, virtualenv active, sls on PATH', flags: ['verbose', 'python', 'trustWorkspace']},
	{
		name: 'clean',
		purpose: 'remove what the walkthrough made in the cloud, and prove it; with --files the workspace too',
		flags: ['yes', 'files', 'profile', 'python', 'json', 'plain', 'color', 'verbose', 'lang', 'trustWorkspace'],
	},
	{name: 'check', purpose: 'say which of the exercises in the workspace\'s README.md are done', flags: ['json', 'plain', 'color', 'verbose', 'python', 'trustWorkspace']},
	{name: 'policy', purpose: 'print the IAM policy that the walkthrough needs in an AWS account', flags: ['region', 'stage', 'layerName', 'verbose', 'trustWorkspace']},
	{name: 'script', purpose: 'print what was done as a shell script that needs nothing of the wizard', flags: ['verbose', 'trustWorkspace']},
	{name: 'transcript', purpose: 'print what was done as Markdown: commands, what they printed, numbers, the change of serverless.yml', flags: ['verbose', 'lang', 'trustWorkspace']},
	{
		name: 'inspect',
		purpose: 'say what is in a layer, and in which runtimes it would not run, and why',
		subject: ['[layer]', 'a zip, a directory with what would be in one, or the ARN of a layer version'],
		flags: ['json', 'plain', 'color', 'verbose', 'target', 'profile', 'python', 'trustWorkspace'],
	},
];

/** Flags that only commands take. */
const commandFlags: ReadonlyArray<keyof Flags> = ['files'];

/** Throws a UsageError for a flag that means nothing to what it is given to. */
export function refuseForeign({kind, flags}: Request): void {
	const command = commands.find(({name}) => name === kind);
	const takes = (flag: string) => command ? (command.flags as readonly string[]).includes(flag) : !(commandFlags as readonly string[]).includes(flag);
	// Commander sets `color` by itself: it is the default of --no-color.
	const foreign = Object.entries(flags).find(([flag, value]) => !takes(flag) && !(flag === 'color' && value));
	if (foreign) {
		const [flag] = foreign;
		throw new UsageError(`${command?.name ?? 'The walkthrough'} does not take ${flagName(flag)}.`, {
			tryThis: `layer-wizard ${command?.name ?? 'clean'} --help lists what ${command ? 'it' : 'clean'} takes.`,
		});
	}
}

/** A flag as it is typed, from its name in the code. */
export function flagName(name: string): string {
	return name === 'color' ? '--no-color' : `--${name.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`)}`;
}
