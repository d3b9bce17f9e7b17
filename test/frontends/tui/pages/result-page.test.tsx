import {render} from 'ink-testing-library';
import {describe, expect, test} from 'vitest';
import type {Language} from '../../../../source/lessons/languages.js';
import {entryOf, type Model, type StepEntry} from '../../../../source/frontends/tui/model.js';
import {ResultPage} from '../../../../source/frontends/tui/pages/result-page.js';
import {results} from '../../../../source/frontends/tui/pages/results.js';
import {wordsFor} from '../../../../source/lessons/strings.js';
import {places, showPage} from '../support/page.js';
import {experiments, recording, replay} from '../support/recording.js';
import {words} from '../support/words.js';

const [walked, experimented] = [replay(recording), replay(experiments)];
/** What two runs showed together. */
const model: Model = {...experimented, ...walked, pages: [...walked.pages, ...experimented.pages], record: [...walked.record, ...experimented.record], facts: [...walked.facts, ...experimented.facts], experiments: experimented.experiments, catalogue: experimented.catalogue};
const steps = Object.keys(results);

type Place = {readonly language?: Language; readonly columns?: number; readonly rows?: number; readonly now?: number | undefined};

function resultPage(step: string, {language = 'en', columns = 79, rows = 17, now}: Place = {}, changes: Partial<StepEntry> = {}, of: Model = model) {
	const entry = {...entryOf(of, step)!, ...changes};
	return showPage(<ResultPage entry={entry} model={of} lesson={words[language].lesson(step)} columns={columns} rows={rows} now={now}/>, {language, columns, rows});
}

test('every page has a result to look at', () => {
	expect(steps).toEqual(model.pages.map(({step}) => step));
});

describe.each(places)('$language at $columns x $rows', place => {
	test.each(steps)('%s is never higher or wider than told, and says what it means', step => {
		const {strings, lesson} = words[place.language];
		for (const rows of [place.rows, 8, 40]) {
			const shown = resultPage(step, {...place, rows, now: 0}).rows();
			expect(shown[0]).toContain(`✓ ${wordsFor(strings.steps, step)}`);
			expect(shown.join('').replaceAll(/\s/gv, '')).toContain(lesson(step).after.slice(0, 20).replaceAll(/\s/gv, ''));
		}
	});

	test.each(steps)('%s fits with wide words in the data', step => {
		const wide = '日本語😀'.repeat(30);
		const facts = model.facts.map(fact => ({...fact, ...(typeof fact.value === 'string' && {value: wide}), ...(fact.contents && {contents: {...fact.contents, members: fact.contents.members.map(member => ({...member, name: wide}))}})}));
		const diff = [{stream: 'diff', text: '@@ -1 +1 @@'}, {stream: 'diff', text: `+noDeploy: ${wide}`}] as const;
		const shown = resultPage(step, place, {title: wide, diff}, {...model, facts, stage: wide}).rows();
		expect(shown.length).toBeGreaterThan(3);
	});
});

