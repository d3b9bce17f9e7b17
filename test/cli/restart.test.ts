import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {cleanNote, stackNote} from '../../source/chapters/cleanup/notes.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {resolveAnswers} from '../../source/cli/config.js';
import {restart} from '../../source/cli/restart.js';
import {answersNote, earlierAnswers} from '../../source/cli/earlier-answers.js';
import {Quit} from '../../source/engine/errors.js';
import {Journal, readJournal} from '../../source/engine/journal.js';
import {answerTo, askNobody, type Ask, type Question} from '../../source/engine/questions.js';
import {writeOwn} from '../../source/files/written.js';
import {temporaryDirectory} from '../support/directory.js';

const answers = resolveAnswers({package: ['pandas']}, undefined);

const id = '8b0a3f8e-5d0c-4c53-9d53-0d6f5b3a1c11';

/** A workspace with files of both, in a directory of its own. */
async function walked({target = 'practice'}: {readonly target?: string} = {}) {
	const directory = temporaryDirectory();
	const workspace = workspaceAt(directory);
	const {name} = workspace.function;
	for (const folder of [`${name}/venv/lib`, '.layer-wizard/practice-cloud/state', 'node_modules', 'my-second-layer']) {
		mkdirSync(path.join(directory, folder), {recursive: true});
	}

	await writeOwn(workspace, `${name}/handler.py`, 'wizard\n');
	await writeOwn(workspace, `${name}/serverless.yml`, 'a: 1\n');
	writeFileSync(workspace.function.serverlessYml, 'a: 2\n');
	writeFileSync(path.join(directory, name, 'notes.txt'), 'mine');
	writeFileSync(path.join(directory, '.layer-wizard/lock'), '');
	const journal = new Journal(workspace.journal);
	journal.open();
	journal.note('workspace', id);
	journal.note(answersNote, {...answers, target, packages: ['nunpy']});
	const questions: Question[] = [];
	const begin = async (answer?: string, isDry = false) => {
		const ask: Ask = async question => {
			questions.push(question);
			return answerTo(question, answer ?? '');
		};

		return restart(workspace, {answers, ask: answer === undefined ? askNobody : ask, isDry, signal: new AbortController().signal});
	};

	const deployed = () => {
		journal.listen({v: 1, at: '', type: 'step.started', chapter: 'layer', step: 'layer.deploy', title: '', log: ''});
	};

	return {directory, workspace, journal, questions, begin, deployed};
}

const theirs = ['my-second-layer', 'sls-layers-python/notes.txt', 'sls-layers-python/serverless.yml'];

test('what the wizard made goes, and the journal begins anew with the new answers and the workspace\'s old id', async () => {
	const {directory, workspace, begin} = await walked();
	expect(await begin()).toEqual([{code: 'restart.kept', message: `What is yours has stayed in its place and is used: ${theirs.join(', ')}.`}]);
	expect(readdirSync(directory).toSorted()).toEqual(['.layer-wizard', 'my-second-layer', 'sls-layers-python']);
	expect(readdirSync(workspace.function.directory).toSorted()).toEqual(['notes.txt', 'serverless.yml']);
	expect(readdirSync(workspace.state).toSorted()).toEqual(['journal.jsonl', 'lock']);
	expect(earlierAnswers(workspace)).toEqual(answers);
	expect(new Journal(workspace.journal).recall('workspace')).toBe(id);
});

test('what is the person\'s is named, and goes only with their word', async () => {
	const {directory, questions, begin} = await walked();
	await begin('removeTheirs');
	expect(questions.map(({id, fallback, resources}) => [id, fallback, resources?.map(({name}) => name)])).toEqual([['theirs', 'keepTheirs', theirs]]);
	expect(readdirSync(directory)).toEqual(['.layer-wizard']);
});

test('who stops, or only looks, has changed nothing', async () => {
	const {workspace, begin} = await walked();
	await expect(begin('stop')).rejects.toThrow(Quit);
	const [plan] = await begin(undefined, true);
	expect(plan?.message).toMatch(/^--restart would remove node_modules, sls-layers-python\/handler\.py, sls-layers-python\/venv, the practice cloud.*, and ask about what is yours: my-second-layer, /v);
	expect(readFileSync(workspace.handler, 'utf8')).toBe('wizard\n');
	expect(existsSync(workspace.practiceCloud)).toBe(true);
	expect(earlierAnswers(workspace)?.packages).toEqual(['nunpy']);
});

test('what may be in an account is not forgotten: clean comes first', async () => {
	const {begin, deployed, journal, workspace} = await walked({target: 'aws'});
	deployed();
	await expect(begin()).rejects.toMatchObject({code: 'UsageError', message: expect.stringContaining('may have stacks in the AWS account'), details: {tryThis: expect.stringContaining('layer-wizard clean')}});
	expect(existsSync(workspace.handler)).toBe(true);
	journal.note(cleanNote, true);
	await begin();
	expect(existsSync(workspace.handler)).toBe(false);
	expect(readJournal(workspace.journal).some(({type}) => type === 'step.started')).toBe(false);
});

test('a stack that a clean-up noted is not forgotten either, until it is clean', async () => {
	const {begin, journal, workspace} = await walked({target: 'aws'});
	journal.note(stackNote, 'arn:aws:cloudformation:us-east-1:111122223333:stack/sls-layers-python-dev/1');
	await expect(begin()).rejects.toMatchObject({code: 'UsageError', message: expect.stringContaining('may have stacks in the AWS account')});
	expect(existsSync(workspace.handler)).toBe(true);
	journal.note(cleanNote, true);
	await begin();
	expect(existsSync(workspace.handler)).toBe(false);
});

test.each(['by-hand', '', 8, null, '*'])('an id that is no UUID is not handed on: %j', async forged => {
	const {begin, journal, workspace} = await walked();
	journal.note('workspace', forged);
	await begin();
	expect(new Journal(workspace.journal).recall('workspace')).toBeUndefined();
});

test('answers that are not given anew are as they were, but for another cloud', () => {
	const earlier = resolveAnswers({target: 'aws', profile: 'learner', region: 'eu-west-1', stage: 'test', package: ['nunpy']}, undefined);
	expect(resolveAnswers({restart: true, package: ['numpy']}, earlier)).toEqual({...earlier, packages: ['numpy']});
	expect(resolveAnswers({restart: true, target: 'practice'}, earlier)).toEqual({target: 'practice', region: 'us-east-1', stage: 'test', packages: ['nunpy']});
	expect(() => resolveAnswers({package: ['numpy']}, earlier)).toThrow(/was made with --package nunpy/v);
});
