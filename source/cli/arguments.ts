import {Command, CommanderError, Option} from 'commander';
import {UsageError} from '../engine/errors.js';
import {chapterIds} from '../chapters/ids.js';
import {architectures} from '../lambda/runtimes.js';
import {languages} from '../lessons/languages.js';
import {commands, flagName, refuseForeign, type CommandName, type Request} from './flags.js';

export type Arguments
	= | Request
	/** `--help` or `--version`: the text to print. */
		| {readonly kind: 'text'; readonly text: string};

const collect = (value: string, earlier: readonly string[] | undefined): readonly string[] => [...(earlier ?? []), value];

/** What most commands are done with. */
const workspace = ['[directory]', 'the workspace (default: the one whose shell this is, else ./lambda-layers-walkthrough)'] as const;

/**
Reads the command line.

@throws UsageError for what is not in the contract, and for commands that are not available yet.
*/
export function readArguments(argv: readonly string[], version: string): Arguments {
	let text = '';
	let read: Request | undefined;
	const take = (kind: CommandName) => (directory: string | undefined) => {
		read = {kind, directory, flags: program.opts()};
	};

	const program = new Command('layer-wizard')
		.description('Walks you through AWS Lambda layers in Python: real tools, a practice cloud on this machine, a real invoke at the end.')
		.argument('[directory]', 'where the workspace is or will be (default: ./lambda-layers-walkthrough)')
		.option('-y, --yes', 'take every default, ask nothing')
		.option('--target <cloud>', 'practice (a cloud on this machine) or aws (default: practice)')
		.option('--profile <name>', 'the AWS profile to use, with --target aws')
		.option('--second-profile <name>', 'a profile of another account, to share the layer with (practice has a second account)')
		.option('--region <name>', 'the region (default: us-east-1)')
		.option('--stage <name>', 'the stage, a part of every stack\'s name (default: dev)')
		.option('--package <spec>', 'a package for the layer, as pip takes it; can be repeated (default: numpy)', collect)
		.option('--layer-name <name>', 'the layer\'s name (default: the plugin\'s)')
		.option('--runtime <name>', 'the Lambda runtime, e.g. python3.13 (default: this machine\'s Python)')
		.option('--arch <name>', `${architectures.join(' or ')} (default: this machine's)`)
		.option('--python <path>', 'the Python interpreter to use (default: the first fitting one on PATH)')
		.option('--trust-workspace', 'work in a workspace that belongs to another user, e.g. as root in a container')
		.option('--until <chapter>', `the last chapter: ${chapterIds.join(', ')} (default: ship, and with a terminal share)`)
		.option('--resume', 'go on in a workspace that must be there (without it: go on if it is)')
		.option('--restart', 'begin anew in a workspace: asks before anything of yours goes')
		.option('--files', 'with clean: remove the workspace\'s directory too')
		.option('--json', 'one JSON object a line on standard output')
		.option('--plain', 'lines of text instead of the interactive screen')
		.option('--dry-run', 'say what would be run and changed, and do nothing')
		.option('--lang <code>', `the language: ${languages.join(' or ')} (default: LC_ALL, LC_MESSAGES or LANG)`)
		.option('--no-color', 'no colours')
		.option('--verbose', 'show the tools\' output too, where the time went, and stacks of defects')
		.addOption(new Option('-V, --version', 'print the version'))
		.helpOption('-h, --help', 'print this help')
		.addHelpText('after', helpEnd())
		.exitOverride()
		.configureOutput({
			writeOut(written) {
				text += written;
			},
			writeErr() {
				// Commander's message comes as an exception too.
			},
		})
		.helpCommand(false)
		.action(take('walk'));
	for (const {name, purpose, subject = workspace, flags} of commands) {
		program.command(name)
			.description(purpose)
			.argument(...subject)
			.addHelpText('after', `\nIt takes of the walkthrough's flags: ${flags.map(flag => flagName(flag)).join(', ')}.`)
			.action(take(name));
	}

	try {
		program.parse([...argv], {from: 'user'});
	} catch (error) {
		if (!(error instanceof CommanderError)) {
			throw error;
		}

		if (error.exitCode === 0) {
			return {kind: 'text', text};
		}

		throw new UsageError(sentence(error.message), {tryThis: 'layer-wizard --help lists all flags.'});
	}

	if (program.opts<{readonly version?: boolean}>().version) {
		return {kind: 'text', text: `${version}\n`};
	}

	const {lang} = read?.flags ?? {};
	if (lang !== undefined && !(languages as readonly string[]).includes(lang)) {
		throw new UsageError(`--lang is ${languages.join(' or ')}, not ${JSON.stringify(lang)}.`);
	}

	if (read) {
		refuseForeign(read);
	}

	return read ?? {kind: 'text', text};
}

function helpEnd(): string {
	return `
Exit codes: 0 done, 1 a defect, 2 usage, 3 a tool failed or is missing, 4 the cloud refused, 5 a check failed, 130 interrupted, 141 nobody reads the output.`;
}

function sentence(message: string): string {
	const text = message.replace(/^error: /v, '').split('\n', 1)[0] ?? message;
	return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/v, '')}.`;
}
