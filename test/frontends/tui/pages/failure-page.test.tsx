import {describe, expect, test, vi} from 'vitest';
import {FailurePage} from '../../../../source/frontends/tui/pages/failure-page.js';
import {keys, press, waitForText} from '../support/frame.js';
import {places, showPage} from '../support/page.js';
import {replay, said, stamped, started} from '../support/recording.js';
import {retryOf} from '../support/views.js';
import {words} from '../support/words.js';

const wide = '日本語😀'.repeat(60);
const [failed] = replay(stamped(started('ship.deploy', 'npx osls deploy'), ...Array.from({length: 30}, (_, index) => said('ship.deploy', `line ${index}`)))).running;

function failurePage({question = retryOf('ship.deploy'), ...place}: {readonly question?: ReturnType<typeof retryOf>} & Parameters<typeof showPage>[1] = {}) {
	const {columns = 79, rows = 17} = place;
	const onOpenLog = vi.fn<() => void>();
	const shown = showPage(<FailurePage question={question} step={failed} columns={columns} rows={rows} onOpenLog={onOpenLog}/>, place);
	return {shown, onOpenLog, answer: question.answer};
}

test('a failure names the step, the command, the cause, the cure, the last lines, and three ways on', () => {
	expect(failurePage().shown.rows()).toEqual([
		'✗ Deploy the function did not work',
		'  $ (cd sls-layers-python && . venv/bin/activate && npx osls deploy --package',
		'      package-thin --verbose)',
		'',
		'Why: sls stopped with exit code 1: the stack is being changed by somebody else.',
		'Try: Wait until the stack is at rest, then try again.',
		'│ line 24',
		'│ line 25',
		'│ line 26',
		'│ line 27',
		'│ line 28',
		'│ line 29',
		'',
		'What now?',
		'❯ Try this step again',
		'  Open the full output',
		'  Quit here, and go on later from this step',
	]);
});

test.each([
	['trying again', [], 'retry'],
	['stopping', [keys.down, keys.down], 'stop'],
])('%s is chosen', async (_, moves, expected) => {
	const {shown, answer, onOpenLog} = failurePage();
	for (const move of moves) {
		await press(shown, move);
	}

	await waitForText(shown, expected === 'stop' ? '❯ Quit here' : '❯ Try this');
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(answer.mock.calls).toEqual([[expected]]);
	});
	expect(onOpenLog).not.toHaveBeenCalled();
});

test('opening the log answers nothing', async () => {
	const {shown, answer, onOpenLog} = failurePage();
	await press(shown, keys.down);
	await waitForText(shown, '❯ Open the full output');
	await press(shown, keys.enter);
	await vi.waitFor(() => {
		expect(onOpenLog).toHaveBeenCalledTimes(1);
	});
	expect(answer).not.toHaveBeenCalled();
});

test('without a step there is no log to open', () => {
	const {lastFrame} = showPage(<FailurePage question={retryOf('x')} step={undefined} columns={79} rows={17} onOpenLog={() => undefined}/>);
	expect(lastFrame()).toContain('❯ Try this step again\n  Quit here');
});

describe.each(places)('$language at $columns x $rows', place => {
	test('all three ways on are there, however much there is to say', () => {
		const question = {...retryOf('ship.deploy'), failure: {code: 'ToolError', message: `${wide}\n${wide}`, tryThis: wide, command: `make ${wide}`, exitCode: 3}};
		const rows = failurePage({...place, question}).shown.rows();
		const {choices, failure} = words[place.language].strings;
		expect(rows.slice(-4)).toEqual([failure.ask, `❯ ${choices.retry}`, `  ${choices.log}`, `  ${choices.stop}`]);
		expect(rows.join('\n')).toContain(`${failure.cause}: 日本語`);
		expect(rows.join('\n')).toContain(`${failure.try}: 日本語`);
	});
});
