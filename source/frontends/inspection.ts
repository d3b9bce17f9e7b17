import {styleText} from 'node:util';
import prettyBytes from 'pretty-bytes';
import type {StampedEvent} from '../engine/events.js';
import type {Contents, Inspected} from '../engine/findings.js';
import {limits} from '../lambda/limits.js';
import {brokenLines, declaredLines} from './declared-lines.js';
import {telling, type FrontEnd} from './frontend.js';
import {failureText} from './plain.js';

export type InspectionOptions = {
	readonly stdout: {write(text: string): unknown};
	readonly stderr: {write(text: string): unknown};
	readonly color: boolean;
};

type Place = {readonly runtime: string; readonly architecture: string};

/** What was found in a layer, as lines on standard output: what it is, what is in it, where it would run, and why not elsewhere. */
export function inspectionLines({stdout, stderr, color}: InspectionOptions): FrontEnd {
	const paint = (style: Parameters<typeof styleText>[0], text: string) => color ? styleText(style, text, {validateStream: false}) : text;
	const whole = (event: StampedEvent & Inspected): readonly string[] => {
		const {declared, at} = event;
		return [
			...whatItIs(event),
			...(declared ? declaredLines(declared, event, new Date(at)) : []),
			...whatIsInIt(event),
			'',
			...table(event, paint),
			...(declared ? brokenLines(declared).map(line => paint('red', line)) : []),
			...whyNot(event),
		];
	};

	return telling((event: StampedEvent) => {
		switch (event.type) {
			case 'inspected': {
				stdout.write(whole(event).map(line => `${line}\n`).join(''));
				break;
			}

			case 'warning': {
				stderr.write(`Warning: ${event.message}\n`);
				break;
			}

			case 'run.failed': {
				stderr.write(`${failureText(event.error)}\n`);
				break;
			}

			default: {
				break;
			}
		}
	});
}

function whatItIs({subject, form, zipBytes, unpackedBytes, contents}: Inspected): readonly string[] {
	const share = Math.ceil(unpackedBytes / limits.unzippedBytes * 100);
	const size = zipBytes === undefined ? '' : ` of ${prettyBytes(zipBytes)}`;
	return [
		`${subject}: a ${form}${size}, ${prettyBytes(unpackedBytes)} unpacked, ${contents.files} files`,
		`That is ${share} % of the ${limits.unzippedBytes.toLocaleString('en')} bytes that a function and its layers may have.`,
		...(zipBytes !== undefined && zipBytes > limits.directUploadBytes
			? [`It is too large to be sent with the call (${prettyBytes(limits.directUploadBytes, {binary: true})}); through S3 it can be.`]
			: []),
	];
}

function whatIsInIt({contents, wheels, binaries}: Inspected): readonly string[] {
	const kinds = grouped(binaries, ({system, machines}) => `${system} on ${machines.join(' and ') || 'some machine'}`);
	return [
		...largest(contents).map(({name, bytes, files}) => `  ${prettyBytes(bytes).padStart(8)}  ${name}${files > 1 ? `  (${files} files)` : ''}`),
		...wheels.map(({distribution, tags}) => `Package: ${distribution.replace('-', ' ')}, wheel for ${tags.join(', ')}`),
		...[...kinds].map(([kind, files]) => `Compiled for ${kind}: ${files.length} ${files.length === 1 ? 'file' : 'files'}${glibcOf(files)}`),
	];
}

/** Its largest parts; of one that holds all, that one's. */
function largest({members}: Contents): readonly Contents[] {
	const [only, another] = members;
	return only && !another && only.members.length > 0 ? largest(only).map(each => ({...each, name: only.name + each.name})) : members;
}

function glibcOf(files: Inspected['binaries']): string {
	const [newest] = files.flatMap(({glibc}) => glibc ? [glibc] : []).toSorted((one, other) => other[0] - one[0] || other[1] - one[1]);
	return newest ? `, glibc ${newest.join('.')} or newer` : '';
}

function table({verdicts}: Inspected, paint: (style: 'green' | 'red', text: string) => string): readonly string[] {
	const architectures = [...new Set(verdicts.map(({architecture}) => architecture))];
	const runtimes = [...new Set(verdicts.map(({runtime}) => runtime))];
	const width = Math.max(...runtimes.map(name => name.length));
	const cell = (runtime: string, architecture: string) => {
		const isFit = verdicts.some(each => each.runtime === runtime && each.architecture === architecture && each.faults.length === 0);
		return paint(isFit ? 'green' : 'red', (isFit ? '✓' : '✗').padEnd(architecture.length));
	};

	return [
		`${' '.repeat(width)}  ${architectures.join('  ')}`,
		...runtimes.map(runtime => `${runtime.padEnd(width)}  ${architectures.map(architecture => cell(runtime, architecture)).join('  ')}`.trimEnd()),
	];
}

/** Each fault once, with where it is one. */
function whyNot({verdicts}: Inspected): readonly string[] {
	const faults = grouped(verdicts.flatMap(({faults, ...place}) => faults.map(fault => ({fault, ...place}))), ({fault}) => fault);
	return faults.size === 0
		? []
		: ['', 'Why not:', ...[...faults].map(([fault, places]) => `  ${placesText(places, verdicts)}:\n    ${fault}`)];
}

/** Where a fault is one: `everywhere`, `all on arm64`, or runtimes by their names. */
function placesText(places: readonly Place[], all: readonly Place[]): string {
	const on = (architecture: string) => (each: Place) => each.architecture === architecture;
	const byArchitecture = grouped(places, ({architecture}) => architecture);
	return places.length === all.length
		? 'everywhere'
		: [...byArchitecture].map(([architecture, of]) => `${of.length === all.filter(on(architecture)).length ? 'all' : of.map(({runtime}) => runtime).join(', ')} on ${architecture}`).join('; ');
}

/** The values by their keys, both in the order in which they come first. */
function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): ReadonlyMap<string, readonly Value[]> {
	const groups = new Map<string, Value[]>();
	for (const value of values) {
		const key = keyOf(value);
		const group = groups.get(key) ?? [];
		group.push(value);
		groups.set(key, group);
	}

	return groups;
}
