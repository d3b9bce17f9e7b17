import {afterEach, describe, expect, test, vi} from 'vitest';
import {proseText} from '../../../../source/lessons/prose.js';
import {InterviewPage} from '../../../../source/frontends/tui/pages/interview-page.js';
import {fill} from '../../../../source/lessons/strings.js';
import {keys, press, waitForText} from '../support/frame.js';
import {places, showPage} from '../support/page.js';
import {questionOf} from '../support/views.js';
import {words} from '../support/words.js';

const mounted: Array<{unmount(): void}> = [];

afterEach(() => {
	for (const {unmount} of mounted.splice(0)) {
		unmount();
	}
});

function interviewPage(question: ReturnType<typeof questionOf>, place: Parameters<typeof showPage>[1] = {}) {
	const {language = 'en', columns = 79, rows = 17} = place;
	const page = {welcome: 'preflight', afterwards: 'cleanup'}[question.id];
	const lesson = page === undefined ? undefined : words[language].lesson(page);
	const shown = showPage(<InterviewPage question={question} lesson={lesson} columns={columns} rows={rows}/>, place);
	mounted.push(shown);
	return {shown, answer: question.answer};
}

const stage = (changes: Partial<ReturnType<typeof questionOf>> = {}) => questionOf({id: 'stage', fallback: 'dev', flag: '--stage', check: text => /^[a-z]+$/v.test(text), ...changes});
const {questions} = words.en.strings;

test('a question has its why, its default and its flag', () => {
	expect(interviewPage(stage()).shown.rows()).toEqual([
		questions.stage.ask,
		'',
		'It becomes part of every stack\'s name, so that test and production can stand',
		'side by side.',
		'',
		'❯ dev',
		'',
		'Enter takes dev.',
		'',
		'As a flag: --stage',
	]);
});

test('Enter alone takes the default', async () => {
	const {shown, answer} = interviewPage(stage());
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(answer.mock.calls).toEqual([['dev']]);
	});
});

test('a text is judged while it is typed, and taken only when it is good', async () => {
	const {shown, answer} = interviewPage(stage());
	await press(shown, 'b');
	await waitForText(shown, '❯ b');
	expect(shown.lastFrame()).not.toContain(questions.stage.rule);
	await press(shown, '!');
	await waitForText(shown, questions.stage.rule);
	await press(shown, keys.enter, '\u007F');
	await vi.waitFor(() => {
		expect(shown.lastFrame()).not.toContain(questions.stage.rule);
	});
	expect(answer).not.toHaveBeenCalled();
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(answer.mock.calls).toEqual([['b']]);
	});
});

test('the judgement of an earlier text never comes over a later one', async () => {
	const verdicts = new Map<string, (isGood: boolean) => void>();
	const {shown} = interviewPage(stage({
		check: async text => new Promise(resolve => {
			verdicts.set(text, resolve);
		}),
	}));
	await press(shown, 'a');
	await vi.waitFor(() => {
		expect(verdicts.has('a')).toBe(true);
	});
	await press(shown, 'b');
	await vi.waitFor(() => {
		expect(verdicts.has('ab')).toBe(true);
	});
	verdicts.get('ab')?.(false);
	await waitForText(shown, questions.stage.rule);
	verdicts.get('a')?.(true);
	await press(shown, 'c');
	await waitForText(shown, '❯ abc');
	expect(shown.lastFrame()).toContain(questions.stage.rule);
});

test('keys that come together are taken as typed one after the other; spaces around do not count', async () => {
	const {shown, answer} = interviewPage(stage());
	await press(shown, ' prod \r');
	await vi.waitFor(() => {
		expect(answer.mock.calls).toEqual([['prod']]);
	});
});

test('without a default the rule stands there from the beginning', () => {
	const {shown} = interviewPage(questionOf({id: 'layerName', fallback: ''}));
	expect(shown.lastFrame()).toContain(questions.layerName.rule);
	expect(shown.lastFrame()).not.toContain('As a flag');
});

describe('a choice', () => {
	const target = () => questionOf({id: 'target', choices: ['practice', 'aws'], fallback: 'practice', flag: '--target', check: choice => choice !== 'aws'});

	test('takes the first with Enter', async () => {
		const {shown, answer} = interviewPage(target());
		await waitForText(shown, '❯ practice cloud, on this machine');
		await press(shown, keys.enter);
		await vi.waitFor(() => {
			expect(answer.mock.calls).toEqual([['practice']]);
		});
	});

	test('is where the keys led that came together with Enter', async () => {
		const {shown, answer} = interviewPage(questionOf({id: 'remove', choices: ['remove', 'keep'], fallback: 'remove'}));
		await press(shown, `${keys.down}${keys.enter}`);
		await vi.waitFor(() => {
			expect(answer.mock.calls).toEqual([['keep']]);
		});
	});

	test('that is refused says why, and another one can be made', async () => {
		const {shown, answer} = interviewPage(target());
		await press(shown, keys.down);
		await waitForText(shown, '❯ real AWS');
		await press(shown, keys.enter);
		await waitForText(shown, questions.target.rule);
		expect(answer).not.toHaveBeenCalled();
		await press(shown, keys.up);
		await waitForText(shown, '❯ practice cloud');
		await press(shown, keys.enter);
		await vi.waitFor(() => {
			expect(answer.mock.calls).toEqual([['practice']]);
		});
	});
});

