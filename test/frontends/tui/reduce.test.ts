import {describe, expect, test} from 'vitest';
import {emptyModel, entryOf, factOf, talkingStep, type Model, type StepEntry} from '../../../source/frontends/tui/model.js';
import {keptLines} from '../../../source/frontends/tui/reduce.js';
import {finished, recordedUntil, recording, replay, runStarted, said, stamped, started} from './support/recording.js';

const stepsOf = ({record}: Model): readonly StepEntry[] => record.filter(entry => entry.kind === 'step');
const stepNamed = (model: Model, title: string): StepEntry => {
	const found = stepsOf(model).find(step => step.title === title);
	expect(found, title).toBeDefined();
	return found!;
};

/** Throws at any later attempt to change it. */
function freeze<Value>(value: Value): Value {
	if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
		Object.freeze(value);
		for (const member of Object.values(value)) {
			freeze(member);
		}
	}

	return value;
}

describe('a recorded run', () => {
	const end = replay(recording);

	test('ends with every chapter done, nothing running, and the outcome', () => {
		expect(end.chapters).toEqual(['preflight', 'function', 'weigh', 'layer', 'use', 'ship'].map(id => ({id, state: 'done'})));
		expect(end.running).toEqual([]);
		expect(end.outcome).toMatchObject({type: 'run.finished', facts: {'zip.thin.bytes': 437}});
		expect(end.target).toBe('practice');
		expect(end.directory).toBe('/home/learner/layers');
		expect(end.stage).toBe('dev');
	});

	test('has a page for each step that a person starts, with its command and what may be guessed', () => {
		expect(end.pages.map(({step, attended}) => [step, attended])).toEqual([
			['function.local', {canSkip: true}],
			['weigh.package', {guess: 'zip.fat.bytes', canSkip: true}],
			['layer.deploy', {}],
			['use.attach', {}],
			['use.package', {guess: 'zip.thin.bytes'}],
			['ship.deploy', {guess: 'deploy.function.ms'}],
			['ship.invoke', {}],
		]);
		expect(end.pages[0]).toMatchObject({chapter: 'function', command: expect.stringContaining('npx osls invoke local')});
		expect(end.pages[3]).toMatchObject({title: 'Put the layer\'s ARN into serverless.yml', command: undefined});
	});

	test('each step has the facts that it measured itself', () => {
		expect(entryOf(end, 'weigh.package')?.facts.map(({id}) => id)).toEqual(['package.unpacked.bytes', 'zip.fat.bytes', 'zip.fat.unpacked.bytes']);
		expect(entryOf(end, 'layer.deploy')?.facts.map(({id}) => id)).toEqual(['layer.arn', 'deploy.layer.ms']);
		expect(entryOf(end, 'use.attach')?.facts).toEqual([]);
		expect(factOf(end, 'zip.thin.bytes')).toMatchObject({value: 437, contents: {members: [{name: 'handler.py'}]}});
		expect(factOf(replay([]), 'zip.thin.bytes')).toBeUndefined();
	});

	test('leaves every step in the record, in the order in which they finished', () => {
		expect(stepsOf(end).map(({title}) => title)).toEqual([
			'Look for the tools',
			'Make the workspace',
			'Install the practice cloud',
			'Write the layer\'s project',
			'Write the function\'s project',
			'Reach the cloud',
			'Make the function\'s virtualenv',
			'Make the layer\'s virtualenv',
			'Install Serverless and its plugin',
			'Install the packages for the function',
			'Install the packages for the layer',
			'Run the function on this machine',
			'Package the layer',
			'Package the function with everything inside',
			'Deploy the layer',
			'Put the layer\'s ARN into serverless.yml',
			'Package the function again',
			'Deploy the function',
			'Invoke the function in the cloud',
			'Write the numbers into README.md',
		]);
	});

	test('gives each step its time, command, facts and diff', () => {
		expect(stepNamed(end, 'Install the practice cloud')).toMatchObject({end: 'already', ms: 1});
		expect(stepNamed(end, 'Package the layer')).toMatchObject({
			end: 'done',
			ms: 18_155,
			command: '(cd sls-layers-python-requirements && . venv/bin/activate && npx osls package --package package-layer)',
			log: '/home/learner/layers/.layer-wizard/logs/layer.package.log',
			facts: [{id: 'layer.zip.bytes', value: 16_698_996, contents: {name: 'pythonRequirements.zip', files: 1009}}, {id: 'layer.unpacked.bytes', value: 58_635_784}],
			guess: undefined,
			diff: [],
		});
		expect(stepNamed(end, 'Put the layer\'s ARN into serverless.yml').diff.map(({text}) => text)).toContain('+    noDeploy:');
	});

	test('shows overlapping steps and chapters while it goes on', () => {
		const model = recordedUntil(event => event.type === 'step.started' && event.step === 'weigh.package');
		expect(model.running.map(({id}) => id)).toEqual(['layer.package', 'weigh.package']);
		expect(model.chapters).toEqual([
			{id: 'preflight', state: 'done'},
			{id: 'function', state: 'done'},
			{id: 'weigh', state: 'running'},
			{id: 'layer', state: 'running'},
			{id: 'use', state: 'waiting'},
			{id: 'ship', state: 'waiting'},
		]);
		expect(model.running[0]?.startedAt).toBe(Date.parse('2026-11-22T22:22:14.082Z'));
	});

	test('never changes what it was given', () => {
		let model = freeze(emptyModel);
		for (const event of recording) {
			model = freeze(replay([freeze(event)], model));
		}

		expect(model).toEqual(end);
	});
});

