import {isCollection, isMap, isScalar, isSeq, stringify, type Document, type Node, type YAMLMap, type YAMLSeq} from 'yaml';

/** A place in a document, from the root down. */
export type YamlPath = ReadonlyArray<string | number>;

/** Undefined takes the value away. */
export type YamlEdit = {readonly path: YamlPath; readonly value: unknown};

/** Where something stands in a text: from this character up to that one. */
type Range = readonly [from: number, to: number];

/** Deeper by this much is what belongs to a key or a dash. */
const step = 2;

/**
Puts a value into a text at a place, or takes it away, and touches nothing else.
It knows the ways in which people write service files; the caller checks what came of it.

@param document The text, parsed with its source tokens.
@returns Undefined where it knows no way.
@throws the library's error when the path leads through something that is no collection.
*/
export function splice(text: string, document: Document.Parsed, {path, value}: YamlEdit): string | undefined {
	const source: Source = {text, eol: /\r?\n/v.exec(text)?.[0] ?? '\n'};
	const there = document.getIn(path, true);
	const parent = nodeAt(document, path.slice(0, -1));
	if (value === undefined) {
		return isCollection(parent) ? remove(source, parent, path.at(-1)) : undefined;
	}

	if (there !== undefined) {
		return isCollection(parent) ? replace(source, parent, path.at(-1), value) : undefined;
	}

	// The nearest part of the path that is there, and the rest as maps in it.
	const length = path.findLastIndex((_, index) => nodeAt(document, path.slice(0, index)) !== undefined);
	const nearest = nodeAt(document, path.slice(0, length));
	let rest = value;
	for (const key of path.slice(length + 1).toReversed()) {
		rest = {[key]: rest};
	}

	return isCollection(nearest) ? insert(source, nearest, path[length], rest) : undefined;
}

type Source = {readonly text: string; readonly eol: string};

function nodeAt(document: Document.Parsed, path: readonly unknown[]): unknown {
	return path.length === 0 ? document.contents : document.getIn(path, true);
}

/** New lines below the last of a block, or a new entry before the closing bracket. */
function insert({text, eol}: Source, parent: YAMLMap | YAMLSeq, key: unknown, value: unknown): string {
	const entry = isMap(parent) ? {[String(key)]: value} : [value];
	if (isFlow(parent)) {
		const [, end] = rangeOf(parent);
		const inside = text.slice(0, end - 1);
		const hasComma = parent.items.length === 0 || hasTrailingComma(parent);
		return `${inside}${hasComma ? '' : ', '}${JSON.stringify(entry).slice(1, -1)}${text.slice(end - 1)}`;
	}

	const at = endOfLine(text, endOf(parent));
	const lines = blockLines(entry, indentOf(parent), eol);
	return text.slice(0, at).endsWith('\n') ? `${text.slice(0, at)}${lines}${eol}${text.slice(at)}` : `${text.slice(0, at)}${eol}${lines}${text.slice(at)}`;
}

function remove({text}: Source, parent: YAMLMap | YAMLSeq, key: unknown): string | undefined {
	const index = indexOf(parent, key);
	if (parent.items.length === 1) {
		return isFlow(parent) ? cut(text, [rangeOf(parent)[0] + 1, rangeOf(parent)[1] - 1]) : withoutLast(text, parent);
	}

	const [from, to] = entryRange(parent, index);
	if (!isFlow(parent)) {
		const start = startOfLine(text, from);
		return /^[\t ]*(?:- *)?$/v.test(text.slice(start, from)) ? cut(text, [start, endOfLine(text, to)]) : undefined;
	}

	return index < parent.items.length - 1 ? cut(text, [from, entryRange(parent, index + 1)[0]]) : cut(text, [entryRange(parent, index - 1)[1], to]);
}

/** An emptied block stays as an empty one. */
function withoutLast(text: string, parent: YAMLMap | YAMLSeq): string {
	const [from, to] = entryRange(parent, 0);
	const start = text.slice(0, startOfLine(text, from)).replace(/\r?\n$/v, '');
	const rest = text.slice(endOfLine(text, to));
	return `${start} ${isMap(parent) ? '{}' : '[]'}${text.slice(start.length, startOfLine(text, from))}${rest}`;
}

