// How a program of this project is bundled: the bin, and what the benchmarks run.
import {readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import {lighter} from './lighter.mjs';

/**
Bundles a TypeScript file into a directory: one file for the start, others for what is loaded later.
Lessons are read and checked here: a wrong one fails the build, and a start loads no YAML parser for them.

@returns What esbuild says of it: https://esbuild.github.io/api/#metafile
*/
export async function bundle(entry, outdir, {extension = '.js', banner = ''} = {}) {
	const readLesson = await lessonReader(outdir);
	const {metafile} = await build({
		entryPoints: [entry],
		outdir,
		outExtension: {'.js': extension},
		bundle: true,
		metafile: true,
		splitting: true,
		minify: true,
		legalComments: 'linked',
		format: 'esm',
		platform: 'node',
		target: 'node20.19',
		plugins: [lighter, {
			name: 'lessons',
			setup({onLoad}) {
				// Go reads this expression and knows no `v`.
				// eslint-disable-next-line require-unicode-regexp
				onLoad({filter: /\.md$/}, async ({path: file}) => ({loader: 'json', contents: JSON.stringify(readLesson(await readFile(file, 'utf8')))}));
			},
		}],
		loader: {'.py': 'text', '.txt': 'text'},
		// Ink loads its developer tools when DEV is set, which may mean something else to the person.
		define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
		external: ['react-devtools-core'],
		// Some dependencies are CommonJS and use what ES modules do not have.
		banner: {
			js: `${banner}import {createRequire as $createRequire} from 'node:module';
import {fileURLToPath as $fileURLToPath} from 'node:url';
const require = $createRequire(import.meta.url);
const __filename = $fileURLToPath(import.meta.url);`,
		},
		logLevel: 'warning',
	});
	return metafile;
}

/** The program's own reader of lessons, which is TypeScript too. */
async function lessonReader(outdir) {
	const file = path.resolve(outdir, 'read-lesson.cjs');
	await build({entryPoints: ['source/lessons/lesson.ts'], outfile: file, bundle: true, format: 'cjs', platform: 'node'});
	try {
		const {default: {readLesson}} = await import(pathToFileURL(file));
		return readLesson;
	} finally {
		await rm(file);
	}
}
