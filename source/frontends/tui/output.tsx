import {Text, type TextProps} from 'ink';
import type {OutputLine} from './model.js';
import {useTheme, type Theme} from './theme.js';

type Props = {
	readonly line: OutputLine;
	/** @default 'truncate': one row, whatever its length */
	readonly wrap?: TextProps['wrap'];
};

/** A line that a tool printed, or one of a diff in its colours. */
export function Output({line: {stream, text}, wrap = 'truncate'}: Props) {
	const theme = useTheme();
	return <Text {...(stream === 'diff' ? diffStyle(text, theme) : theme.quiet)} wrap={wrap}>{text === '' ? ' ' : text}</Text>;
}

function diffStyle(line: string, {good, bad, accent, quiet, strong}: Theme) {
	if (/^(?:\+\+\+|---) /v.test(line)) {
		return strong;
	}

	if (line.startsWith('@@')) {
		return accent;
	}

	if (line.startsWith('+')) {
		return good;
	}

	return line.startsWith('-') ? bad : quiet;
}
