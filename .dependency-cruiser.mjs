/** The boundaries of docs/architecture.md: data flows from the command line through chapters to front ends, never back. */

/** @type {import('dependency-cruiser').IConfiguration} */
const configuration = {
	forbidden: [
		{name: 'no-cycles', severity: 'error', from: {}, to: {circular: true}},
		{
			name: 'engine-knows-nobody',
			comment: 'The engine runs steps and tells events; it knows no chapter, tool, cloud or screen.',
			severity: 'error',
			from: {path: '^source/engine/'},
			to: {path: '^source/', pathNot: '^source/(engine|disk)/'},
		},
		{
			name: 'disk-knows-nobody',
			comment: 'Opening, writing, renaming and deleting have no other room, and it imports nothing of the project.',
			severity: 'error',
			from: {path: '^source/disk/'},
			to: {path: '^source/', pathNot: '^source/disk/'},
		},
		{
			name: 'files-are-for-the-disk',
			comment: 'What was found may be a link that leads out: only source/disk/ touches files, and it follows none.',
			severity: 'error',
			from: {path: '^source/', pathNot: '^source/disk/'},
			to: {path: '^(node:)?fs(/promises)?$'},
		},
		{
			name: 'ink-is-for-the-tui',
			severity: 'error',
			from: {path: '^source/', pathNot: '^source/frontends/tui/'},
			to: {path: '^node_modules/(ink|react|@inkjs)'},
		},
		{
			name: 'execa-is-for-processes',
			severity: 'error',
			from: {path: '^source/', pathNot: '^source/tools/process\\.ts$'},
			to: {path: '^node_modules/execa'},
		},
		{
			name: 'aws-sdk-is-for-targets',
			severity: 'error',
			from: {path: '^source/', pathNot: '^source/targets/'},
			to: {path: '^node_modules/@aws-sdk'},
		},
		{
			name: 'work-never-draws',
			severity: 'error',
			from: {path: '^source/(chapters|exercises|needs|tools|targets|files|lambda)/'},
			to: {path: '^source/(frontends|cli)/'},
		},
		{
			name: 'front-ends-never-work',
			comment: 'They read events; of the chapters they know only how an answer looks.',
			severity: 'error',
			from: {path: '^source/frontends/'},
			to: {path: '^source/(tools|targets|files|cli|chapters|exercises|needs)/', pathNot: '^source/chapters/answer\\.ts$'},
		},
		{
			name: 'tools-know-no-chapter',
			severity: 'error',
			from: {path: '^source/(needs|tools|targets|files|lambda)/'},
			to: {path: '^source/(chapters|exercises)/'},
		},
		{
			name: 'lessons-are-words',
			comment: 'They are data and what reads it; everybody may say them, they know nobody.',
			severity: 'error',
			from: {path: '^source/lessons/'},
			to: {path: '^source/', pathNot: '^source/lessons/'},
		},
		{name: 'no-orphans', severity: 'error', from: {orphan: true, pathNot: ['\\.d\\.ts$', '^source/cli\\.ts$']}, to: {}},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: {fileName: 'tsconfig.json'},
		doNotFollow: {path: 'node_modules'},
		enhancedResolveOptions: {extensions: ['.ts', '.tsx', '.js', '.mjs', '.json']},
	},
};

// The tool wants a default export.
export default configuration;
