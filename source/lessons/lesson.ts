import {parse} from 'yaml';
import * as z from 'zod';
import type {Block} from './prose.js';
import {readProse} from './read-prose.js';

const sentence = z.string().trim().min(1);

const frontMatter = z.strictObject({
	/** The id of the step that the page belongs to, `preflight`, `end`, or `cleanup`. */
	page: sentence,
	chapter: z.enum(['preflight', 'function', 'weigh', 'layer', 'use', 'ship', 'limits', 'share', 'cleanup']),
	title: sentence,
	/** Shown with the step's result. */
	after: sentence,
	/**
	Why a changed line of the step's diff is there. `line` is a text that the line contains;
	of several that do, the first counts.
	*/
	notes: z.array(z.strictObject({line: z.string().min(1), note: sentence})).readonly().default([]),
	links: z.array(z.strictObject({text: sentence, url: z.url({protocol: /^https$/v})})).readonly().default([]),
});

/** One page of the walkthrough in one language. */
export type Lesson = Readonly<z.infer<typeof frontMatter>> & {readonly prose: readonly Block[]};

/**
Reads a page from its Markdown file. The build does this, so that starting the wizard parses nothing.

@throws Error that names the page, or how the text begins when it names none.
*/
export function readLesson(text: string): Lesson {
	const {front, body = ''} = /^---\n(?<front>.*?\n)---\n(?<body>.*)$/sv.exec(text)?.groups ?? {};
	if (front === undefined) {
		throw new Error(`The lesson ${named(text)} does not begin with front matter between two lines of ---.`);
	}

	const read = frontMatter.safeParse(parsed(front, text));
	if (!read.success) {
		throw new Error(`The lesson ${named(text)} is not right: ${z.prettifyError(read.error)}`);
	}

	if (body.trim() === '') {
		throw new Error(`The lesson ${named(text)} has no text.`);
	}

	return {...read.data, prose: readProse(body)};
}

function parsed(front: string, text: string): unknown {
	try {
		return parse(front);
	} catch (error) {
		throw new Error(`The lesson ${named(text)} is not valid YAML: ${String(error)}`, {cause: error});
	}
}

/** What to call a lesson that may not be readable at all. */
function named(text: string): string {
	return /^page: *(?<page>\S+)/mv.exec(text)?.groups?.page ?? JSON.stringify(text.slice(0, 40));
}
