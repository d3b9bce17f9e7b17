import path from 'node:path';
import {beforeEach, describe, expect, test} from 'vitest';
import type {Settings} from '../../source/chapters/context.js';
import {packingFault} from '../../source/chapters/contents.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import type {WizardEvent} from '../../source/engine/events.js';
import type {Runtime} from '../../source/lambda/runtimes.js';
import {isWheelFile, readArchive} from '../../source/tools/archive.js';
import {contextFor} from '../support/context.js';
import {temporaryDirectory} from '../support/directory.js';
import {makePackages} from '../support/small-packages.js';

const python313: Runtime = {name: 'python3.13', version: '3.13', glibc: [2, 34]};
const python311: Runtime = {name: 'python3.11', version: '3.11', glibc: [2, 26]};

const warnings: WizardEvent[] = [];
beforeEach(() => {
	warnings.length = 0;
});

/** What is wrong with a zip that holds this wheel, unpacked as pip does. */
async function faultOf(wheel: string, runtime: Runtime, changes: Partial<Settings> = {}): Promise<string | undefined> {
	const directory = temporaryDirectory();
	makePackages(directory, [wheel]);
	const context = contextFor('layer.package', workspaceAt(directory), {
		settings: {target: 'aws', runtime, ...changes},
		emit(event: WizardEvent) {
			warnings.push(event);
		},
	});
	const archive = await readArchive(path.join(directory, wheel), isWheelFile);
	const [, version = ''] = wheel.split('-');
	return packingFault(context, archive, '', [{name: 'numpy', version, bytes: 1, modules: ['numpy']}]);
}

describe('a wheel that Lambda cannot load is named, with what it is for', () => {
	test.each([
		['for macOS', 'numpy-2.4.6-cp313-cp313-macosx_14_0_arm64.whl', python313, 'numpy-2.4.6 is for cp313-cp313-macosx_14_0_arm64 and cannot load in python3.13 on x86_64 (glibc 2.34)'],
		['for Windows', 'numpy-2.4.6-cp313-cp313-win_amd64.whl', python313, 'numpy-2.4.6 is for cp313-cp313-win_amd64 and cannot load in python3.13 on x86_64 (glibc 2.34)'],
		['for the other architecture', 'numpy-2.4.6-cp313-cp313-manylinux_2_28_aarch64.whl', python313, 'numpy-2.4.6 is for cp313-cp313-manylinux_2_28_aarch64 and cannot load in python3.13 on x86_64 (glibc 2.34)'],
		['for another Python', 'numpy-2.4.6-cp312-cp312-manylinux_2_28_x86_64.whl', python313, 'numpy-2.4.6 is for cp312-cp312-manylinux_2_28_x86_64 and cannot load in python3.13 on x86_64 (glibc 2.34)'],
		['for a newer C library', 'numpy-2.4.6-cp311-cp311-manylinux_2_27_x86_64.whl', python311, 'numpy-2.4.6 is for cp311-cp311-manylinux_2_27_x86_64 and cannot load in python3.11 on x86_64 (glibc 2.26)'],
	])('%s', async (_, wheel, runtime, why) => {
		expect(await faultOf(wheel, runtime)).toBe(why);
	});
});

test('what was compiled on this machine is let through with a warning that names it', async () => {
	expect(await faultOf('numpy-2.4.6-cp313-cp313-linux_x86_64.whl', python313)).toBeUndefined();
	expect(warnings).toHaveLength(1);
	expect(warnings[0]).toMatchObject({type: 'warning', code: 'wheel.built', message: expect.stringContaining('numpy-2.4.6 was compiled on this machine')});
});

test('what fits is let through without a word', async () => {
	expect(await faultOf('numpy-2.4.6-cp313-cp313-manylinux_2_28_x86_64.whl', python313)).toBeUndefined();
	expect(await faultOf('numpy-2.4.6-py3-none-any.whl', python313)).toBeUndefined();
	expect(warnings).toEqual([]);
});

test('on a Mac with the practice cloud the Mac\'s own wheels are right, and Lambda\'s are not', async () => {
	const mac = {packing: 'host', architecture: 'arm64'} as const;
	expect(await faultOf('numpy-2.4.6-cp313-cp313-macosx_14_0_arm64.whl', python313, mac)).toBeUndefined();
	expect(await faultOf('numpy-2.4.6-cp313-cp313-manylinux_2_28_aarch64.whl', python313, mac)).toBe('numpy-2.4.6 is for cp313-cp313-manylinux_2_28_aarch64 and cannot load in Python 3.13 on this Mac (arm64)');
});
