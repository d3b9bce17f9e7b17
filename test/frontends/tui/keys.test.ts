import {describe, expect, test} from 'vitest';
import {hintsFor} from '../../../source/frontends/tui/hints.js';
import {bindings, contentsOf, diffOf, logAt, situationOf} from '../../../source/frontends/tui/keys.js';
import {entryOf} from '../../../source/frontends/tui/model.js';
import type {View} from '../../../source/frontends/tui/store.js';
import {replay, stamped, started} from './support/recording.js';
import {atEnd, onPage, questionOf, retryOf, viewOf} from './support/views.js';
import {strings, words} from './support/words.js';

const activeIn = (view: View) => bindings.filter(({isActive}) => isActive(situationOf(view))).map(({id}) => id).join(' ');
const hintsIn = (view: View) => hintsFor(situationOf(view), strings).map(({key, text}) => `${key} ${text}`);

describe('the keys that are active', () => {
	test.each([
		['before the run', viewOf(), 'help quit'],
		['on the welcome', viewOf({question: questionOf({id: 'welcome', choices: ['go']})}), 'go help quit'],
		['on the first lesson', onPage('function.local', 'lesson'), 'go skip explain output help quit scroll'],
		['on a lesson with a guess', onPage('weigh.package', 'lesson'), 'go skip explain output back help quit scroll'],
		['on a lesson that cannot be left out', onPage('layer.deploy', 'lesson'), 'go explain output back help quit scroll'],
		['on a lesson without a command', onPage('use.attach', 'lesson'), 'go back help quit scroll'],
		['while a step waits', onPage('layer.deploy', 'waiting'), 'explain output lesson back help quit'],
		['while a step runs', onPage('ship.deploy', 'running'), 'explain output diff lesson back help quit'],
		['on the result of a zip', onPage('weigh.package', 'result'), 'go explain output zip lesson back help quit scroll'],
		['on the result of a change', onPage('use.attach', 'result'), 'go diff lesson back help quit scroll'],
		['after a failure', {...onPage('ship.deploy', 'running'), question: retryOf('ship.deploy')}, 'retry output help quit'],
		['on the last page', atEnd, 'go diff back help scroll'],
	])('%s', (_, view, expected) => {
		expect(activeIn(view)).toBe(expected);
	});

	test('a failure behind a lesson takes Enter and s away from the lesson', () => {
		const active = activeIn({...onPage('weigh.package', 'lesson'), question: retryOf('layer.package')}).split(' ');
		expect(active).toContain('retry');
		expect(active).not.toContain('go');
		expect(active).not.toContain('skip');
	});
});

describe('Enter is called by what it does', () => {
	test.each([
		['welcome', viewOf({question: questionOf({id: 'welcome'})}), 'Enter go on'],
		['a lesson', onPage('function.local', 'lesson'), 'Enter run it'],
		['a lesson with a guess', onPage('weigh.package', 'lesson'), 'Enter guess'],
		['a result', onPage('weigh.package', 'result'), 'Enter go on'],
		['the end', atEnd, 'Enter finish'],
	])('%s', (_, view, hint) => {
		expect(hintsIn(view)[0]).toBe(hint);
	});

	test('a guess that was made is not offered again', () => {
		const view = onPage('weigh.package', 'lesson');
		expect(hintsIn({...view, model: {...view.model, guesses: {'zip.fat.bytes': ''}}})[0]).toBe('Enter run it');
	});
});

test.each([
	['a guess', onPage('weigh.package', 'guess')],
	['a question with choices', viewOf({question: questionOf({id: 'target', choices: ['practice', 'aws']})})],
	['a question with a text', viewOf({question: questionOf({id: 'stage'})})],
])('while %s is typed letters are letters', (_, view) => {
	expect(situationOf(view).isTyping).toBe(true);
	expect(hintsIn(view)).toEqual(['Enter go on', 'Ctrl-C leave']);
});

test.each(['en', 'zh'] as const)('each key has its name and its help in %s', language => {
	const {keys, help} = words[language].strings;
	for (const {id} of bindings) {
		expect(help[id], id).toMatch(/\S/v);
		expect(id === 'go' ? keys.next : keys[id], id).toMatch(/\S/v);
	}

	expect(new Set(bindings.map(({key}) => key)).size).toBe(bindings.length);
});

describe('the log that o opens', () => {
	const logIn = (view: View) => logAt(situationOf(view))?.step;

	test('is the page\'s own, while it runs and afterwards', () => {
		expect(logIn(onPage('ship.deploy', 'running'))).toBe('ship.deploy');
		expect(logAt(situationOf(onPage('ship.deploy', 'result')))).toEqual({step: 'ship.deploy', file: '/home/learner/layers/.layer-wizard/logs/ship.deploy.log'});
	});

	test('is before that the one of a command that runs behind', () => {
		expect(logIn(onPage('layer.deploy', 'waiting'))).toBe('weigh.package');
	});

	test('is the failed step\'s after a failure', () => {
		const view = onPage('weigh.package', 'running');
		expect(logIn({...view, question: retryOf('layer.deploy')})).toBe('layer.deploy');
	});

	test('is none where no command was run', () => {
		expect(logIn(onPage('use.attach', 'result'))).toBeUndefined();
		expect(logIn(viewOf({model: replay(stamped(started('a')))}))).toBeUndefined();
	});
});

test('the diff is the last one, also of a step that still runs', () => {
	expect(diffOf(atEnd)).toContain('+    noDeploy:');
	expect(diffOf(onPage('use.attach', 'running'))).toContain('+    noDeploy:');
	expect(diffOf(onPage('use.attach', 'lesson'))).toEqual([]);
});

test('a zip can be looked into once it was measured', () => {
	expect(contentsOf(entryOf(atEnd.model, 'weigh.package'))).toMatchObject({name: 'sls-layers-python.zip', files: 1010});
	expect(contentsOf(entryOf(atEnd.model, 'use.package'))).toMatchObject({files: 2});
	expect(contentsOf(entryOf(atEnd.model, 'ship.deploy'))).toBeUndefined();
	expect(contentsOf(undefined)).toBeUndefined();
});
