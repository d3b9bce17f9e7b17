import {execFileSync} from 'node:child_process';
import path from 'node:path';

export type TestWheel = {
	readonly name: string;
	readonly version: string;
	/** Texts by their paths below site-packages; a number is a file of that many zeros. */
	readonly files: Readonly<Record<string, string | number>>;
};

/** Makes wheels of pure Python in a directory, for `pip --find-links` or an index. */
export function makeWheels(directory: string, wheels: readonly TestWheel[]): void {
	execFileSync('python3', [path.resolve('test/support/wheel.py'), directory, JSON.stringify(wheels)]);
}
