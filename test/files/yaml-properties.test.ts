import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseDocument, stringify} from 'yaml';
import {attach, detach} from '../../source/chapters/attachment.js';
import {messageOf, UsageError} from '../../source/engine/errors.js';
import {editYaml, readYaml, type YamlEdit, type YamlPath} from '../../source/files/yaml.js';
import {serviceFiles} from './support/service-files.js';

const arn = 'arn:aws:lambda:us-east-1:000000000000:layer:demo:1';
const attachment = {arn, packages: ['numpy', 'six']};
const file = 'serverless.yml';

/** The data of a text without what is at these places; as JSON, so that the order of keys counts. */
function dataWithout(text: string, paths: readonly YamlPath[]): string {
	const document = parseDocument(text);
	for (const path of paths) {
		if (document.getIn(path, true) !== undefined) {
			document.deleteIn(path);
		}
	}

	return JSON.stringify(document.toJS());
}

const linesOf = (text: string) => text.split(/\r?\n/v);
const marksIn = (text: string) => text.match(/(?<=[\s\[\{,])[&*!][\w]+/gv) ?? [];

/** True when one list is the other with some things left out. */
function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
	let at = 0;
	return part.every(item => {
		at = whole.indexOf(item, at) + 1;
		return at > 0;
	});
}

const listed = [['functions', 'hello', 'layers'], ['custom', 'pythonRequirements', 'noDeploy']] as const;

describe('a service file of any style', () => {
	test('gets the layer, and every line that is no list in brackets stays to the letter, in its order', () => {
		fc.assert(fc.property(serviceFiles, ({text, comments}) => {
			const edited = editYaml(file, text, attach(text, attachment));
			expect(readYaml(file, edited, listed[0])).toContain(arn);
			expect(readYaml(file, edited, listed[1])).toEqual([...[readYaml(file, text, listed[1])].flat().filter(name => name !== undefined), 'numpy', 'six']);
			expect(dataWithout(edited, listed)).toBe(dataWithout(text, listed));
			const untouched = linesOf(text).filter(line => !/layers: |hello: \{|noDeploy: |botocore\]/v.test(line));
			expect(isPartOf(untouched, linesOf(edited))).toBe(true);
			expect(linesOf(edited).length - linesOf(text).length).toBeLessThanOrEqual(6);
			expect(comments.filter(comment => !edited.includes(`${comment} `))).toEqual([]);
			expect(isPartOf(marksIn(text).filter(mark => mark !== '*shared'), marksIn(edited))).toBe(true);
			expect(edited.includes('\r\n')).toBe(text.includes('\r\n'));
			expect(/(?<!\r)\n/v.test(edited)).toBe(/(?<!\r)\n/v.test(text));
			expect(edited.endsWith('\n')).toBe(text.endsWith('\n'));
		}), {numRuns: 80});
	});

	test('is edited twice as once', () => {
		fc.assert(fc.property(serviceFiles, ({text}) => {
			const once = editYaml(file, text, attach(text, attachment));
			expect(editYaml(file, once, attach(once, attachment))).toBe(once);
		}), {numRuns: 40});
	});

	test('says what it said before once the layer is taken away again', () => {
		fc.assert(fc.property(serviceFiles, ({text, comments}) => {
			const attached = editYaml(file, text, attach(text, attachment));
			const detached = editYaml(file, attached, detach(attached, attachment));
			expect(dataWithout(detached, [])).toBe(dataWithout(text, []));
			expect(comments.filter(comment => !detached.includes(`${comment} `))).toEqual([]);
			expect(isPartOf(linesOf(text).filter(line => !/layers: |hello: \{|noDeploy: |botocore\]/v.test(line)), linesOf(detached))).toBe(true);
		}), {numRuns: 50});
	});

	test('gets settings in its values and new ones beside them', () => {
		const edits: readonly YamlEdit[] = [
			{path: ['provider', 'runtime'], value: 'python3.13'},
			{path: ['provider', 'stackTags', 'layer-wizard'], value: 'id'},
			{path: ['custom', 'pythonRequirements', 'pipCmdExtraArgs'], value: ['--no-compile', '--platform', 'manylinux_2_28_x86_64']},
			{path: ['custom', 'pythonRequirements', 'layer'], value: {name: 'own'}},
		];
		const paths = edits.map(({path}) => path).with(1, ['provider', 'stackTags']);
		fc.assert(fc.property(serviceFiles, ({text, comments}) => {
			const edited = editYaml(file, text, edits);
			for (const {path, value} of edits) {
				expect(readYaml(file, edited, path)).toEqual(value);
			}

			expect(dataWithout(edited, paths)).toBe(dataWithout(text, paths));
			expect(isPartOf(linesOf(text).filter(line => !line.includes('runtime: ')), linesOf(edited))).toBe(true);
			expect(comments.filter(comment => !edited.includes(`${comment} `))).toEqual([]);
		}), {numRuns: 50});
	});
});

/** Data that a service file may hold anywhere. */
const {tree} = fc.letrec(tie => ({
	tree: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'a b', 'null', '1', ''), tie('value'), {minKeys: 1, maxKeys: 4, noNullPrototype: true}),
	value: fc.oneof({maxDepth: 3}, fc.string(), fc.constantFrom('x', 'yes', '# no', 'a: b', '- a', 'two\nlines\n', ' spaces ', 'null', '1e3'), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), {maxLength: 3}), tie('tree')),
}));

