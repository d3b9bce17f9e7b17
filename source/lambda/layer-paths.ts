import type {Runtime} from './runtimes.js';

/** The folders of a layer that Python looks into: this one, and one for each version. Source: https://docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html#packaging-layers-paths */
const common = 'python/';
const versioned = /^python\/lib\/python(?<version>\d\.\d+)\/site-packages\//v;

/** True when a file's folder is one in which a runtime's Python finds modules. */
export function isImportable(path: string, {version}: Pick<Runtime, 'version'>): boolean {
	const only = versioned.exec(path)?.groups?.version;
	return path.startsWith(common) && !path.endsWith('/') && (only === undefined || only === version);
}

/** True when a file reaches a runtime at all: what lies in another version's folder does not, what lies in `bin/` or `lib/` does. */
export function reaches(path: string, {version}: Pick<Runtime, 'version'>): boolean {
	const only = versioned.exec(path)?.groups?.version;
	return only === undefined || only === version;
}

/** The folders at the top of a layer, for who has put things elsewhere; files are listed by their names. */
export function topOf(paths: readonly string[]): readonly string[] {
	return [...new Set(paths.map(path => path.includes('/') ? path.slice(0, path.indexOf('/') + 1) : path))];
}
