import path from 'node:path';
import process from 'node:process';
import {makeDirectory} from '../../disk/directory.js';
import {lookAt, namesIn} from '../../disk/look.js';
import {readIfPresent} from '../../disk/read.js';
import {draftMark, removeStaleDrafts} from '../../disk/stale-drafts.js';
import {makeTemporary, move, remove, touch} from '../../disk/write.js';
import {cacheDirectory} from '../../files/cache.js';
import {minorOf, type Packing} from '../../lambda/packing.js';
import {pipWords} from '../../lambda/platforms.js';
import type {Architecture, Runtime} from '../../lambda/runtimes.js';
import {activated, childEnvironment, type Variables} from '../environment.js';
import {execute} from '../process.js';
import {canonical} from './environment.js';

/** For whom the wheels are. */
export type WheelUser = {
	/** This machine's Python, e.g. `3.11.7`. */
	readonly version: string;
	readonly packing: Packing;
	readonly runtime: Runtime;
	readonly architecture: Architecture;
};

/** What all wheels together may take, in bytes; those that were not used for longest go first. */
const roomForWheels = 500_000_000;

/** At most until the wheels are kept, in milliseconds: a run does not wait long for what only a later one may need. */
const patience = 30_000;

const allWheels = (): string => path.join(cacheDirectory(), 'wheels');

/** The wheels that earlier walkthroughs of this kind used. Pip's own cache holds them too, but pip does not look there without an index. */
function wheelhouse({version, packing, runtime, architecture}: WheelUser): string {
	return path.join(allWheels(), [minorOf(version), packing, runtime.name, architecture].join('-'));
}

/** Has pip take the wheels that were kept, and ask no index. */
export function withoutIndex(user: WheelUser): Variables {
	return {PIP_NO_INDEX: '1', PIP_FIND_LINKS: [wheelhouse(user), process.env.PIP_FIND_LINKS ?? ''].join(' ').trim()};
}

/** The kept versions of packages, e.g. `numpy 2.2.6`; undefined when one of them has none. */
export async function keptPackages(user: WheelUser, names: readonly string[]): Promise<readonly string[] | undefined> {
	const wheels = await wheelsIn(wheelhouse(user));
	const kept = names.map(name => wheels.filter(wheel => wheel.name === canonical(name)).map(({version}) => `${name} ${version}`));
	return kept.every(versions => versions.length > 0) ? kept.flat() : undefined;
}

type Keeping = {
	readonly user: WheelUser;
	/** Where the packages are installed, and the requirements.txt that pip froze of them. */
	readonly venv: string;
	readonly requirements: string;
	readonly signal: AbortSignal;
};

/** Keeps the wheels of what a project froze, mostly out of pip's own cache. Only a later run may need them, so that a failure is no matter of this one. */
export async function keepWheels({user, venv, requirements, signal}: Keeping): Promise<void> {
	const house = wheelhouse(user);
	const text = await readIfPresent(requirements) ?? '';
	const frozen = text.split('\n').filter(line => line.includes('=='));
	const kept = await wheelsIn(house);
	const used = kept.filter(({name, version}) => frozen.some(line => line.toLowerCase() === `${name}==${version}`.toLowerCase()));
	await Promise.allSettled(used.map(async ({file}) => touch(file)));
	if (used.length >= frozen.length) {
		return;
	}

	const here = ['wheel', '--wheel-dir'];
	const forLambda = ['download', ...pipWords(user.runtime, user.architecture), '--dest'];
	try {
		await makeDirectory(house);
		await removeStaleDrafts(house);
		const draft = await makeTemporary(path.join(house, draftMark));
		try {
			for (const words of user.packing === 'cross' ? [forLambda, here] : [here]) {
				await execute({
					file: path.join(venv, 'bin', 'python'),
					arguments: ['-m', 'pip', ...words, draft, '--no-deps', '--prefer-binary', '-r', requirements],
					cwd: path.dirname(venv),
					env: childEnvironment(activated(venv, venv)),
					signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
				});
			}

			for (const file of await namesIn(draft)) {
				await move(path.join(draft, file), path.join(house, file));
			}
		} finally {
			await remove(draft);
		}

		await makeRoom();
	} catch {
		signal.throwIfAborted();
	}
}

type Wheel = {readonly file: string; readonly name: string; readonly version: string};

async function wheelsIn(folder: string): Promise<readonly Wheel[]> {
	const files = await namesIn(folder);
	return files.filter(file => file.endsWith('.whl')).map(file => {
		const [name = '', version = ''] = file.split('-');
		return {file: path.join(folder, file), name: canonical(name), version};
	});
}

/** Removes the wheels that were not used for longest, until the others are within bounds. */
async function makeRoom(): Promise<void> {
	const houses = await namesIn(allWheels());
	const wheels = await Promise.all(houses.map(async house => wheelsIn(path.join(allWheels(), house))));
	const sizes = wheels.flat().map(({file}) => ({file, size: lookAt(file)?.size ?? 0, usedAt: lookAt(file)?.mtimeMs ?? 0}));
	let room = roomForWheels;
	for (const {file, size} of sizes.toSorted((one, other) => other.usedAt - one.usedAt)) {
		room -= size;
		if (room < 0) {
			await remove(file);
		}
	}
}
