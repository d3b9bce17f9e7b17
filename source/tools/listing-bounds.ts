/** Bounds on what a zip or a directory lists. Layers have some thousand files with short names. */
export const listingBounds = {
	/** The most that a zip counts without its 64-bit extension; folders, links and special files count too. */
	entries: 65_535,
	/** Linux's PATH_MAX: a longer path cannot be unpacked. */
	nameLength: 4096,
	/** Folders in folders. */
	depth: 100,
	/** All names together, in characters: memory grows with them. */
	namesLength: 5 * 1024 * 1024,
} as const;

/** Counts the names of a listing, so that it ends at the first one beyond a bound. */
export class ListingJudge {
	#entries = 0;
	#length = 0;

	/** Counts a path with `/` and returns its fault; undefined if it has none. */
	faultOf(path: string): string | undefined {
		this.#entries++;
		this.#length += path.length;
		const {entries, nameLength, depth, namesLength} = listingBounds;
		return [
			{is: this.#entries > entries, fault: `it holds more than ${entries.toLocaleString('en')} files and folders`},
			{is: path.length > nameLength, fault: `the path ${JSON.stringify(`${path.slice(0, 40)}…`)} is longer than ${nameLength.toLocaleString('en')} characters`},
			{is: path.slice(0, -1).split('/').length > depth, fault: `${JSON.stringify(`${path.slice(0, 40)}…`)} lies more than ${depth} folders deep`},
			{is: this.#length > namesLength, fault: `its names are longer than ${namesLength.toLocaleString('en')} characters together`},
		].find(({is}) => is)?.fault;
	}
}
