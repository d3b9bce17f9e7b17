import type {Contents} from '../../../engine/findings.js';
import {isFolder} from './contents-browser.js';

/**
The largest things in an archive: folder after folder is opened, the largest first, as long as there are fewer than asked for.
Their names are paths.
*/
export function largestOf(contents: Contents, count: number): readonly Contents[] {
	let found: readonly Contents[] = contents.members;
	for (;;) {
		const folder = found.filter(member => isFolder(member)).toSorted(bySize)[0];
		if (found.length >= count || !folder) {
			return found.toSorted(bySize).slice(0, count);
		}

		found = [...found.filter(member => member !== folder), ...folder.members.map(member => ({...member, name: folder.name + member.name}))];
	}
}

const bySize = (a: Contents, b: Contents) => b.bytes - a.bytes;
