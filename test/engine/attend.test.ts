import {describe, expect, test} from 'vitest';
import {guessesIn, predictionOf} from '../../source/engine/attend.js';
import {ToolError} from '../../source/engine/errors.js';
import {answerTo, askNobody, type Ask, type Question} from '../../source/engine/questions.js';
import {run} from '../../source/engine/run.js';
import {chapter, setUp, signalled, step} from './support/world.js';

const attended = {guess: 'layer.zip.bytes', canSkip: true} as const;

/** A person who answers each kind of question in one way, and remembers what was asked. */
function person(answers: Readonly<Record<string, string>>) {
	const asked: Question[] = [];
	const ask: Ask = async question => {
		asked.push(question);
		return answerTo(question, answers[question.id] ?? '');
	};

	return {asked, ask, kinds: () => asked.map(({id, step}) => `${id} ${step}`)};
}

/** Never answers; withdrawn, as the port promises, it gives the fallback. */
function silent() {
	const asked = signalled();
	const ask: Ask = async (question, signal) => new Promise(resolve => {
		signal?.addEventListener('abort', () => {
			resolve(question.fallback);
		}, {once: true});
		asked.resolve();
	});
	return {ask, asked: asked.promise};
}

describe('an attended step', () => {
	test('asks for a guess, then for the word to go on, and only then starts', async () => {
		const {ask, asked} = person({guess: '5 MB', go: 'run'});
		const {options, told} = setUp(new Set(), async (question, signal) => {
			expect(told()).toEqual(['chapter.started one']);
			return ask(question, signal);
		});
		await run([chapter('one', [step('a', [], {attended})])], options);
		expect(asked).toEqual([
			{id: 'guess', step: 'a', fact: 'layer.zip.bytes', fallback: ''},
			{id: 'go', step: 'a', choices: ['run', 'skip'], fallback: 'run'},
		]);
		expect(told()).toContain('step.finished a done');
	});

	test('a guess is asked for once, and remembered by the next run', async () => {
		const {ask, kinds} = person({guess: '5 MB', go: 'run'});
		const {options, world} = setUp(new Set(), ask);
		const chapters = [chapter('one', [step('a', [], {attended})])];
		await run(chapters, options);
		expect(guessesIn(options.journal)).toEqual({'layer.zip.bytes': '5 MB'});
		world.clear();
		await run(chapters, options);
		expect(kinds()).toEqual(['guess a', 'go a', 'go a']);
	});

	test('a prediction is asked for last, once, and not of what is left out', async () => {
		const {ask, kinds} = person({go: 'run', predict: 'fails'});
		const {options, world} = setUp(new Set(), ask);
		const chapters = [chapter('one', [step('a', [], {attended: {predict: true}})])];
		await run(chapters, options);
		expect(predictionOf('a', options.journal)).toBe('fails');
		world.clear();
		await run(chapters, options);
		expect(kinds()).toEqual(['go a', 'predict a', 'go a']);

		const skipping = person({go: 'skip'});
		await run([chapter('one', [step('b', [], {attended: {predict: true, canSkip: true}})])], setUp(new Set(), skipping.ask).options);
		expect(skipping.kinds()).toEqual(['go b']);
	});

	test('nobody predicts where nobody can be asked', async () => {
		const {options} = setUp(new Set(), askNobody);
		await run([chapter('one', [step('a', [], {attended: {predict: true}})])], options);
		expect(predictionOf('a', options.journal)).toBeUndefined();
	});

	test('a guess that was skipped is not asked for again by the next run', async () => {
		const {ask, kinds} = person({guess: '', go: 'run'});
		const {options, world} = setUp(new Set(), ask);
		const chapters = [chapter('one', [step('a', [], {attended})])];
		await run(chapters, options);
		expect(guessesIn(options.journal)).toEqual({'layer.zip.bytes': ''});
		world.clear();
		await run(chapters, options);
		expect(kinds()).toEqual(['guess a', 'go a', 'go a']);
	});

	test('where nobody is asked, no guess counts as skipped', async () => {
		const {options, notes} = setUp(new Set(), askNobody);
		await run([chapter('one', [step('a', [], {attended})])], options);
		expect(notes.size).toBe(0);
		expect(guessesIn(options.journal)).toEqual({});
	});

	test('left out is told as skipped, does no work, and what needs it runs', async () => {
		const {ask} = person({guess: '', go: 'skip'});
		const {options, told, world} = setUp(new Set(), ask);
		await run([chapter('one', [step('a', [], {attended}), step('b', ['a'])])], options);
		expect([...world]).toEqual(['b']);
		expect(told()).toEqual(['chapter.started one', 'step.started a', 'step.finished a skipped', 'step.started b', 'fact', 'step.finished b done', 'chapter.finished one']);
	});

	test('that later ones need cannot be left out', async () => {
		const {ask, asked} = person({go: 'skip'});
		const {options, told} = setUp(new Set(), ask);
		await run([chapter('one', [step('a', [], {attended: {}})])], options);
		expect(asked).toMatchObject([{id: 'go', choices: ['run']}]);
		expect(told()).toContain('step.finished a done');
	});

	test('that is finished asks nobody', async () => {
		const {ask, asked} = person({go: 'skip'});
		const {options, told} = setUp(new Set(['a']), ask);
		await run([chapter('one', [step('a', [], {attended})])], options);
		expect(asked).toEqual([]);
		expect(told()).toEqual(['chapter.started one', 'step.started a', 'fact', 'step.finished a already', 'chapter.finished one']);
	});

	test('others go on while it waits', async () => {
		const {ask} = person({go: 'run'});
		const isOtherDone = signalled();
		const {options, told} = setUp(new Set(), async (question, signal) => {
			await isOtherDone.promise;
			return ask(question, signal);
		});
		const other = step('b', [], {
			async run(world) {
				world.add('b');
				isOtherDone.resolve();
			},
		});
		await run([chapter('one', [step('a', [], {attended: {}}), other])], options);
		expect(told()).toContain('step.finished a done');
	});
});

