import {Text} from 'ink';
import Link from 'ink-link';
import {fill} from '../../../lessons/strings.js';
import {took} from '../duration.js';
import {useStrings} from '../language.js';
import {Lines} from '../text/lines.js';
import {ScrolledBox} from '../text/scrolled-box.js';
import {useTheme} from '../theme.js';
import {stepTitle} from '../words.js';
import {wrap} from '../text/wrap.js';
import {verdictOn} from './guess-verdict.js';
import type {ResultProps} from './result-props.js';
import {results} from './results.js';

/** What came of a step: the guess beside the number, what it means, and a picture of it. */
export function ResultPage({entry, model, lesson, columns, rows, now}: ResultProps) {
	const {strong, good, quiet} = useTheme();
	const strings = useStrings();
	const {page: words} = strings;
	const how = {done: fill(words.done, {time: took(entry.ms)}), already: words.already, skipped: words.skipped, unfinished: ''}[entry.end];
	const verdict = wrap([{text: verdictOn(entry, strings) ?? '', style: 'strong'}], columns).filter(line => line.some(({text}) => text !== ''));
	const after = entry.end === 'skipped' ? [] : wrap([{text: lesson.after}], columns);
	const [link] = lesson.links;
	const left = rows - 2 - verdict.length - after.length;
	const Picture = results[entry.id];
	return (
		<ScrolledBox rows={rows} columns={columns}>
			<Text wrap='truncate'><Text {...good}>✓</Text> <Text {...strong}>{stepTitle(strings, entry.id, entry.title)}</Text>  <Text {...quiet}>{how}</Text></Text>
			<Lines lines={verdict}/>
			<Lines lines={after}/>
			<Text> </Text>
			{Picture && entry.end !== 'skipped' && <Picture entry={entry} model={model} lesson={lesson} columns={columns} rows={left} now={now}/>}
			{/* Where the terminal has no links the address itself stands there. */}
			{link && <Text {...quiet}><Link url={link.url} fallback={(_, url) => url}>{link.text}</Link></Text>}
		</ScrolledBox>
	);
}
