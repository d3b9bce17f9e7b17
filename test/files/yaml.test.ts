import {describe, expect, test} from 'vitest';
import {diffLines} from '../../source/files/diff.js';
import {editYaml, readYaml} from '../../source/files/yaml.js';

const service = `# The service.
service: demo # its name
provider:
  name: aws
  environment:
    BUCKET: !Ref Bucket
    URL: !Sub 'https://\${Bucket}.example'
    PARTS: !GetAtt [Bucket, Arn]
    NAMED: !GetAtt Bucket.Arn

defaults: &defaults
  memorySize: 128

functions:
  hello:
    <<: *defaults
    handler: handler.hello # keep me
`;
const arn = 'arn:aws:lambda:us-east-1:000000000000:layer:demo:1';
const edits = [{path: ['functions', 'hello', 'layers'], value: [arn]}];

describe('editYaml', () => {
	test('adds what is not there and keeps comments, anchors and CloudFormation tags', () => {
		const edited = editYaml('serverless.yml', service, edits);
		expect(edited).toBe(`${service}    layers:\n      - ${arn}\n`);
	});

	test('makes the maps on the way', () => {
		const edited = editYaml('serverless.yml', service, [{path: ['custom', 'pythonRequirements', 'noDeploy'], value: ['numpy']}]);
		expect(readYaml('serverless.yml', edited, ['custom', 'pythonRequirements', 'noDeploy'])).toEqual(['numpy']);
	});

	test('editing twice is editing once', () => {
		const once = editYaml('serverless.yml', service, edits);
		expect(editYaml('serverless.yml', once, edits)).toBe(once);
	});

	test('replaces a value', () => {
		const second = [{path: ['functions', 'hello', 'layers'], value: [arn.replace(/1$/v, '2')]}];
		expect(editYaml('serverless.yml', editYaml('serverless.yml', service, edits), second)).toBe(editYaml('serverless.yml', service, second));
	});

	test('leaves the text alone, to the letter, when nothing changes', () => {
		const odd = 'a:   {b: 1,  c: [ 2,3 ]}   # odd spacing\n';
		expect(editYaml('serverless.yml', odd, [{path: ['a', 'b'], value: 1}])).toBe(odd);
	});

	test('refuses a text that is not YAML', () => {
		expect(() => editYaml('serverless.yml', 'a: [1', edits)).toThrow(/^serverless\.yml cannot be edited: .* at line 1, column 6\.$/v);
	});

	test('refuses a text that has something else in the way', () => {
		expect(() => editYaml('serverless.yml', 'functions: none\n', edits)).toThrow(/^serverless\.yml cannot be edited: Expected YAML collection at functions/v);
	});
});

describe('diffLines', () => {
	test('shows what was added, without heading', () => {
		const lines = diffLines('serverless.yml', service, editYaml('serverless.yml', service, edits));
		expect(lines.filter(line => line.startsWith('+') && !line.startsWith('+++'))).toEqual(['+    layers:', `+      - ${arn}`]);
		expect(lines[0]).toMatch(/^--- serverless\.yml/v);
	});

	test('is empty for equal texts', () => {
		expect(diffLines('a', service, service)).toEqual([]);
	});
});
