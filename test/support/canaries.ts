import {Buffer} from 'node:buffer';
import {randomUUID} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

const marker = 'layer-wizard-canary-';

/** A text as it is, and what is sure to be in its Base64 form, wherever in a longer text it stands. */
function formsOf(text: string): readonly string[] {
	return [text, ...[0, 1, 2].map(shift => Buffer.from(`${'-'.repeat(shift)}${text}`).toString('base64').slice(4, -4))];
}

/** All canaries begin alike, so that a file without any is passed over quickly. */
const beginnings = formsOf(marker);

/** Secrets that are planted, each unlike anything else. */
export class Canaries {
	readonly #planted: Array<{readonly name: string; readonly forms: readonly string[]}> = [];

	/** A new secret; it ends with characters that tools escape, each in its own way. */
	plant(name: string, odd = '/+='): string {
		const core = marker + randomUUID();
		this.#planted.push({name, forms: formsOf(core)});
		return core + odd;
	}

	/** The names of those that a text holds, as they are or as HTTP, addresses and JSON write them. */
	in(text: string): readonly string[] {
		return beginnings.some(form => text.includes(form)) ? this.#planted.filter(({forms}) => forms.some(form => text.includes(form))).map(({name}) => name) : [];
	}

	/** `name: file` for each file below a directory that holds one. Links are not followed. */
	inFiles(directory: string, isLookedAt: (file: string) => boolean): readonly string[] {
		return filesIn(directory, isLookedAt).flatMap(file => this.in(readFileSync(file, 'latin1')).map(name => `${name}: ${file}`));
	}

	/** `name: command line` for each process (Linux) that shows one there now. */
	inCommandLines(): readonly string[] {
		return readdirSync('/proc').filter(entry => /^\d+$/v.test(entry)).flatMap(id => {
			try {
				const shown = readFileSync(`/proc/${id}/cmdline`, 'latin1').replaceAll('\0', ' ');
				return this.in(shown).map(name => `${name}: ${shown}`);
			} catch {
				// It ended in between.
				return [];
			}
		});
	}
}

/** Every file below a directory. Links are not followed. */
export function filesIn(directory: string, isLookedAt: (file: string) => boolean): readonly string[] {
	return readdirSync(directory, {withFileTypes: true}).flatMap(entry => {
		const place = path.join(directory, entry.name);
		if (entry.isDirectory()) {
			return filesIn(place, isLookedAt);
		}

		return entry.isFile() && isLookedAt(place) ? [place] : [];
	});
}
