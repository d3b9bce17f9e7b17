import path from 'node:path';
import {lookAt, namesIn} from './look.js';
import {remove} from './write.js';

/** In the name of what is built in a cache before it is moved to its place. */
export const draftMark = '.draft-';

/** Building takes a minute or two; what is older belongs to a wizard that was killed. In milliseconds. */
const stale = 3_600_000;

/** Deletes what killed wizards left half-built in a folder of the cache. Another wizard may do the same at the same time. */
export async function removeStaleDrafts(folder: string): Promise<void> {
	const names = await namesIn(folder);
	await Promise.all(names.filter(name => name.includes(draftMark)).map(async name => {
		const draft = path.join(folder, name);
		const found = lookAt(draft);
		if (found && Date.now() - found.mtimeMs > stale) {
			await remove(draft);
		}
	}));
}
