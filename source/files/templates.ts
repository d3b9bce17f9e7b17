import {existsSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

/** The package's folder of templates, found from wherever this code was bundled to. */
export function templatesDirectory(): string {
	let folder = path.dirname(fileURLToPath(import.meta.url));
	while (!existsSync(path.join(folder, 'templates'))) {
		folder = path.dirname(folder);
	}

	return path.join(folder, 'templates');
}
