// The licences of what a bundle has inside: most of them ask to be handed on with it.
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

/**
The licence of every package that esbuild took a file from, as one text; packages with the same text stand above it together.

@param metafile What esbuild says of the bundle.
@returns A text; of a package without a licence file the name of its licence.
*/
export async function licencesOf(metafile) {
	const folders = new Set(Object.keys(metafile.inputs).flatMap(file => /^.*node_modules\/(?:@[^\/]+\/)?[^\/]+/v.exec(file) ?? []));
	const byText = new Map();
	for (const folder of [...folders].toSorted()) {
		const {name, version, license} = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
		const text = await licenceIn(folder) ?? `Licence: ${license}`;
		byText.set(text, [...byText.get(text) ?? [], `${name} ${version}`]);
	}

	const parts = [...byText].map(([text, packages]) => `${packages.join('\n')}\n\n${text.trim()}\n`);
	return `What layer-wizard has inside, and under which licences.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function licenceIn(folder) {
	const names = await readdir(folder);
	const file = names.find(name => /^licen[cs]e(?:[.\-]|$)/iv.test(name));
	return file && readFile(path.join(folder, file), 'utf8');
}