/** Every place in some data. */
function placesIn(value: unknown, path: YamlPath = []): readonly YamlPath[] {
	if (typeof value !== 'object' || value === null) {
		return [];
	}

	return Object.entries(value).flatMap(([key, inner]) => {
		const place = [...path, Array.isArray(value) ? Number(key) : key];
		return [place, ...placesIn(inner, place)];
	});
}

/** The data as it is to be after an edit. */
function after(data: unknown, [key, ...rest]: YamlPath, wanted: unknown): unknown {
	if (key === undefined) {
		return wanted;
	}

	if (Array.isArray(data)) {
		return data.flatMap((item: unknown, index) => index === key ? (rest.length === 0 && wanted === undefined ? [] : [after(item, rest, wanted)]) : [item]);
	}

	const entries = Object.entries(data ?? {}).filter(([name]) => name !== key || rest.length > 0 || wanted !== undefined);
	const inner = Object.entries(data ?? {}).find(([name]) => name === key)?.[1];
	return rest.length === 0 && wanted === undefined ? Object.fromEntries(entries) : {...Object.fromEntries(entries), [key]: after(inner, rest, wanted)};
}

test('in any document an edit does what it says and nothing else, or is refused with one sentence', () => {
	const seen = {edited: 0, refused: 0};
	const styles = fc.record({indent: fc.constantFrom(2, 4), indentSeq: fc.boolean(), collectionStyle: fc.constantFrom('any', 'flow'), defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE')} as const);
	const value = fc.oneof(fc.constant(undefined), fc.string(), fc.integer(), fc.array(fc.string(), {maxLength: 3}), fc.dictionary(fc.constantFrom('x', 'y'), fc.string(), {minKeys: 1, noNullPrototype: true}));
	fc.assert(fc.property(tree, styles, value, fc.tuple(fc.nat(), fc.boolean()), (data, style, wanted, [which, isNew]) => {
		const text = stringify(data, style);
		const places = placesIn(data);
		const place = places[which % places.length] ?? ['a'];
		const path = isNew ? [...place, 'new', 'key'] : place;
		let edited;
		try {
			edited = editYaml(file, text, [{path, value: wanted}]);
		} catch (error) {
			expect(error).toBeInstanceOf(UsageError);
			expect(messageOf(error)).toMatch(/^serverless\.yml cannot be edited: [^\n]+\.$/v);
			seen.refused++;
			return;
		}

		expect(parseDocument(edited).toJS()).toEqual(wanted === undefined && isNew ? data : after(data, path, wanted));
		if (wanted !== undefined) {
			expect(editYaml(file, edited, [{path, value: wanted}])).toBe(edited);
		}

		seen.edited++;
	}), {numRuns: 400});
	// What is refused leads through a text, or is too odd to be in a service file.
	expect(seen.edited).toBeGreaterThan(seen.refused);
});

test.each([
	['a tab for indentation', 'functions:\n\thello: 1\n'],
	['a key twice', 'service: a\nservice: b\n'],
	['two documents', 'service: a\n---\nservice: b\n'],
	['an alias without its anchor', 'functions:\n  hello: *nobody\n'],
	['a text where a map belongs', 'functions: none\n'],
	['a bracket that is not closed', 'functions: [\n'],
	['layers made by a tag', 'functions:\n  hello:\n    layers: !If [Cond, [a], [b]]\n'],
])('%s is refused with one sentence', (_, text) => {
	expect(() => editYaml(file, text, [{path: listed[0], value: [arn]}])).toThrow(/^serverless\.yml cannot be edited: [^\n]+\.$/v);
});

test('what is shared by an anchor keeps its anchor', () => {
	const text = 'functions:\n  hello: &hello\n    handler: a # one\n  other: *hello\n';
	expect(editYaml(file, text, [{path: listed[0], value: [arn]}])).toBe(`functions:\n  hello: &hello\n    handler: a # one\n    layers:\n      - ${arn}\n  other: *hello\n`);
});
