import {readFile} from 'node:fs/promises';
import {defineConfig, type Plugin} from 'vitest/config';
import {readLesson} from './source/lessons/lesson.js';

/** What the build does for the bundle: Python and text files are imported as texts, Markdown files as lessons. */
const textFiles: Plugin = {
	name: 'text-files',
	enforce: 'pre',
	async load(id) {
		if (/\.(?:py|txt|md)$/v.test(id)) {
			const text = await readFile(id, 'utf8');
			return `export default ${JSON.stringify(id.endsWith('.md') ? readLesson(text) : text)};`;
		}

		return undefined;
	},
};

const config = defineConfig({
	plugins: [textFiles],
	test: {
		// Half of a walkthrough is waiting for registries and stacks: two files at once take two thirds of the time, also on two cores.
		maxWorkers: 2,
		maxConcurrency: 2,
		// The AWS SDK's note about future Node versions.
		env: {AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true'},
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					sequence: {groupOrder: 0},
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: ['test/e2e/**', 'test/faults/**', 'test/security/**', 'test/targets/**'],
					testTimeout: 20_000,
				},
			},
			// Real tools take their time.
			{
				extends: true,
				test: {
					name: 'end-to-end',
					sequence: {groupOrder: 1},
					include: ['test/{e2e,faults,security,targets}/**/*.test.ts'],
					exclude: ['test/faults/**/*.long.test.ts'],
					testTimeout: 300_000,
					hookTimeout: 300_000,
				},
			},
			// The whole fault matrix, with the rows that take minutes.
			{extends: true, test: {name: 'faults', include: ['test/faults/**/*.test.ts'], testTimeout: 900_000, hookTimeout: 300_000}},
		],
		reporters: ['default', './test/plain-reporter.ts'],
	},
});

// Vitest wants a default export.
export default config;