/** What a walkthrough has in the cloud, as it is called there. */
const resources = [
	{kind: 'stack', name: 'sls-layers-python-dev'},
	{kind: 'stack', name: 'sls-layers-python-requirements-dev'},
	{kind: 'bucket', name: 'sls-layers-python-dev-serverlessdeploymentbucket-9767fcdba5531'},
	{kind: 'logGroup', name: '/aws/lambda/sls-layers-python-dev-hello'},
	{kind: 'role', name: 'sls-layers-python-dev-us-east-1-lambdaRole'},
	{kind: 'function', name: 'sls-layers-python-dev-hello'},
	{kind: 'bucket', name: 'sls-layers-python-requirements-dev-serverlessdeplo7e6ba1aac2150'},
	{kind: 'layerVersion', name: 'sls-layers-python-requirements-dev-python-requirements:1'},
];

test('what would be removed is listed, and typing its name is asked for', async () => {
	const {shown, answer} = interviewPage(questionOf({id: 'removeByName', fallback: '', flag: '--yes', resources, values: {name: 'my-stack'}, check: text => text === 'my-stack'}));
	const rows = shown.rows();
	expect(rows[0]).toBe(questions.removeByName.ask);
	expect(rows.join(' ')).toContain('CloudFormation stacks: sls-layers-python-dev, sls-layers-python-requirements-dev');
	expect(rows).toContain('my-stack removes it all; Enter alone keeps everything.');
	await press(shown, 'my-stac\r');
	await waitForText(shown, '❯ my-stac');
	await press(shown, 'k\r');
	await vi.waitFor(() => {
		expect(answer.mock.calls).toEqual([['my-stack']]);
	});
});

describe.each(places)('$language at $columns x $rows', place => {
	const {strings, lesson} = words[place.language];

	test('what would be removed fits, or the rest is counted', () => {
		const {shown} = interviewPage(questionOf({id: 'remove', choices: ['remove', 'keep'], fallback: 'remove', flag: '--yes', resources}), place);
		const rows = shown.rows();
		expect(rows.join('')).toContain('sls-layers-python-requirements-dev');
		expect(rows.join(' ')).toMatch(place.rows > 14 ? /requirements:1/v : new RegExp(fill(strings.interview.more, {count: String.raw`\d+`}), 'v'));
		expect(shown.lastFrame()).toContain(`❯ ${strings.choices.remove}\n  ${strings.choices.keep}`);
	});

	test('a long diff of a changed file scrolls by pages beside the choice, and the rest is counted', async () => {
		const diff = ['--- handler.py', '+++ handler.py', '@@ -1,40 +1,40 @@', ...Array.from({length: 40}, (_, index) => `+line ${index} ${'x'.repeat(index * 3)}`)];
		const {shown, answer} = interviewPage(questionOf({id: 'edits', choices: ['mine', 'template', 'stop'], fallback: 'mine', values: {file: 'sls-layers-python/handler.py'}, diff}), place);
		const rows = shown.rows();
		expect(rows).toContain('+line 0');
		expect(rows.join(' ')).toMatch(new RegExp(fill(strings.interview.more, {count: String.raw`\d+`}), 'v'));
		expect(rows.at(-3)).toBe(`❯ ${strings.choices.mine}`);
		await press(shown, '\u001B[6~');
		await vi.waitFor(() => {
			expect(shown.rows()).not.toContain('+line 0');
		});
		await press(shown, keys.enter);
		await vi.waitFor(() => {
			expect(answer.mock.calls).toEqual([['mine']]);
		});
	});

	test('why one cleans up is read to its end beside the choice', () => {
		const {shown} = interviewPage(questionOf({id: 'afterwards', choices: ['keep', 'clean'], fallback: 'keep'}), place);
		expect(shown.lastFrame()?.replaceAll(/\s/gv, '')).toContain(proseText(lesson('cleanup').prose).slice(-12).replaceAll(/\s/gv, ''));
		expect(shown.rows().at(-2)).toBe(`❯ ${strings.choices.keep}`);
	});

	test('the welcome says what will happen, and scrolls to its end', async () => {
		const {shown} = interviewPage(questionOf({id: 'welcome', choices: ['go']}), place);
		const rows = shown.rows();
		expect(rows[0]).toBe(lesson('preflight').title);
		expect(rows.at(-1)).toBe(strings.interview.begin);
		await press(shown, '\u001B[F');
		const last = proseText(lesson('preflight').prose).slice(-8);
		await vi.waitFor(() => {
			expect(shown.lastFrame()?.replaceAll('\n', ' ')).toContain(last);
		});
		expect(shown.rows().at(-1)).toBe(strings.interview.begin);
	});

	test.each(['directory', 'packages', 'layerName', 'stage'] as const)('%s fits, also when it is wrong', async id => {
		const {shown} = interviewPage(questionOf({id, fallback: 'dev', flag: `--${id}`, check: () => false}), place);
		await press(shown, 'x');
		await vi.waitFor(() => {
			expect(shown.lastFrame()?.replaceAll(/\s/gv, '')).toContain(strings.questions[id].rule.replaceAll(/\s/gv, ''));
		});
		expect(shown.rows().at(-1)).toContain(`--${id}`);
	});
});
