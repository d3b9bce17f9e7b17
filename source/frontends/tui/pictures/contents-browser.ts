import type {Contents} from '../../../engine/findings.js';

/** Where somebody is in an archive: the folders that were opened, as places among their members, and the member that is pointed at. */
export type Place = {
	readonly opened: readonly number[];
	readonly chosen: number;
};

export type Move = 'up' | 'down' | 'open' | 'leave';

export const entrance: Place = {opened: [], chosen: 0};

/** The folders from the whole down to the one that is open. */
export function trail(contents: Contents, {opened}: Place): readonly Contents[] {
	const folders = [contents];
	for (const index of opened) {
		const next = folders.at(-1)?.members[index];
		if (next) {
			folders.push(next);
		}
	}

	return folders;
}

/** Moves through an archive; what is impossible changes nothing. */
export function moved(contents: Contents, place: Place, move: Move): Place {
	const {opened, chosen} = place;
	const members = trail(contents, place).at(-1)?.members ?? [];
	switch (move) {
		case 'up': {
			return {opened, chosen: Math.max(0, chosen - 1)};
		}

		case 'down': {
			return {opened, chosen: Math.max(0, Math.min(members.length - 1, chosen + 1))};
		}

		case 'open': {
			return members[chosen] && isFolder(members[chosen]) ? {opened: [...opened, chosen], chosen: 0} : place;
		}

		case 'leave': {
			return opened.length > 0 ? {opened: opened.slice(0, -1), chosen: opened.at(-1) ?? 0} : place;
		}
	}
}

/** True of what can be opened. */
export const isFolder = ({members}: Contents): boolean => members.length > 0;

/** What of a folder its members do not show, because each of it is too small; undefined when they show all. */
export function rest({bytes, files, members}: Contents): {readonly bytes: number; readonly files: number} | undefined {
	const left = {
		bytes: members.reduce((sum, member) => sum - member.bytes, bytes),
		files: members.reduce((sum, member) => sum - member.files, files),
	};
	return left.files > 0 && members.length > 0 ? left : undefined;
}
