import {describe, expect, test} from 'vitest';
import {RunningPage} from '../../../../source/frontends/tui/pages/running-page.js';
import {places, showPage} from '../support/page.js';
import {recordedUntil, replay, said, stamped, started} from '../support/recording.js';
import {words} from '../support/words.js';

/** The last that is seen of a step at work. */
const atWork = (step: string) => recordedUntil(event => event.type === 'fact' && event.id === (step === 'ship.deploy' ? 'deploy.function.ms' : 'zip.fat.bytes')).running.find(({id}) => id === step)!;

describe.each(places)('$language at $columns x $rows', ({language, columns, rows}) => {
	test('a deploy shows what becomes of each resource, and what it says besides', () => {
		const deploy = atWork('ship.deploy');
		const shown = showPage(<RunningPage step={deploy} now={deploy.startedAt + 65_000} columns={columns} rows={rows}/>, {language, columns, rows}).rows();
		expect(shown[0]).toContain(words[language].strings.steps['ship.deploy']);
		expect(shown[0]).toContain('1 min 05 s');
		expect(shown[1]).toContain('$ (cd sls-layers-python && ');
		const text = shown.join('\n');
		expect(text).toMatch(/✓ Lambda Function +HelloLambdaFunction/v);
		expect(text).toContain('HelloLambdaFunctionQualifiedArn: arn:aws');
		expect(text).not.toContain('UPDATE_IN_PROGRESS');
	});

	test('a tool that prints much and wide fits', () => {
		const lines = Array.from({length: 60}, (_, index) => said('a', `${index} ${'日本語😀'.repeat(40)}`));
		const [step] = replay(stamped(started('a', `make ${'日本語 '.repeat(20)}`), ...lines)).running;
		const shown = showPage(<RunningPage step={step!} now={5000} columns={columns} rows={rows}/>, {language, columns, rows}).rows();
		expect(shown).toHaveLength(rows);
		expect(shown.at(-1)).toMatch(/^59 日本語/v);
	});
});

test('what a tool printed last is at the end; without a clock no time is shown', () => {
	const shown = showPage(<RunningPage step={atWork('weigh.package')} now={undefined} columns={79} rows={17}/>).rows().filter(row => row !== '');
	expect(shown[0]).toBe('Package the function with everything inside');
	expect(shown.at(-1)).toBe('✔ Service packaged (16s)');
});
