import {binaryFault, type Binary} from './binaries.js';
import {isImportable, reaches, topOf} from './layer-paths.js';
import {architectures, runtimes, type Architecture, type Runtime} from './runtimes.js';
import {overweight} from './sizes.js';
import {lambdaPlace, wheelFit, type Wheel} from './wheels.js';

/** What is known of a layer's inside. */
export type LayerInside = {
	readonly unpackedBytes: number;
	/** Paths of its files, with `/`. */
	readonly paths: readonly string[];
	readonly wheels: ReadonlyArray<Wheel & {readonly path: string}>;
	readonly binaries: readonly Binary[];
};

/** Whether a layer would work in a runtime; what speaks against it in sentences without their full stops. */
export type Verdict = {readonly runtime: string; readonly architecture: Architecture; readonly faults: readonly string[]};

/** One verdict for each runtime and architecture, newest first. By what the files say of themselves: nothing is run. */
export const verdictsOn = (inside: LayerInside): readonly Verdict[] => runtimes.flatMap(runtime => architectures.map(architecture => (
	{
		runtime: runtime.name,
		architecture,
		faults: [...weightFault(inside), ...pathFault(inside, runtime), ...wheelFaults(inside, runtime, architecture), ...binaryFaults(inside, runtime, architecture)],
	}
)));

function weightFault({unpackedBytes}: LayerInside): readonly string[] {
	return [overweight([{name: 'It is', bytes: unpackedBytes}])].flatMap(fault => fault ?? []);
}

function pathFault({paths}: LayerInside, runtime: Runtime): readonly string[] {
	if (paths.some(path => isImportable(path, runtime))) {
		return [];
	}

	const top = topOf(paths);
	const holds = top.length === 0 ? 'it is empty' : `it holds ${top.slice(0, 3).join(', ')}${top.length > 3 ? ` and ${top.length - 3} more` : ''}`;
	return [`Python finds nothing in it: modules belong into python/, or for one version into e.g. python/lib/python3.13/site-packages/, and ${holds}`];
}

function wheelFaults({wheels}: LayerInside, runtime: Runtime, architecture: Architecture): readonly string[] {
	const place = lambdaPlace(runtime, architecture);
	return wheels
		.filter(wheel => reaches(wheel.path, runtime) && wheelFit(wheel, place) === 'unfit')
		.map(({distribution, tags}) => `the wheel of ${distribution.replace('-', ' ')} is for ${tags[0] ?? 'nothing that it names'}`);
}

function binaryFaults({binaries}: LayerInside, runtime: Runtime, architecture: Architecture): readonly string[] {
	const faults = binaries.filter(({path}) => reaches(path, runtime)).flatMap(binary => binaryFault(binary, runtime, architecture) ?? []);
	const [first, ...others] = faults;
	return first === undefined ? [] : [[first, ...others.length === 0 ? [] : [`and ${others.length === 1 ? 'one more file does' : `${others.length} more files do`} not fit`]].join(', ')];
}
