import {useEffect, useEffectEvent, useReducer} from 'react';
import {Text} from 'ink';
import {useKeys} from '../keyboard.js';
import {plainTheme, useTheme} from '../theme.js';
import {cut, widthOf} from './cells.js';
import {edited, emptyLine, textOf, type LineEdit} from './line-edit.js';

type Props = {
	/** What stands there while nothing has been typed. */
	readonly placeholder?: string;
	readonly columns: number;
	readonly onChange: (text: string) => void;
	/** Called with the text when Enter is pressed. */
	readonly onSubmit: (text: string) => void;
};

/** `submitted` is the text when Enter was pressed last: keys that come with it change the line only. */
type State = {readonly line: LineEdit; readonly submits: number; readonly submitted: string};

function take(state: State, stroke: string): State {
	const {line, submits} = state;
	return stroke === 'enter' ? {line, submits: submits + 1, submitted: textOf(line)} : {...state, line: edited(line, stroke)};
}

/**
One row to type into; pasted text and keys that were pressed while the process was busy are taken one by one.
*/
export function LineInput({placeholder = '', columns, onChange, onSubmit}: Props) {
	const {accent, quiet} = useTheme();
	const isPlain = useTheme() === plainTheme;
	const [{line, submits, submitted}, press] = useReducer(take, {line: emptyLine, submits: 0, submitted: ''});
	const text = textOf(line);
	const change = useEffectEvent(onChange);
	const submit = useEffectEvent(onSubmit);
	useKeys(press);
	useEffect(() => {
		change(text);
	}, [text]);
	useEffect(() => {
		if (submits > 0) {
			submit(submitted);
		}
		// Only Enter submits, not every change that follows it.
	}, [submits]);

	const [under = ' ', ...behind] = line.after;
	// Of a long line the end before the cursor stays in sight.
	const left = cut(line.before.join(''), Math.max(1, columns - 4), 'end');
	const right = cut(behind.join(''), columns - 2 - widthOf(left) - widthOf(under));
	return (
		<Text wrap='truncate'>
			<Text {...accent}>❯ </Text>
			{left}
			{text === '' && placeholder !== '' ? <Text {...quiet}>{cut(placeholder, columns - 2)}</Text> : <Text inverse={!isPlain}>{isPlain && under === ' ' ? '_' : under}</Text>}
			{right}
		</Text>
	);
}
