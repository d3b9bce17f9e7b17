import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readArguments, type Arguments} from '../../source/cli/arguments.js';
import {commands, flagName, type Request} from '../../source/cli/flags.js';
import {UsageError} from '../../source/engine/errors.js';

const version = '1.2.3';

const texts = ['target', 'profile', 'region', 'stage', 'layerName', 'runtime', 'arch', 'python', 'until', 'lang'] as const;
const switches = ['yes', 'resume', 'restart', 'files', 'json', 'plain', 'dryRun', 'verbose'] as const;

/** Words that a command line may be made of, alone and glued together, and any others. */
const word = fc.oneof(
	fc.constantFrom(...[...texts, ...switches, 'package', 'color'].map(name => flagName(name)), ...commands.map(({name}) => name), '-y', '-yV', '-', '--', '-h', '-V', '--help', '--version', '--color', '--no-json', 'w', 'en', '', 'help', 'status', 'script', '__proto__', 'constructor'),
	fc.tuple(fc.constantFrom(...texts), fc.string()).map(([name, value]) => `${flagName(name)}=${value}`),
	fc.string(),
	fc.string({unit: 'binary'}),
);

function read(argv: readonly string[]): Arguments | undefined {
	try {
		return readArguments(argv, version);
	} catch (error) {
		expect(error).toBeInstanceOf(UsageError);
		return undefined;
	}
}

/** A request as one would type it. */
function print({kind, directory, flags: {color, package: packages = [], ...flags}}: Request): readonly string[] {
	return [
		...(kind === 'walk' ? [] : [kind]),
		...Object.entries(flags).map(([name, value]) => value === true ? flagName(name) : `${flagName(name)}=${String(value)}`),
		...packages.map(spec => `--package=${spec}`),
		...(color === false ? ['--no-color'] : []),
		...(directory === undefined ? [] : ['--', directory]),
	];
}

test('any command line is a request, a text, or a mistake that is named', () => {
	fc.assert(fc.property(fc.array(word, {maxLength: 6}), argv => {
		const found = read(argv);
		if (found === undefined || found.kind === 'text') {
			return;
		}

		const {kind, flags} = found;
		const takes = commands.find(({name}) => name === kind)?.flags;
		for (const name of Object.keys(flags)) {
			expect(name === 'color' || takes === undefined || (takes as readonly string[]).includes(name), name).toBe(true);
		}
	}), {numRuns: 5000});
});

test('what is read, printed and read again is the same', () => {
	fc.assert(fc.property(fc.array(word, {maxLength: 6}), argv => {
		const found = read(argv);
		if (found !== undefined && found.kind !== 'text') {
			expect(read(print(found))).toEqual(found);
		}
	}), {numRuns: 5000});
});

test('every flag of every command is read, and no command takes another\'s', () => {
	for (const {name, flags} of commands) {
		for (const flag of [...texts, ...switches]) {
			const typed = (texts as readonly string[]).includes(flag) ? `${flagName(flag)}=en` : flagName(flag);
			const found = read([name, typed]);
			expect(found !== undefined, `${name} ${typed}`).toBe((flags as readonly string[]).includes(flag));
		}
	}
});