function replace({text, eol}: Source, parent: YAMLMap | YAMLSeq, key: unknown, value: unknown): string | undefined {
	const node = valueOf(parent, indexOf(parent, key));
	const [from, to] = rangeOf(node);
	const isScalarValue = typeof value !== 'object' || value === null;
	if (isFlow(parent) || (isFlow(node) && !isScalarValue)) {
		return `${text.slice(0, from)}${JSON.stringify(value)}${text.slice(to)}`;
	}

	const isBlock = (isCollection(node) && !isFlow(node)) || (isScalar(node) && ['BLOCK_LITERAL', 'BLOCK_FOLDED'].includes(node.type ?? ''));
	const before = isBlock ? text.slice(0, from).replace(/\s+$/v, '') : text.slice(0, from);
	const rest = isBlock ? `${eol}${text.slice(endOfLine(text, endOf(node)))}` : text.slice(to);
	if (isScalarValue) {
		return `${/[:\-]$/v.test(before) ? `${before} ` : before}${stringify(value, {lineWidth: 0}).trimEnd()}${rest}`;
	}

	// What stands on the key's own line, a comment, stays there.
	const line = /^[^\r\n]*/v.exec(rest)?.[0] ?? '';
	const after = rest.slice(line.length);
	return `${line.trim() === '' ? before.trimEnd() : before + line.trimStart()}${eol}${blockLines(value, indentOf(parent) + step, eol)}${after === '' && text.endsWith('\n') ? eol : after}`;
}

/** A value as the lines of a block, without the last line end. */
function blockLines(value: unknown, indent: number, eol: string): string {
	return stringify(value, {lineWidth: 0}).trimEnd().split('\n').map(line => line === '' ? line : ' '.repeat(indent) + line).join(eol);
}

function indexOf(parent: YAMLMap | YAMLSeq, key: unknown): number {
	return isSeq(parent) ? Number(key) : parent.items.findIndex(pair => isScalar(pair.key) && String(pair.key.value) === String(key));
}

function valueOf(parent: YAMLMap | YAMLSeq, index: number): Node {
	const item: unknown = parent.items[index];
	// A parsed document's values are nodes.
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
	return (isMap(parent) ? parent.items[index]?.value : item) as Node;
}

/** A pair from its key to the end of its value, or an item. */
function entryRange(parent: YAMLMap | YAMLSeq, index: number): Range {
	const value = valueOf(parent, index);
	const key = isMap(parent) ? parent.items[index]?.key : undefined;
	const [start] = rangeOf(isScalar(key) ? key : value);
	return [start, isFlow(parent) ? rangeOf(value)[1] : endOf(value)];
}

/** From the first character of a node's value to the one after its last. */
function rangeOf({range}: Node): Range {
	if (!range) {
		throw new Error('a node without a place');
	}

	return [range[0], range[1]];
}

/** Where a node ends with the comment and the line end that belong to it. */
const endOf = ({range}: Node): number => range?.[2] ?? 0;

const isFlow = (node: Node): boolean => isCollection(node) && node.flow === true;

/** The column of a block's keys or dashes. */
function indentOf({srcToken}: Node): number {
	return srcToken && 'indent' in srcToken ? srcToken.indent : 0;
}

function hasTrailingComma({srcToken}: Node): boolean {
	const last = srcToken && 'items' in srcToken ? srcToken.items.at(-1) : undefined;
	return last !== undefined && !last.key && !last.value && last.start.some(({type}) => type === 'comma');
}

const startOfLine = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** The beginning of the next line, or of this one if only spaces come before. */
function endOfLine(text: string, at: number): number {
	const start = startOfLine(text, at);
	const next = text.indexOf('\n', at);
	return text.slice(start, at).trim() === '' ? start : (next === -1 ? text.length : next + 1);
}

const cut = (text: string, [from, to]: Range): string => text.slice(0, from) + text.slice(to);