describe('what is to be seen', () => {
	test('function.local: the answer as it was printed', () => {
		expect(resultPage('function.local').lastFrame()).toContain('  [[ 0  1  2  3  4]\n   [ 5  6  7  8  9]\n   [10 11 12 13 14]]');
	});

	test('weigh.package: the zip, the bars to scale against the limit, and the five largest things', () => {
		const text = resultPage('weigh.package', {rows: 20}).lastFrame();
		expect(text).toMatch(/^Function zip, packages inside +16\.7 MB$/mv);
		expect(text).toContain('Unzipped sizes, to scale');
		expect(text).toMatch(/^The packages, installed +█+.* +72\.5 MB$/mv);
		expect(text).toMatch(/^The zip, unpacked +█+.* +58\.6 MB$/mv);
		expect(text).toMatch(/^Limit, "250 MB" +█+ +262 MB$/mv);
		expect(text).toContain('Largest things in the zip (z looks into it)');
		expect(text?.match(/ \d+ % +[\d.]+ [kM]B/gv)).toHaveLength(5);
	});

	test.each([['layer.deploy', false], ['ship.deploy', true]])('%s: the map of the stacks; the function has the ARN: %s', (step, isAttached) => {
		const text = resultPage(step).lastFrame() ?? '';
		expect(text).toMatch(/^Deploying the \w+ took +\d\.\d s$/mv);
		expect(text).toContain('The function');
		expect(text.includes('not known yet')).toBe(!isAttached);
	});

	test('ship.deploy: the ARN travels, from when it is first seen', () => {
		const page = (now: number) => <ResultPage entry={entryOf(model, 'ship.deploy')!} model={model} lesson={words.en.lesson('ship.deploy')} columns={79} rows={17} now={now}/>;
		const {rerender, lastFrame} = render(page(1000));
		expect(lastFrame()).toContain('not known yet');
		rerender(page(2500));
		expect(lastFrame()).toMatch(/─ …:layer:.*1 ─/v);
		rerender(page(4000));
		expect(lastFrame()).not.toContain('not known yet');
		expect(lastFrame()).toMatch(/│ - …:layer:.*1 +│/v);
	});

	test('use.attach: the change with a note at each new line', () => {
		const text = resultPage('use.attach', {columns: 119, rows: 30}).lastFrame();
		expect(text).toContain('+    noDeploy:');
		expect(text).toContain('What the plugin leaves out of the zip from now on.');
		expect(text).toContain('The layers of this one function');
		expect(text).toContain(' package:');
	});

	test('use.attach: where room is scarce, only what changed', () => {
		const text = resultPage('use.attach', {rows: 14}).lastFrame();
		expect(text).toContain('+    noDeploy:');
		expect(text).not.toContain('pipCmdExtraArgs');
	});

	test('use.package: three zips on a logarithmic scale that is named', () => {
		const text = resultPage('use.package').lastFrame();
		expect(text).toMatch(/^Function zip, packages inside +█+.* +16\.7 MB$/mv);
		expect(text).toMatch(/^Function zip, layer attached +█+.* +437 B$/mv);
		expect(text).toMatch(/^Layer zip +█+.* +16\.7 MB$/mv);
		expect(text).toMatch(/^Logarithmic scale from 100 B to [\d.]+ MB$/mv);
	});

	test('ship.invoke: the answer beside its log', () => {
		const text = resultPage('ship.invoke').lastFrame();
		expect(text).toMatch(/Its answer +.*Its log/v);
		expect(text).toMatch(/\[\[ 0 {2}1 {2}2 {2}3 {2}4\] +.*It printed nothing\./v);
		expect(text).toContain('layer_0/python/numpy');
	});
});

describe('what came of experiments', () => {
	test('limits.gauges: four bars, each against its own limit', () => {
		const text = resultPage('limits.gauges').lastFrame();
		expect(text).toMatch(/^Layers, of 5 +█+.* +1 \(20\.0 %\)$/mv);
		expect(text).toMatch(/^Unzipped, of 262 MB +█+.* +58\.6 MB \(22\.4 %\)$/mv);
		expect(text?.match(/ %\)$/gmv)).toHaveLength(4);
	});

	test('limits.sixth: where the cloud takes what AWS does not, the wizard says so, with AWS\'s words and their source', () => {
		const text = resultPage('limits.sixth', {rows: 40}).lastFrame()?.replaceAll(/\s+/gv, ' ');
		expect(text).toContain('6 layers are attached, and Lambda takes 5 at most');
		expect(text).toContain('Cannot reference more than 5 layers.');
		expect(text).toContain('https://docs.aws.amazon.com/');
		expect(text).toContain('Then the function answered: "It works."');
	});

	test.each([['refuses', true], ['takes', false]] as const)('a prediction is judged by what AWS does: %s is right: %s', (predicted, isRight) => {
		const of = {...model, experiments: model.experiments.map(each => ({...each, predicted}))};
		const text = resultPage('limits.sixth', {rows: 40}, {}, of).lastFrame()?.replaceAll(/\s+/gv, ' ') ?? '';
		expect(text.includes('That is what AWS does.')).toBe(isRight);
	});

	test('limits.region: the cloud\'s own words, and no others', () => {
		const text = resultPage('limits.region', {rows: 40}).lastFrame()?.replaceAll(/\s+/gv, ' ');
		expect(text).toContain('Layers are not in the same region as the function. Layers are expected to be in region us-east-1.');
		expect(text).toContain('Repair: The version in us-east-1 is attached.');
		expect(text).not.toContain('https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html lists');
	});

	test('share.public: whose the layers are, and how old the list is', () => {
		const text = resultPage('share.public', {rows: 60}).lastFrame()?.replaceAll(/\s+/gv, ' ');
		expect(text).toMatch(/2026-\d\d-\d\d/v);
		expect(text).toContain('Klayers');
	});
});

describe('the words', () => {
	test('a guess stands beside what was measured', () => {
		const rows = resultPage('weigh.package', {}, {guess: {fact: 'zip.fat.bytes', text: '17 MB'}}).rows();
		expect(rows[1]).toBe('You guessed 17 MB, and it is 16.7 MB: very close.');
		expect(resultPage('use.package', {}, {guess: {fact: 'zip.thin.bytes', text: '5'}}).lastFrame()).toContain('You guessed 5 MB, and it is 437 B: 11,442 times less. Good news.');
	});

	test('how it ended', () => {
		expect(resultPage('weigh.package').rows()[0]).toContain('Done in 18.6 s');
		expect(resultPage('weigh.package', {}, {end: 'already'}).rows()[0]).toContain('Found done, and verified.');
	});

	test('a step that was left out has nothing to show', () => {
		expect(resultPage('function.local', {}, {end: 'skipped'}).rows()[0]).toContain('Left out. Later steps do without it.');
		const text = resultPage('weigh.package', {}, {end: 'skipped'}).lastFrame();
		expect(text).not.toContain('Nearly all of this is the package');
		expect(text).not.toContain('█');
	});
});