describe('a question is withdrawn', () => {
	test('when another step fails, which is the failure that is told', async () => {
		const {ask, asked} = silent();
		const {options, told} = setUp(new Set(), async (question, signal) => question.id === 'retry' ? question.fallback : ask(question, signal));
		const failing = step('b', [], {
			async run() {
				await asked;
				throw new ToolError('b broke');
			},
		});
		await expect(run([chapter('one', [step('a', [], {attended}), failing])], options)).rejects.toThrow('b broke');
		expect(told()).not.toContain('step.started a');
	});

	test('when the run is stopped, with the reason that it was stopped for', async () => {
		const {ask, asked} = silent();
		const {options, told, interruption} = setUp(new Set(), ask);
		const end = run([chapter('one', [step('a', [], {attended: {}})])], options);
		await asked;
		interruption.abort(new ToolError('enough'));
		await expect(end).rejects.toThrow('enough');
		expect(told()).toEqual(['chapter.started one']);
	});

	test.each(['guess', 'go'])('and an answer to %s that comes with the stop counts for nothing', async last => {
		const {options, interruption, notes, told} = setUp(new Set(), async question => {
			if (question.id === last) {
				interruption.abort();
			}

			return answerTo(question, question.id === 'guess' ? '5 MB' : 'run');
		});
		await expect(run([chapter('one', [step('a', [], {attended})])], options)).rejects.toThrow('Stopped before the end.');
		expect(notes.has('guess.layer.zip.bytes')).toBe(last === 'go');
		expect(told()).not.toContain('step.started a');
	});
});

test('only texts count as guesses that were noted', () => {
	const notes: Readonly<Record<string, unknown>> = {'guess.zip.fat.bytes': '5 MB', 'guess.layer.zip.bytes': 5, 'zip.thin.bytes': '1 KB'};
	expect(guessesIn({recall: id => notes[id]})).toEqual({'zip.fat.bytes': '5 MB'});
});
