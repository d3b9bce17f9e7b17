import {runtimes} from '../lambda/runtimes.js';
import type {Outcome} from './process.js';

/** Where a tool says why it failed: in the last line that matches (or the first), or one near it. */
type Telling = {readonly pattern: RegExp; readonly offset?: number; readonly first?: boolean};

const ofDisk: readonly Telling[] = [
	{pattern: /(?<reason>\[Errno \d+\] (?:no space left on device|disk quota exceeded|read-only file system|file too large).*)$/iv, first: true},
	{pattern: /(?<reason>\bE(?:NOSPC|DQUOT|ROFS|FBIG)\b[:,] ?(?:no space left on device|disk quota exceeded|read-only file system|file too large).*)$/iv, first: true},
	{pattern: /^cp: .*(?<reason>No space left on device|Disk quota exceeded|Read-only file system)$/v},
];

/** Most telling first. */
const reasons: readonly Telling[] = [
	// A disk that is full, whoever says it: each tool says a lot more that follows from it.
	...ofDisk,
	// Pip quotes the output of a package that does not build between brackets; its last line says most.
	{pattern: /^\s*\[end of output\]$/v, offset: -1},
	{pattern: /^ERROR: (?<reason>(?:No matching distribution|HTTP error|Cannot|Invalid|THESE PACKAGES DO NOT MATCH).*)$/v},
	{pattern: /^ERROR: (?<reason>.+)$/v},
	{pattern: /^npm error (?!code |errno |syscall |path |A complete log)(?<reason>.+)$/v, first: true},
	// The last line of a Python traceback, e.g. of a handler that was run here.
	{pattern: /^(?<reason>(?:\w+\.)*\w+(?:Error|Exception): .+)$/v},
	// Of a stack Serverless names the resource first, and below it what the cloud said.
	{pattern: /^(?:CREATE|UPDATE|DELETE)_FAILED: /v, offset: 1},
	// Serverless gives the reason a line of its own below the heading.
	{pattern: /^Error:$/v, offset: 1},
	{pattern: /^(?<reason>(?:\w*Error|\w*Exception)\b.+)$/v},
];

/** What can be done about a reason. */
const cures: ReadonlyArray<{readonly pattern: RegExp; readonly tryThis: string}> = [
	{pattern: /no space left on device/iv, tryThis: 'Make room on the disk, then run the same command again: it goes on where it stopped.'},
	{pattern: /disk quota exceeded/iv, tryThis: 'Your disk quota is used up: make room, then run the same command again.'},
	{pattern: /read-only file system/iv, tryThis: 'Name a directory on another file system, or have that one made writable again.'},
	{pattern: /file too large/iv, tryThis: 'Raise the limit of file sizes with ulimit -f unlimited, then run the same command again.'},
	{pattern: /^No matching distribution found/v, tryThis: 'Look at the name and the version. Begin anew with another package: --restart --package <name>.'},
	{
		// The YAML of most tutorials.
		pattern: /^Configuration error at 'package': unrecognized property '(?:ex|in)clude'/v,
		tryThis: 'Serverless knows only package.patterns now: write the lines of exclude there, each with ! before it, and those of include as they are.',
	},
	{
		pattern: /^Configuration error at 'provider\.runtime': must be equal to one of/v,
		tryThis: `Name a Python that Lambda still runs, the same as in venv: ${runtimes.map(({name}) => name).join(', ')}.`,
	},
];

/** True for the reason of a disk that is full or that may not be written. */
export const isOfDisk = (reason: string): boolean => /no space left on device|disk quota exceeded|read-only file system|file too large/iv.test(reason);

export const cureOf = (reason: string): string | undefined => cures.find(({pattern}) => pattern.test(reason))?.tryThis;

/** One line that says why, in the tool's own words. */
export function reasonOf({tail, exitCode, startError}: Outcome): string {
	if (startError) {
		return startError === 'ENOENT' ? 'the program was not found' : `it could not be started (${startError})`;
	}

	return toldIn(tail, reasons) ?? tail.findLast(line => line.trim() !== '')?.trim() ?? `it ended with exit code ${exitCode ?? 'none'} and printed nothing`;
}

/** What somebody said of a disk that is full or may not be written; undefined when nobody did. */
export const diskReasonIn = (lines: readonly string[]): string | undefined => toldIn(lines, ofDisk);

function toldIn(lines: readonly string[], tellings: readonly Telling[]): string | undefined {
	for (const {pattern, offset = 0, first = false} of tellings) {
		const index = lines[first ? 'findIndex' : 'findLastIndex'](line => pattern.test(line));
		const line = lines[index + offset];
		if (index !== -1 && line !== undefined) {
			return (pattern.exec(line)?.groups?.reason ?? line).trim();
		}
	}

	return undefined;
}
