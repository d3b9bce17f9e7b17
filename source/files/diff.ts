import {createTwoFilesPatch, diffLines as diff} from 'diff';

/** A unified diff of two versions of a file, without its heading lines; empty when they are equal. */
export function diffLines(file: string, before: string, after: string): readonly string[] {
	return before === after ? [] : createTwoFilesPatch(file, file, before, after, '', '', {context: 2}).trimEnd().split('\n').slice(2);
}

/** How many lines came and went between two versions of a file. */
export function countChanges(before: string, after: string): {readonly added: number; readonly removed: number} {
	const changes = diff(before, after);
	const count = (isMeant: (change: (typeof changes)[number]) => boolean) => changes.filter(change => isMeant(change)).reduce((sum, each) => sum + each.count, 0);
	return {added: count(({added}) => added), removed: count(({removed}) => removed)};
}
