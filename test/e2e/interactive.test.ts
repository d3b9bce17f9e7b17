import path from 'node:path';
import {expect, test} from 'vitest';
import {chaptersUntil} from '../../source/chapters/ids.js';
import {loadWords, type Words} from '../../source/lessons/languages.js';
import {proseText} from '../../source/lessons/prose.js';
import {fill} from '../../source/lessons/strings.js';
import {temporaryDirectory} from '../support/directory.js';
import {processesIn} from '../support/processes.js';
import {openTerminal, shows, type TestTerminal} from '../support/terminal.js';

const enter = '\r';
const escape = '\u001B';
const down = '\u001B[B';
const pageDown = '\u001B[6~';

/** A lesson's page with the whole command and what Enter does there. */
async function lessonPage(terminal: TestTerminal, {lesson, strings}: Words, page: string, ...texts: readonly string[]): Promise<void> {
	await shows(terminal, lesson(page).title, ...texts, new RegExp(`Enter (?:${strings.keys.run}|${strings.keys.guess})`, 'v'));
}

/** The page with what came of a step. */
async function resultPage(terminal: TestTerminal, {lesson, strings}: Words, step: keyof Words['strings']['steps'], ...texts: ReadonlyArray<string | RegExp>): Promise<void> {
	await shows(terminal, `✓ ${strings.steps[step]}`, lesson(step).after, ...texts, `Enter ${strings.keys.next}`);
}

/** What is further down on a page; a large terminal shows it already. */
async function below(terminal: TestTerminal, ...texts: ReadonlyArray<string | RegExp>): Promise<void> {
	terminal.type(pageDown);
	await shows(terminal, ...texts);
}

/** Those of the practice cloud, each with what is predicted of it, as the place in the list, and whether AWS does that. */
const predicted = [
	['limits.sixth', 1, true],
	['limits.weight', 1, true],
	['limits.region', 0, false],
	['limits.deleted', 1, true],
	['limits.module', 2, true],
	['limits.wheel', 0, false],
	['share.grant', 1, true],
	['share.revoke', 1, true],
	['share.service', 0, true],
] as const;

/** Through the chapters after the invoke: look, predict, read what came of it. */
async function experiments(terminal: TestTerminal, words: Words): Promise<void> {
	const {strings} = words;
	await lessonPage(terminal, words, 'limits.gauges');
	terminal.type(enter);
	await resultPage(terminal, words, 'limits.gauges', strings.facts['limits.layers']);
	terminal.type(enter);
	for (const [step, place, isRight] of predicted) {
		await lessonPage(terminal, words, step);
		terminal.type(enter);
		await shows(terminal, strings.questions.predict.ask, `❯ ${strings.choices.takes}`);
		const choice = [strings.choices.takes, strings.choices.refuses, strings.choices.fails][place] ?? '';
		terminal.type(down.repeat(place));
		await shows(terminal, `❯ ${choice}`);
		terminal.type(enter);
		await resultPage(terminal, words, step, fill(isRight ? strings.experiment.right : strings.experiment.predicted, {what: choice}));
		terminal.type(enter);
	}

	await lessonPage(terminal, words, 'share.public');
	terminal.type(enter);
	await resultPage(terminal, words, 'share.public');
	await below(terminal, 'Klayers');
	terminal.type(enter);
}

const sizes = {large: {columns: 80, rows: 24}, small: {columns: 60, rows: 20}} as const;

type Journey = {readonly language: 'en' | 'zh'; readonly from: keyof typeof sizes; readonly to: keyof typeof sizes; readonly packageName: string; readonly answer: RegExp; readonly after: 'keep' | 'clean'; readonly until: 'ship' | 'share'};

