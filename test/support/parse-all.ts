import {execFileSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {parseDocument} from 'yaml';

/** How the texts of a workspace are read, by their ending; each throws for one that is torn. */
const readers: Readonly<Record<string, (text: string, file: string) => void>> = {
	'.yml'(text) {
		const {errors, contents} = parseDocument(text, {logLevel: 'silent'});
		if (errors.length > 0 || contents === null) {
			throw errors[0] ?? new Error('it is empty');
		}
	},
	'.json'(text) {
		JSON.parse(text);
	},
	'.jsonl'(text) {
		// The last line may be torn: it has no line end.
		for (const line of text.split('\n').slice(0, -1)) {
			JSON.parse(line);
		}
	},
	'.txt'(text) {
		if (!/^(?:[\w.\-]+==\S+\n)+$/v.test(text)) {
			throw new Error(`not what pip froze: ${JSON.stringify(text)}`);
		}
	},
	'.py'(_, file) {
		execFileSync('python3', ['-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())', file]);
	},
	'.md'(text) {
		if (!text.endsWith('\n')) {
			throw new Error('it ends in the middle of a line');
		}
	},
};

/** What the tools made: it is theirs, and may be half-made while nobody has gone on. */
const made: ReadonlySet<string> = new Set(['node_modules', 'venv', '.serverless', 'package-fat', 'package-thin', 'package-layer', 'practice-cloud', 'logs', '__pycache__']);

/** Reads every text of a workspace; throws, and names it, when one does not parse. */
export function parseTexts(workspace: string): void {
	for (const file of filesIn(workspace, name => !made.has(name))) {
		parse(file, readers[path.extname(file)]);
	}
}

/** Reads every text of a finished workspace, and every zip, to its last byte. */
export function parseAll(workspace: string): void {
	parseTexts(workspace);
	for (const file of filesIn(workspace, name => !['node_modules', 'venv', 'practice-cloud'].includes(name)).filter(name => name.endsWith('.zip'))) {
		parse(file, (_, zip) => {
			execFileSync('python3', ['-c', 'import sys, zipfile; assert zipfile.ZipFile(sys.argv[1]).testzip() is None', zip]);
		});
	}
}

function parse(file: string, read: ((text: string, file: string) => void) | undefined): void {
	try {
		read?.(readFileSync(file, 'utf8'), file);
	} catch (error) {
		throw new Error(`${file} does not parse`, {cause: error});
	}
}

function filesIn(directory: string, isWanted: (name: string) => boolean): readonly string[] {
	if (!existsSync(directory)) {
		return [];
	}

	return readdirSync(directory, {withFileTypes: true}).filter(({name}) => isWanted(name)).flatMap(entry => {
		const file = path.join(directory, entry.name);
		return entry.isDirectory() ? filesIn(file, isWanted) : [file];
	});
}
