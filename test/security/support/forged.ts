import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {writeLine} from '../../../source/engine/journal-line.js';
import {python} from '../../support/python.js';

/** A note as the journal has it. */
export const note = (id: string, value: unknown) => writeLine({v: 1, at: '2026-11-28T00:00:00.000Z', type: 'note', id, value});

export type Forged = {
	/** The Python that the journal names. */
	readonly python?: string;
	/** More lines of the journal. */
	readonly lines?: readonly string[];
};

/** What the walkthrough was begun with, beside its Python. */
export const answers = {target: 'practice', region: 'us-east-1', stage: 'dev', packages: ['six'], runtime: python.runtime} as const;

/** Makes a workspace as somebody would who was never here: nothing but a journal, each line with a valid checksum. */
export function forgeWorkspace(directory: string, {python: program = python.executable, lines = []}: Forged = {}): string {
	const state = path.join(directory, '.layer-wizard');
	mkdirSync(state, {recursive: true, mode: 0o700});
	const noted = [note('workspace', '6f0c3a52-8d0e-4e0b-9d5e-1d2f3a4b5c6d'), note('answers', {...answers, python: program})];
	writeFileSync(path.join(state, 'journal.jsonl'), [...noted, ...lines].join(''), {mode: 0o600});
	return directory;
}

/** A program that leaves a mark when it is run, whatever its arguments are. */
export function markingProgram(file: string, mark: string): string {
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, `#!/bin/sh\ntouch '${mark}'\nexit 1\n`);
	chmodSync(file, 0o755);
	return file;
}

/** Every command that works in a workspace, and asks nothing; with an argument for the directory. */
export const commandsIn = (directory: string): ReadonlyArray<readonly [string, readonly string[]]> => [
	['walk', [directory, '--yes', '--until', 'preflight']],
	['walk --dry-run', [directory, '--dry-run']],
	['walk --restart', [directory, '--yes', '--restart', '--until', 'preflight']],
	...['status', 'check', 'shell', 'script', 'transcript', 'policy', 'doctor'].map(name => [name, [name, directory]] as const),
	['clean', ['clean', directory, '--yes']],
	['clean --files', ['clean', directory, '--yes', '--files']],
];
