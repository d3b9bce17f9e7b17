// What dependencies do at the start that nobody here needs is left out of the bundle.
import {readFile} from 'node:fs/promises';
import path from 'node:path';

/** What is replaced in a dependency, and why. Times on Node 20, where the first frame took 170 ms in all. */
const changes = {
	// Yoga's WebAssembly stands in the file itself, as base64. To read it with fetch loads Node's whole HTTP client: 22 ms.
	'node_modules/yoga-layout/dist/binaries/yoga-wasm-base64-esm.js': {
		from: 'typeof fetch',
		to: '"undefined"',
	},
	// The pattern of all emoji takes 20 ms to compile, and what has no character of theirs needs none: https://unicode.org/reports/tr51/#Emoji_Properties
	'node_modules/string-width/index.js': {
		from: 'rgiEmojiRegex.test(segment)',
		to: String.raw`(/\p{Emoji}/u.test(segment) && rgiEmojiRegex.test(segment))`,
	},
};

/** An esbuild plugin. The build fails when a dependency is not what it was, so that no change gets lost unseen. */
export const lighter = {
	name: 'lighter',
	setup({onLoad}) {
		// Go reads this expression and knows no `v`.
		// eslint-disable-next-line require-unicode-regexp
		onLoad({filter: /\/(?:yoga-layout|string-width)\//}, async ({path: file}) => {
			const change = changes[path.relative('.', file)];
			if (!change) {
				return undefined;
			}

			const contents = await readFile(file, 'utf8');
			if (!contents.includes(change.from)) {
				throw new Error(`${file} has no ${change.from} any more.`);
			}

			return {contents: contents.replaceAll(change.from, change.to), loader: 'js'};
		});
	},
};
