import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {settleHandEdits} from '../../source/cli/hand-edits.js';
import {Quit} from '../../source/engine/errors.js';
import {answerTo, askNobody, type Ask, type Question} from '../../source/engine/questions.js';
import {writeOwn} from '../../source/files/written.js';
import {temporaryDirectory} from '../support/directory.js';

/** A workspace with two files that the wizard wrote and a person changed. */
async function changed() {
	const directory = temporaryDirectory();
	const workspace = workspaceAt(directory);
	const notes = new Map<string, unknown>();
	const journal = {
		note(id: string, value: unknown) {
			notes.set(id, value);
		}, recall: (id: string) => notes.get(id),
	};
	const yml = path.relative(directory, workspace.function.serverlessYml);
	await writeOwn(workspace, path.relative(directory, workspace.handler), 'one\ntwo\n');
	await writeOwn(workspace, yml, 'a: 1\n');
	writeFileSync(workspace.handler, 'one\nTWO\nthree\n');
	writeFileSync(workspace.function.serverlessYml, 'a: 2\n');
	const questions: Question[] = [];
	const settle = async (...answers: readonly string[]) => {
		const left = [...answers];
		const ask: Ask = async question => {
			questions.push(question);
			return answerTo(question, left.shift() ?? 'nobody answers that');
		};

		return settleHandEdits(workspace, {journal, ask: answers.length === 0 ? askNobody : ask, isDry: false, signal: new AbortController().signal});
	};

	return {workspace, questions, settle, handler: () => readFileSync(workspace.handler, 'utf8'), service: () => readFileSync(workspace.function.serverlessYml, 'utf8')};
}

test('each changed file is asked about with its diff; what is kept is not asked about again until it changes again', async () => {
	const {questions, settle, workspace} = await changed();
	expect(await settle('mine', 'mine')).toEqual([]);
	expect(questions.map(({id, fallback, values}) => [id, fallback, values?.file])).toEqual([['edits', 'mine', 'sls-layers-python/handler.py'], ['edits', 'mine', 'sls-layers-python/serverless.yml']]);
	expect(questions[0]?.diff).toEqual(expect.arrayContaining(['-two', '+TWO', '+three']));
	await settle('mine');
	expect(questions).toHaveLength(2);
	writeFileSync(workspace.handler, 'again\n');
	await settle('mine');
	expect(questions).toHaveLength(3);
});

test('what the wizard wrote comes back, and the person\'s version lies beside it, under a name of its own', async () => {
	const {settle, handler, service, workspace} = await changed();
	writeFileSync(`${workspace.handler}.yours`, 'from before');
	expect(await settle('template', 'mine')).toEqual([{code: 'edits.replaced', message: 'sls-layers-python/handler.py is what the wizard wrote again; your version is sls-layers-python/handler.py.yours-2.'}]);
	expect([handler(), service()]).toEqual(['one\ntwo\n', 'a: 2\n']);
	expect(readFileSync(`${workspace.handler}.yours-2`, 'utf8')).toBe('one\nTWO\nthree\n');
	expect(readFileSync(`${workspace.handler}.yours`, 'utf8')).toBe('from before');
});

test('who stops has changed nothing, whatever was answered before', async () => {
	const {settle, handler, service, workspace} = await changed();
	await expect(settle('template', 'stop')).rejects.toThrow(Quit);
	expect([handler(), service()]).toEqual(['one\nTWO\nthree\n', 'a: 2\n']);
	expect(existsSync(`${workspace.handler}.yours`)).toBe(false);
});

test('with nobody to ask all is kept, and told each time', async () => {
	const {settle, handler} = await changed();
	const told = ['sls-layers-python/handler.py was changed by hand (2 lines added, 1 removed); it is kept as it is.', 'sls-layers-python/serverless.yml was changed by hand (1 line added, 1 removed); it is kept as it is.'];
	const first = await settle();
	const second = await settle();
	expect([first, second].map(notices => notices.map(({message}) => message))).toEqual([told, told]);
	expect(handler()).toBe('one\nTWO\nthree\n');
});
