import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {isThere} from '../disk/look.js';
import {readText} from '../disk/read.js';

/** The package's folder of templates, found from wherever this code was bundled to. */
export function templatesDirectory(): string {
	let folder = path.dirname(fileURLToPath(import.meta.url));
	while (!isThere(path.join(folder, 'templates'))) {
		folder = path.dirname(folder);
	}

	return path.join(folder, 'templates');
}

/** Reads a template, named relative to the folder of templates. */
export async function templateText(name: string): Promise<string> {
	return readText(path.join(templatesDirectory(), name));
}
