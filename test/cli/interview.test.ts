import {mkdirSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {afterEach, beforeEach, describe, expect, onTestFinished, test, vi} from 'vitest';
import {interview, type Start} from '../../source/cli/interview.js';
import {Quit} from '../../source/engine/errors.js';
import {answerTo, askNobody, type Ask, type Question} from '../../source/engine/questions.js';
import {temporaryDirectory} from '../support/directory.js';

let directory = '';

beforeEach(() => {
	directory = temporaryDirectory();
	const before = process.cwd();
	process.chdir(directory);
	onTestFinished(() => {
		process.chdir(before);
	});
});

afterEach(() => {
	vi.restoreAllMocks();
});

/** A person who answers some questions, and takes the default of the others. */
async function asked(start: Start, answers: Readonly<Record<string, string>> = {}) {
	const questions: Question[] = [];
	const ask: Ask = async question => {
		questions.push(question);
		return answerTo(question, answers[question.id] ?? question.fallback);
	};

	const result = await interview(start, ask, new AbortController().signal);
	return {result, questions, ids: questions.map(({id}) => id)};
}

/** A directory in which a walkthrough has begun. */
function workspace(name: string): string {
	mkdirSync(path.join(directory, name, '.layer-wizard'), {recursive: true});
	writeFileSync(path.join(directory, name, '.layer-wizard', 'journal.jsonl'), '');
	return path.join(directory, name);
}

const everything = {target: 'practice', package: ['six'], layerName: 'own', stage: 'prod'} as const;

describe('a new walkthrough', () => {
	test('is asked about all that the command line leaves open, each question with its flag', async () => {
		const {result, ids, questions} = await asked({directory: undefined, flags: {}});
		expect(ids).toEqual(['welcome', 'target', 'directory', 'packages', 'layerName', 'stage']);
		expect(questions.map(({flag}) => flag)).toEqual([undefined, '--target', 'layer-wizard <directory>', '--package', '--layer-name', '--stage']);
		expect(result).toEqual({directory: 'lambda-layers-walkthrough', flags: {target: 'practice', package: ['numpy'], stage: 'dev'}});
	});

	test('gets what was answered', async () => {
		const {result} = await asked({directory: undefined, flags: {region: 'eu-central-1'}}, {directory: 'mine', packages: 'pandas, six==1.17.0', layerName: 'own', stage: 'prod'});
		expect(result).toEqual({directory: 'mine', flags: {region: 'eu-central-1', target: 'practice', package: ['pandas', 'six==1.17.0'], layerName: 'own', stage: 'prod'}});
	});

	test('is not asked about what the command line says', async () => {
		const {result, ids} = await asked({directory: 'mine', flags: everything});
		expect(ids).toEqual(['welcome']);
		expect(result).toEqual({directory: path.join(directory, 'mine'), flags: everything});
	});

	test.each(['target', 'package', 'layerName', 'stage'] as const)('the flag for %s alone takes one question away', async flag => {
		const {ids} = await asked({directory: 'mine', flags: {[flag]: everything[flag]}});
		expect(ids).toHaveLength(4);
		expect(ids).not.toContain(flag === 'package' ? 'packages' : flag);
	});

	test('gets the defaults where nobody is asked', async () => {
		expect(await interview({directory: undefined, flags: {}}, askNobody, new AbortController().signal)).toEqual({
			directory: 'lambda-layers-walkthrough',
			flags: {target: 'practice', package: ['numpy'], stage: 'dev'},
		});
	});
});

describe('a walkthrough that has begun is not asked about', () => {
	test('when the command line names it', async () => {
		const place = workspace('mine');
		const {result, ids} = await asked({directory: 'mine', flags: {stage: 'dev'}});
		expect(ids).toEqual([]);
		expect(result).toEqual({directory: place, flags: {stage: 'dev'}});
	});

	test('when it is where one is made by default', async () => {
		workspace('lambda-layers-walkthrough');
		expect(await asked({directory: undefined, flags: {}})).toMatchObject({ids: [], result: {directory: 'lambda-layers-walkthrough', flags: {}}});
	});

	test('any further once it was answered', async () => {
		workspace('mine');
		const {result, ids} = await asked({directory: undefined, flags: {}}, {directory: 'mine'});
		expect(ids).toEqual(['welcome', 'target', 'directory']);
		expect(result.directory).toBe('mine');
		expect(result.flags.package).toBeUndefined();
	});
});

test('~ is the home directory', async () => {
	vi.spyOn(os, 'homedir').mockReturnValue(path.join(directory, 'home'));
	for (const [answer, expected] of [['~/mine', path.join(directory, 'home', 'mine')], ['~', path.join(directory, 'home')], ['~mine', '~mine']] as const) {
		expect(await asked({directory: undefined, flags: {}}, {directory: answer})).toMatchObject({result: {directory: expected}});
	}
});

test('a directory of the command line that cannot be used is told before anything is asked', async () => {
	const asked: Question[] = [];
	const ask: Ask = async question => {
		asked.push(question);
		return question.fallback;
	};

	await expect(interview({directory: 'a:b', flags: {}}, ask, new AbortController().signal)).rejects.toMatchObject({exitCode: 2});
	expect(asked).toEqual([]);
});

test.each([
	['directory', 'mine', true],
	['directory', 'a:b', false],
	['directory', 'full', false],
	['packages', 'numpy==2.2.6 six', true],
	['packages', ' , ', false],
	['packages', 'https://me:secret@example.org/x.whl', false],
	['layerName', 'own_layer-1', true],
	['layerName', 'own layer', false],
	['stage', 'dev', true],
	['stage', '1st', false],
])('%s %j: an answer is %s', async (id, text, isGood) => {
	mkdirSync(path.join(directory, 'full'));
	writeFileSync(path.join(directory, 'full', 'diary.txt'), 'dear');
	const {questions} = await asked({directory: undefined, flags: {}});
	expect(await questions.find(question => question.id === id)?.check?.(text)).toBe(isGood);
});

test('a person who leaves is asked nothing more', async () => {
	const leaving = new AbortController();
	const asked: string[] = [];
	const ask: Ask = async question => {
		asked.push(question.id);
		if (question.id === 'target') {
			leaving.abort(new Quit());
		}

		return question.fallback;
	};

	await expect(interview({directory: undefined, flags: {}}, ask, leaving.signal)).rejects.toBeInstanceOf(Quit);
	expect(asked).toEqual(['welcome', 'target']);
});

describe('on AWS', () => {
	beforeEach(() => {
		writeFileSync(path.join(directory, 'config'), '[profile one]\nregion = eu-west-1\n[profile two]\nregion = ap-south-1\n');
		vi.stubEnv('AWS_CONFIG_FILE', path.join(directory, 'config'));
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(directory, 'none'));
		for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
			vi.stubEnv(name, '');
		}
	});

	test('profile and region are asked for after the directory; the region\'s default is that of the chosen profile', async () => {
		const {result, ids, questions} = await asked({directory: undefined, flags: {}}, {target: 'aws', profile: 'two'});
		expect(ids).toEqual(['welcome', 'target', 'directory', 'profile', 'region', 'packages', 'layerName', 'stage']);
		expect(questions.find(({id}) => id === 'profile')?.choices).toEqual(['one', 'two']);
		expect(result.flags).toMatchObject({target: 'aws', profile: 'two', region: 'ap-south-1'});
	});

	test('the profile of AWS_PROFILE comes first, and the keys of the environment are a choice', async () => {
		vi.stubEnv('AWS_PROFILE', 'two');
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
		const {questions} = await asked({directory: undefined, flags: {target: 'aws'}});
		expect(questions.find(({id}) => id === 'profile')?.choices).toEqual(['two', 'AWS_ACCESS_KEY_ID', 'one']);
	});

	test('the keys of the environment are no profile', async () => {
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
		const {result} = await asked({directory: undefined, flags: {target: 'aws'}}, {profile: 'AWS_ACCESS_KEY_ID'});
		expect(result.flags).toEqual({target: 'aws', region: 'us-east-1', package: ['numpy'], stage: 'dev'});
	});

	test('without profiles there is nothing to choose', async () => {
		vi.stubEnv('AWS_CONFIG_FILE', path.join(directory, 'none'));
		const {ids} = await asked({directory: undefined, flags: {target: 'aws'}});
		expect(ids).toEqual(['welcome', 'directory', 'region', 'packages', 'layerName', 'stage']);
	});

	test('where nobody can be asked nothing is decided about the account', async () => {
		const {flags} = await interview({directory: undefined, flags: {target: 'aws'}}, askNobody, new AbortController().signal);
		expect(flags).toEqual({target: 'aws', package: ['numpy'], stage: 'dev'});
	});
});
