import process from 'node:process';
import type {FrontEnd} from '../frontends/frontend.js';
import {languageOf, loadWords, type Words} from '../lessons/languages.js';
import type {CommandName, Flags, Request} from './flags.js';
import {checkFrontEnd, chooseFrontEnd, doctorFrontEnd, inspectFrontEnd, statusFrontEnd} from './frontend.js';
import type {Signals} from './signals.js';

type Command = {
	/** How it is told. */
	readonly frontEnd: (flags: Flags, words: Words, signals: Signals) => Promise<FrontEnd>;
	/** Does it and gives the exit code. */
	readonly run: (request: Request, frontEnd: FrontEnd, signals: Signals) => Promise<number>;
};

/** Every command. What one needs is loaded when it runs: not for help, versions and mistakes in flags. */
export const commands: Readonly<Record<CommandName, Command>> = {
	walk: {
		frontEnd: chooseFrontEnd,
		async run({directory, flags}, frontEnd, signals) {
			const [{walk}, {Timeline}] = await Promise.all([import('./walk.js'), import('../engine/timeline.js')]);
			const timeline = new Timeline();
			await walk(directory, flags, {frontEnd, signals, timeline});
			if (flags.verbose) {
				await frontEnd.close();
				const {timelineChart} = await import('../frontends/timeline-chart.js');
				process.stderr.write(timelineChart(timeline.spans).map(line => `${line}\n`).join(''));
			}

			return 0;
		},
	},
	doctor: {
		frontEnd: doctorFrontEnd,
		async run({directory, flags}, frontEnd, {signal}) {
			const {doctor} = await import('./doctor.js');
			await doctor(directory, flags, frontEnd, signal);
			return 0;
		},
	},
	status: {
		frontEnd: statusFrontEnd,
		async run({directory, flags}, frontEnd) {
			const {status} = await import('./status.js');
			status(directory, flags, frontEnd);
			return 0;
		},
	},
	shell: {
		// The screen is the shell's; only failures and warnings are told.
		frontEnd: async (flags, words, signals) => chooseFrontEnd({...flags, plain: true}, words, signals),
		async run({directory, flags}, frontEnd, signals) {
			const {shell} = await import('./shell.js');
			return shell(directory, flags, {...frontEnd, signals});
		},
	},
	clean: {
		// What it says by itself is little, and worth being seen.
		frontEnd: async (flags, words, signals) => chooseFrontEnd({...flags, verbose: true}, words, signals),
		async run({directory, flags}, frontEnd, signals) {
			const {clean} = await import('./clean.js');
			await clean(directory, flags, frontEnd, signals);
			return 0;
		},
	},
	check: {
		frontEnd: checkFrontEnd,
		async run({directory, flags}, frontEnd, {signal}) {
			const {check} = await import('./check.js');
			await check(directory, flags, {listen: frontEnd.listen, signal});
			return 0;
		},
	},
	policy: {
		// What it prints is the policy alone; only failures are told.
		frontEnd: async (flags, words, signals) => chooseFrontEnd({...flags, plain: true}, words, signals),
		async run({directory, flags}) {
			const {policy} = await import('./policy.js');
			policy(directory, flags);
			return 0;
		},
	},
	script: {
		// What it prints is the script alone; only failures are told.
		frontEnd: async (flags, words, signals) => chooseFrontEnd({...flags, plain: true}, words, signals),
		async run({directory, flags}) {
			const {script} = await import('./script.js');
			await script(directory, flags);
			return 0;
		},
	},
	transcript: {
		frontEnd: async (flags, words, signals) => chooseFrontEnd({...flags, plain: true}, words, signals),
		async run({directory, flags}) {
			const [{transcript}, words] = await Promise.all([import('./transcript.js'), loadWords(languageOf(flags.lang, process.env))]);
			await transcript(directory, flags, words);
			return 0;
		},
	},
	inspect: {
		frontEnd: inspectFrontEnd,
		async run({directory, flags}, frontEnd, {signal}) {
			const {inspect} = await import('./inspect.js');
			await inspect(directory, flags, frontEnd, signal);
			return 0;
		},
	},
};