const journeys: readonly Journey[] = [
	{language: 'en', from: 'large', to: 'small', packageName: 'numpy', answer: /\[10 11 12 13 14\]\]/v, after: 'keep', until: 'share'},
	{language: 'zh', from: 'small', to: 'large', packageName: 'six', answer: /six 1\.\d/v, after: 'clean', until: 'ship'},
	{language: 'en', from: 'small', to: 'large', packageName: 'six', answer: /six 1\.\d/v, after: 'clean', until: 'ship'},
	{language: 'zh', from: 'large', to: 'small', packageName: 'six', answer: /six 1\.\d/v, after: 'keep', until: 'share'},
];

test.each(journeys)('from the first question to the invoke and the end: $language, $packageName, a $from terminal that becomes $to, $after, $until', async ({language, from, to, packageName, answer, after, until}) => {
	const words = await loadWords(language);
	const {strings, lesson} = words;
	const cwd = temporaryDirectory();
	const terminal = openTerminal(until === 'ship' ? ['--until', until] : [], {cwd, ...sizes[from], env: {LC_ALL: language === 'zh' ? 'zh_CN.UTF-8' : 'en_US.UTF-8'}});

	await shows(terminal, lesson('preflight').title, strings.interview.begin);
	terminal.type(enter);
	await shows(terminal, strings.questions.target.ask, `❯ ${strings.choices.practice}`, '--target');
	terminal.type(enter);
	await shows(terminal, strings.questions.directory.ask, strings.questions.directory.why);
	terminal.type('a:b');
	await shows(terminal, strings.questions.directory.rule);
	terminal.type('\u007F\u007F\u007F');
	await shows(terminal, fill(strings.interview.default, {value: 'lambda-layers-walkthrough'}));
	terminal.type('w');
	await shows(terminal, '❯ w');
	terminal.type(enter);
	await shows(terminal, strings.questions.packages.ask, '--package');
	terminal.type(packageName);
	await shows(terminal, `❯ ${packageName}`);
	terminal.type(enter);
	await shows(terminal, strings.questions.layerName.ask, '--layer-name');
	terminal.type(enter);
	await shows(terminal, strings.questions.stage.ask, fill(strings.interview.default, {value: 'dev'}));
	terminal.type(enter);

	// While the installs run behind, the lesson is read and the command explained.
	await lessonPage(terminal, words, 'function.local', '(cd sls-layers-python && . venv/bin/activate && npx osls invoke local --function hello)');
	terminal.type('e');
	await shows(terminal, strings.explain.title, words.explanations.find(({match}) => match === 'cd')?.text ?? '?');
	terminal.type('e');
	await lessonPage(terminal, words, 'function.local');
	terminal.type('?');
	await shows(terminal, strings.help.explain);
	terminal.type(escape);
	await lessonPage(terminal, words, 'function.local');
	terminal.type(enter);
	await resultPage(terminal, words, 'function.local', answer);
	terminal.type(enter);

	await lessonPage(terminal, words, 'weigh.package', 'npx osls package --package package-fat)', strings.page.guessFirst);
	terminal.type(enter);
	await shows(terminal, strings.guess['zip.fat.bytes']);
	terminal.type('2000 GB');
	await shows(terminal, '❯ 2000 GB');
	terminal.type(enter);
	await resultPage(terminal, words, 'weigh.package', /2 TB/v);
	await below(terminal, strings.page.limitName, '262 MB');
	terminal.type('z');
	await shows(terminal, 'sls-layers-python.zip', '❯');
	terminal.type(escape);
	await resultPage(terminal, words, 'weigh.package');
	expect(terminal.cleared()).toBe(0);

	terminal.resize(sizes[to].columns, sizes[to].rows);
	await resultPage(terminal, words, 'weigh.package');
	expect(terminal.screen()).toHaveLength(sizes[to].rows);
	terminal.type(enter);

	await lessonPage(terminal, words, 'layer.deploy', 'npx osls deploy --package package-layer --verbose)');
	terminal.type(enter);
	await resultPage(terminal, words, 'layer.deploy', strings.facts['deploy.layer.ms']);
	await below(terminal, /│ …:layer:/v);
	terminal.type('o');
	await shows(terminal, 'PythonRequirementsLambdaLayerQualifiedArn');
	terminal.type('/');
	terminal.type('service deployed');
	terminal.type(enter);
	await shows(terminal, '✔ Service deployed to stack', fill(strings.pager.match, {match: 1, matches: 1}));
	terminal.type(escape);
	await resultPage(terminal, words, 'layer.deploy');
	terminal.type(enter);

	await lessonPage(terminal, words, 'use.attach');
	terminal.type(enter);
	await resultPage(terminal, words, 'use.attach', /\+ +noDeploy:/v, lesson('use.attach').notes[0]?.note ?? '?');
	await below(terminal, /\+ +layers:/v, /\+ +- arn:aws:lambda:/v);
	terminal.type('d');
	await shows(terminal, '+++ sls-layers-python/serverless.yml');
	terminal.type('d');
	await resultPage(terminal, words, 'use.attach');
	terminal.type(enter);

	await lessonPage(terminal, words, 'use.package', 'npx osls package --package package-thin)');
	terminal.type(enter);
	await shows(terminal, strings.guess['zip.thin.bytes'], strings.guess.skip);
	terminal.type(enter);
	await resultPage(terminal, words, 'use.package');
	await below(terminal, /\d B\n/v, strings.page.uploadName);
	terminal.type(enter);

	await lessonPage(terminal, words, 'ship.deploy', 'npx osls deploy --package package-thin --verbose)');
	terminal.type(enter);
	await shows(terminal, strings.guess['deploy.function.ms']);
	terminal.type('a while');
	await shows(terminal, strings.guess.wrong);
	terminal.type('\u007F'.repeat(7));
	terminal.type('1 min');
	await shows(terminal, '❯ 1 min');
	terminal.type(enter);
	await shows(terminal, /[●✓] (?:CloudFormation Stack|S3 Bucket|Lambda Function) /v);
	await resultPage(terminal, words, 'ship.deploy', /60\.0 s/v);
	// The ARN has arrived: it stands in both stacks.
	terminal.type(pageDown);
	await terminal.until(screen => screen.split('…:layer:').length === 3);
	terminal.type(enter);

	await lessonPage(terminal, words, 'ship.invoke');
	terminal.type(enter);
	await resultPage(terminal, words, 'ship.invoke');
	await below(terminal, answer, /layer_0\/python\//v);
	terminal.type('b');
	await shows(terminal, strings.lookBack.keys);
	terminal.type(escape);
	await resultPage(terminal, words, 'ship.invoke');
	terminal.type(enter);
	if (until === 'share') {
		await experiments(terminal, words);
	}

	await shows(terminal, lesson('end').title, strings.facts['zip.thin.bytes'], `Enter ${strings.keys.next}`);
	terminal.type(enter);
	await shows(terminal, strings.questions.afterwards.ask, proseText(lesson('cleanup').prose).slice(-10), `❯ ${strings.choices.keep}`);
	if (after === 'clean') {
		terminal.type(down + enter);
		await shows(terminal, strings.questions.remove.ask, 'sls-layers-python-requirements-dev', `❯ ${strings.choices.remove}`);
	}

	terminal.type(enter);
	expect(await terminal.exitCode).toBe(0);
	const record = terminal.scrollback();
	for (const chapter of [...chaptersUntil(until), ...(after === 'clean' ? ['cleanup' as const] : [])]) {
		expect(record).toContain(`\n${strings.chapters[chapter]}\n`);
	}

	expect(record.includes(`✓ ${strings.steps['cleanup.look']}`)).toBe(after === 'clean');

	expect(record).toContain('    $ (cd sls-layers-python && . venv/bin/activate && npx osls deploy --package package-thin --verbose)\n');
	expect(record).toMatch(/arn:aws:lambda:us-east-1:000000000000:layer:sls-layers-python-requirements-dev-python-requirements:1/v);
	expect(record).toContain(strings.summary.answered);
	expect(record).toMatch(answer);
	// What the person did before stays in the scrollback, also after a resize.
	expect(terminal.received()).not.toContain('\u001B[3J');
	expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
});
