import {expect, test} from 'vitest';
import {attach, detach} from '../../source/chapters/attachment.js';
import {editYaml} from '../../source/files/yaml.js';

const arn = (version: number, name = 'numpy') => `arn:aws:lambda:us-east-1:000000000000:layer:${name}:${version}`;
const bare = `custom:
  pythonRequirements:
    useStaticCache: false
functions:
  hello:
    handler: handler.hello # mine
`;
const edited = (text: string, edits: ReturnType<typeof attach>) => editYaml('serverless.yml', text, edits);
const attachment = (version: number) => ({arn: arn(version), packages: ['numpy']});

test('attaches, and attaching twice is attaching once', () => {
	const once = edited(bare, attach(bare, attachment(1)));
	expect(once).toContain(`    layers:\n      - ${arn(1)}\n`);
	expect(once).toContain('    noDeploy:\n      - numpy\n');
	expect(edited(once, attach(once, attachment(1)))).toBe(once);
});

test('a new version takes the place of the old one, and the person\'s own layers and packages stay', () => {
	const own = edited(bare, [
		{path: ['functions', 'hello', 'layers'], value: [arn(7, 'other'), arn(1)]},
		{path: ['custom', 'pythonRequirements', 'noDeploy'], value: ['boto3', 'numpy']},
	]);
	const moved = edited(own, attach(own, attachment(2)));
	expect(moved).toContain(`      - ${arn(7, 'other')}\n      - ${arn(2)}\n`);
	expect(moved).not.toContain(arn(1));
	expect(moved).toContain('      - boto3\n      - numpy\n');
});

test('detaching undoes attaching', () => {
	const attached = edited(bare, attach(bare, attachment(1)));
	expect(edited(attached, detach(attached, attachment(1)))).toBe(bare);
});

test('detaching leaves what the person added', () => {
	const own = edited(bare, [{path: ['functions', 'hello', 'layers'], value: [arn(7, 'other')]}, {path: ['custom', 'pythonRequirements', 'noDeploy'], value: ['boto3']}]);
	const attached = edited(own, attach(own, attachment(1)));
	expect(edited(attached, detach(attached, attachment(1)))).toBe(own);
});
