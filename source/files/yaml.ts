import {isAlias, isCollection, isMap, isNode, isPair, isScalar, isSeq, parseDocument, type Document} from 'yaml';
import {messageOf, UsageError} from '../engine/errors.js';
import {splice, type YamlEdit, type YamlPath} from './yaml-splice.js';

export type {YamlEdit, YamlPath} from './yaml-splice.js';

/**
Sets values in a YAML text and leaves every other byte as it is: comments, order, anchors, tags, quotes, spaces, line ends.
Setting what is there already changes nothing. Of a list only the items that come or go are touched.

@param file The file's name, for messages.
@throws UsageError when the text is not one valid YAML document, has something else where the values belong, or is written so that nothing can be put there safely.
*/
export function editYaml(file: string, text: string, edits: readonly YamlEdit[]): string {
	return named(file, () => {
		let edited = text;
		for (const edit of edits) {
			for (const piece of piecesOf(parseYaml(edited), edit)) {
				edited = spliceChecked(edited, piece);
			}
		}

		return edited;
	});
}

/** The value at a place of a YAML text; undefined when there is none. Throws as `editYaml`. */
export function readYaml(file: string, text: string, path: YamlPath): unknown {
	return named(file, () => valueAt(parseYaml(text), path));
}

/** Says of which file an error is, and what to do about it. */
function named<Result>(file: string, work: () => Result): Result {
	try {
		return work();
	} catch (error) {
		const [reason] = messageOf(error).split('\n', 1);
		throw new UsageError(`${file} cannot be edited: ${reason?.replace(/[.:]$/v, '')}.`, {
			tryThis: 'Mend it, or remove it and run the same command again: it is then written anew.',
			cause: error,
		});
	}
}

function parseYaml(text: string): Document.Parsed {
	const document = parseDocument(text, {keepSourceTokens: true});
	const [error] = document.errors;
	if (error) {
		throw error;
	}

	return document;
}

/** An edit as the least that must change: nothing, items of a list from the last to the first and then new ones at its end, or the value itself. */
function piecesOf(document: Document.Parsed, {path, value}: YamlEdit): readonly YamlEdit[] {
	const before = valueAt(document, path);
	if (same(before, value)) {
		return [];
	}

	if (!Array.isArray(before) || !Array.isArray(value) || !isSeq(document.getIn(path, true))) {
		return [{path, value}];
	}

	const items: readonly unknown[] = before;
	const kept = items.filter(item => value.some(wanted => same(wanted, item)));
	if (kept.length === 0 || !same(kept, value.slice(0, kept.length))) {
		return [{path, value}];
	}

	const gone = [...items.keys()].filter(index => !kept.includes(items[index])).toReversed();
	return [
		...gone.map(index => ({path: [...path, index], value: undefined})),
		...value.slice(kept.length).map((item: unknown, index) => ({path: [...path, kept.length + index], value: item})),
	];
}

/** Splices, and has the library say that the text now means what it should and nothing else. */
function spliceChecked(text: string, {path, value}: YamlEdit): string {
	const wanted = parseYaml(text);
	if (value === undefined) {
		wanted.deleteIn(path);
	} else {
		wanted.setIn(path, wanted.createNode(value));
	}

	const edited = splice(text, parseYaml(text), {path, value});
	const found = edited === undefined ? undefined : parseDocument(edited);
	if (edited === undefined || !found || found.errors.length > 0 || !same(shapeOf(found.contents), shapeOf(wanted.contents)) || !resolves(found)) {
		throw new Error(`${path.join('.')} is written in a way that nothing can be put there without changing more than that`);
	}

	return edited;
}

/** False when an alias has lost its anchor. */
function resolves(document: Document): boolean {
	try {
		document.toJS();
		return true;
	} catch {
		return false;
	}
}

/** All that a document says, as plain data: values, order, tags, and which alias stands where. */
function shapeOf(node: unknown): unknown {
	if (isAlias(node)) {
		return {alias: node.source};
	}

	if (isPair(node)) {
		return [shapeOf(node.key), shapeOf(node.value)];
	}

	if (isCollection(node)) {
		return {kind: isMap(node) ? 'map' : 'list', tag: node.tag, anchor: node.anchor, items: node.items.map(item => shapeOf(item))};
	}

	// Of what was just set a key is a bare value.
	return {value: isScalar(node) ? node.value : node, ...(isScalar(node) && {tag: node.tag, anchor: node.anchor})};
}

function valueAt(document: Document, path: YamlPath): unknown {
	const node = document.getIn(path, true);
	return isNode(node) ? node.toJS(document) : node;
}

function same(one: unknown, other: unknown): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}
