import {Text} from 'ink';
import {fill} from '../../lessons/strings.js';
import {running as since} from './duration.js';
import {useStrings} from './language.js';
import type {RunningStep} from './model.js';
import {useTheme} from './theme.js';
import {tick} from './use-clock.js';
import {stepTitle} from './words.js';

type Props = {
	/** What runs while the person reads. */
	readonly steps: readonly RunningStep[];
	/** What hinders a step: the record, which tells it too, stands still while the person reads. */
	readonly warning: string | undefined;
	/** Undefined: time is not shown. */
	readonly now: number | undefined;
};

export const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'] as const;

/** One turn's picture of the spinner. */
export const spinnerAt = (now: number) => spinner[Math.floor(now / tick) % spinner.length] ?? '';

/** What runs behind the page: one row. */
export function Status({steps, warning, now}: Props) {
	const {quiet, accent, caution} = useTheme();
	const strings = useStrings();
	const spin = now !== undefined && <Text {...accent}>{spinnerAt(now)} </Text>;
	if (warning !== undefined) {
		return <Text wrap='truncate'>{spin}<Text {...caution}>{warning}</Text></Text>;
	}

	const [first, ...others] = steps;
	if (!first) {
		return <Text {...quiet} wrap='truncate'>{strings.status.quiet}</Text>;
	}

	return (
		<Text wrap='truncate'>
			{spin}
			<Text {...quiet}>{fill(strings.status.behind, {what: behind(strings, first, others.length, now)})}</Text>
		</Text>
	);
}

/** The step that has run longest, and how many others do. */
function behind(strings: ReturnType<typeof useStrings>, {id, title, startedAt}: RunningStep, others: number, now: number | undefined): string {
	const what = `${stepTitle(strings, id, title)}${now === undefined ? '' : ` (${since(now - startedAt)})`}`;
	return others > 0 ? fill(strings.status.more, {what, count: others}) : what;
}