describe('output', () => {
	test('keeps only the last lines of a step', () => {
		const lines = Array.from({length: 1000}, (_, index) => said('a', `line ${index}`));
		const [step] = replay(stamped(started('a'), ...lines)).running;
		expect(step?.lines).toHaveLength(keptLines);
		expect(step?.lines[0]?.text).toBe(`line ${1000 - keptLines}`);
		expect(step?.lines.at(-1)?.text).toBe('line 999');
	});

	test('makes the step that spoke last the talking one; empty lines say nothing', () => {
		const model = replay(stamped(started('a'), started('b'), said('b', 'b speaks'), said('a', 'a speaks'), said('b', '  ')));
		expect(talkingStep(model)?.id).toBe('a');
		expect(model.running[1]?.lines.map(({text}) => text)).toEqual(['b speaks']);
		expect(talkingStep(replay(stamped(finished('a')), model))?.id).toBe('b');
		expect(talkingStep(replay(stamped(started('a'))))).toBeUndefined();
	});
});

test('a fact that is measured again keeps its place', () => {
	const model = replay(stamped(
		{type: 'fact', id: 'layer.zip.bytes', value: 1, unit: 'B'},
		{type: 'fact', id: 'zip.fat.bytes', value: 2, unit: 'B'},
		{type: 'fact', id: 'layer.zip.bytes', value: 3, unit: 'B'},
	));
	expect(model.facts).toEqual([{id: 'layer.zip.bytes', value: 3}, {id: 'zip.fat.bytes', value: 2}]);
});

test('a chapter that is not known comes after those that are', () => {
	const model = replay(stamped(
		runStarted({chapters: ['use', 'ship']}),
		{type: 'chapter.started', chapter: 'limits'},
	));
	expect(model.chapters).toEqual([{id: 'use', state: 'waiting'}, {id: 'ship', state: 'waiting'}, {id: 'limits', state: 'running'}]);
});

test('a guess is kept with its step; an empty one is none', () => {
	const plan = ['a', 'b'].map(step => ({chapter: 'function', step, title: step, attended: {guess: step === 'a' ? 'zip.fat.bytes' : 'zip.thin.bytes'} as const}));
	const model = replay(stamped(
		runStarted({plan, isResumed: true, guesses: {'zip.fat.bytes': '5 MB', 'zip.thin.bytes': ''}}),
		started('a'),
		finished('a'),
		started('b'),
		finished('b'),
	));
	expect(model.isResumed).toBe(true);
	expect(stepsOf(model).map(({guess}) => guess)).toEqual([{fact: 'zip.fat.bytes', text: '5 MB'}, undefined]);
});

test('the latest warning is shown, and all are in the record', () => {
	const model = replay(stamped({type: 'warning', code: 'a', message: 'First'}, {type: 'warning', code: 'b', message: 'Two\nlines'}));
	expect(model.warning).toBe('Two lines');
	expect(model.record).toEqual([{kind: 'warning', message: 'First'}, {kind: 'warning', message: 'Two\nlines'}]);
});

test('what hinders a step is known as long as that runs', () => {
	const hindered = stamped(started('a'), started('b'), {type: 'warning', step: 'b', code: 'network.retry', message: 'Once more'});
	expect(replay(hindered).running.map(({warning}) => warning)).toEqual([undefined, 'Once more']);
	expect(replay([...hindered, ...stamped(finished('b'))]).running.map(({warning}) => warning)).toEqual([undefined]);
});

test('steps that ran when the run failed are in the record as not finished', () => {
	const model = replay(stamped(
		started('a', 'make a'),
		started('b'),
		{type: 'run.failed', error: {code: 'ToolError', message: 'No.', exitCode: 3}},
	));
	expect(model.running).toEqual([]);
	expect(stepsOf(model).map(({title, end, ms}) => ({title, end, ms}))).toEqual([
		{title: 'Title of a', end: 'unfinished', ms: 2000},
		{title: 'Title of b', end: 'unfinished', ms: 1000},
	]);
	expect(model.outcome).toMatchObject({type: 'run.failed', error: {message: 'No.'}});
});
