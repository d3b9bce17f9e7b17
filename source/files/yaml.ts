import {createTwoFilesPatch} from 'diff';
import {isCollection, parseDocument, type Tags} from 'yaml';

/** A place in a document, from the root down. */
export type YamlPath = ReadonlyArray<string | number>;

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

@throws Error when the text is not valid YAML.
*/
export function editYaml(text: string, edits: readonly YamlEdit[]): string {
	const document = parseYaml(text);
	const changed = edits.filter(({path, value}) => JSON.stringify(plain(document.getIn(path))) !== JSON.stringify(value));
	if (changed.length === 0) {
		return text;
	}

	for (const {path, value} of changed) {
		document.setIn(path, document.createNode(value));
	}

	return document.toString({lineWidth: 0, flowCollectionPadding: false});
}

/** The value at a place of a YAML text; undefined when there is none. */
export function readYaml(text: string, path: YamlPath): unknown {
	return plain(parseYaml(text).getIn(path));
}

/** A unified diff of two versions of a file, without its heading lines; empty when they are equal. */
export function diffLines(file: string, before: string, after: string): readonly string[] {
	return before === after ? [] : createTwoFilesPatch(file, file, before, after, '', '', {context: 2}).trimEnd().split('\n').slice(2);
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
