// Bundles the bin into dist/: one file for the start, others for what is loaded later.
import {rm} from 'node:fs/promises';
import {build} from 'esbuild';

await rm('dist', {recursive: true, force: true});
await build({
	entryPoints: ['source/cli.ts'],
	outdir: 'dist',
	bundle: true,
	splitting: true,
	minify: true,
	legalComments: 'linked',
	format: 'esm',
	platform: 'node',
	target: 'node20.19',
	loader: {'.py': 'text', '.txt': 'text'},
	// Ink loads its developer tools when DEV is set, which may mean something else to the person.
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	external: ['react-devtools-core'],
	// Some dependencies are CommonJS and use what ES modules do not have.
	banner: {
		js: `#!/usr/bin/env node
import {createRequire as $createRequire} from 'node:module';
import {fileURLToPath as $fileURLToPath} from 'node:url';
const require = $createRequire(import.meta.url);
const __filename = $fileURLToPath(import.meta.url);`,
	},
	logLevel: 'warning',
});
