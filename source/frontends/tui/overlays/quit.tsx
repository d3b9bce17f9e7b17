import {Box, Text} from 'ink';
import {fill} from '../../../lessons/strings.js';
import {useKeys} from '../keyboard.js';
import {useStrings} from '../language.js';
import {useTheme} from '../theme.js';

type Props = {
	/** What brings the person back here. */
	readonly command: string;
	readonly onQuit: () => void;
	readonly onClose: () => void;
};

/** Asks before leaving, and says how to come back. */
export function Quit({command, onQuit, onClose}: Props) {
	const {strong, accent, quiet} = useTheme();
	const {quit} = useStrings();
	useKeys(stroke => {
		if (stroke === 'y' || stroke === 'Y') {
			onQuit();
		} else if (['n', 'N', 'q', 'escape'].includes(stroke)) {
			onClose();
		}
	});
	return (
		<Box flexDirection='column' gap={1}>
			<Text {...strong}>{quit.ask}</Text>
			<Text>{fill(quit.kept, {command: ''})}<Text {...accent}>{command}</Text></Text>
			<Text {...quiet}>{quit.keys}</Text>
		</Box>
	);
}
