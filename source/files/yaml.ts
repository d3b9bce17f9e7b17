import {createTwoFilesPatch} from 'diff';
import {isCollection, parseDocument, type Tags} from 'yaml';
import {messageOf, UsageError} from '../engine/errors.js';

/** A place in a document, from the root down. */
export type YamlPath = ReadonlyArray<string | number>;

/** Undefined takes the value away. */
export type YamlEdit = {readonly path: YamlPath; readonly value: unknown};

/** CloudFormation's short tags; `Fn::Sub` and its kin can be written as `!Sub` and must come back as they were. */
const cloudFormationTags: Tags = 'Ref Condition And Base64 Cidr Equals FindInMap GetAtt GetAZs If ImportValue Join Not Or Select Split Sub Transform'.split(' ')
	.flatMap(name => [
		{tag: `!${name}`, resolve: (text: string) => text},
		{tag: `!${name}`, collection: 'seq' as const},
		{tag: `!${name}`, collection: 'map' as const},
	]);

/**
Sets values in a YAML text and keeps everything else: comments, order, anchors, CloudFormation tags.
Setting what is there already changes nothing.

@param file The file's name, for messages.
@throws UsageError when the text is not valid YAML, or has something else where the values belong.
*/
export function editYaml(file: string, text: string, edits: readonly YamlEdit[]): string {
	return named(file, () => {
		const document = parseYaml(text);
		const changed = edits.filter(({path, value}) => JSON.stringify(plain(document.getIn(path))) !== JSON.stringify(value));
		if (changed.length === 0) {
			return text;
		}

		for (const {path, value} of changed) {
			if (value === undefined) {
				document.deleteIn(path);
			} else {
				document.setIn(path, document.createNode(value));
			}
		}

		return document.toString({lineWidth: 0, flowCollectionPadding: false});
	});
}

/** The value at a place of a YAML text; undefined when there is none. Throws as `editYaml`. */
export function readYaml(file: string, text: string, path: YamlPath): unknown {
	return named(file, () => plain(parseYaml(text).getIn(path)));
}

/** A unified diff of two versions of a file, without its heading lines; empty when they are equal. */
export function diffLines(file: string, before: string, after: string): readonly string[] {
	return before === after ? [] : createTwoFilesPatch(file, file, before, after, '', '', {context: 2}).trimEnd().split('\n').slice(2);
}

/** Says of which file an error is, and what to do about it. */
function named<Result>(file: string, work: () => Result): Result {
	try {
		return work();
	} catch (error) {
		const [reason] = messageOf(error).split('\n', 1);
		throw new UsageError(`${file} cannot be edited: ${reason?.replace(/:$/v, '')}.`, {
			tryThis: 'Mend it, or remove it and run the same command again: it is then written anew.',
			cause: error,
		});
	}
}

function parseYaml(text: string) {
	const document = parseDocument(text, {customTags: cloudFormationTags});
	const [error] = document.errors;
	if (error) {
		throw error;
	}

	return document;
}

function plain(node: unknown): unknown {
	return isCollection(node) ? node.toJSON() : node;
}
