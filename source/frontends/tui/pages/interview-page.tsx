import {useEffect, useState, type ReactNode} from 'react';
import {Box, Text} from 'ink';
import type {Lesson} from '../../../lessons/lesson.js';
import {fill, wordsFor} from '../../../lessons/strings.js';
import type {OpenQuestion} from '../conversation.js';
import {resourceLines} from '../../resource-lines.js';
import {useStrings} from '../language.js';
import {serviceDiffRows} from '../pictures/service-diff-rows.js';
import {DiffRows} from '../pictures/service-diff.js';
import {Lines, Scrolled} from '../text/lines.js';
import {ChoiceList} from '../text/choice-list.js';
import {LineInput} from '../text/line-input.js';
import {proseLines} from '../text/prose.js';
import {useTheme} from '../theme.js';
import {useScroll} from '../text/use-scroll.js';
import {wrap} from '../text/wrap.js';

type Props = {
	readonly question: OpenQuestion;
	/** What is to be read before the answer. */
	readonly lesson: Lesson | undefined;
	readonly columns: number;
	readonly rows: number;
};

/** A question before the run: what, why, its default, and the flag that answers it. The first is the welcome. */
export function InterviewPage({question, lesson, columns, rows}: Props) {
	const {strong, quiet} = useTheme();
	const {interview, questions, resources: kinds} = useStrings();
	if (question.id === 'welcome' && lesson) {
		return <Welcome lesson={lesson} columns={columns} rows={rows}/>;
	}

	const words = wordsFor(questions, question.id) ?? {ask: question.id, why: '', rule: ''};
	const {values = {}, resources = [], diff = []} = question;
	const about = {question, rule: fill(words.rule, values), columns};
	const why = lesson ? proseLines(lesson.prose, columns) : fill(words.why, values).split('\n').flatMap(line => wrap([{text: line}], columns));
	const listed = resourceLines(resources, kinds).flatMap(text => wrap([{text, style: 'quiet'}], columns));
	const changed = serviceDiffRows(diff, [], columns).filter(({kind}) => kind !== 'file');
	const total = listed.length + changed.length;
	// The question, its reason and the answer are always there, with a row between each two; the rest as far as there is room.
	const answerRows = question.choices?.length ?? 2 + Math.max(1, wrap([{text: about.rule}], columns).length);
	const left = rows - 1 - why.length - answerRows - (total > 0 ? 3 : 2);
	const hasFlag = question.flag !== undefined && left >= total + 2;
	return (
		<Box flexDirection='column' gap={1} width={columns}>
			<Text {...strong} wrap='truncate'>{fill(words.ask, values)}</Text>
			<Lines lines={why}/>
			{listed.length > 0 && <About total={total} rows={left}>{(from, to) => <Lines lines={listed.slice(from, to)}/>}</About>}
			{changed.length > 0 && <About total={total} rows={left}>{(from, to) => <DiffRows rows={changed.slice(from, to)}/>}</About>}
			{question.choices ? <Choice {...about} choices={question.choices}/> : <Entry key={question.key} {...about}/>}
			{hasFlag && <Text {...quiet} wrap='truncate'>{fill(interview.flag, {flag: question.flag ?? ''})}</Text>}
		</Box>
	);
}

type AboutProps = {readonly total: number; readonly rows: number; readonly children: (from: number, to: number) => ReactNode};

/** What the question is about: as many lines as there is room for; the page keys scroll to the others. */
function About({total, rows, children}: AboutProps) {
	const {quiet} = useTheme();
	const {interview} = useStrings();
	const room = total <= rows ? total : Math.max(0, rows - 1);
	const offset = useScroll({total, rows: room, isByPages: true});
	return (
		<Box flexDirection='column'>
			{children(offset, offset + room)}
			{room < total && <Text {...quiet} wrap='truncate'>{fill(interview.more, {count: total - room})}</Text>}
		</Box>
	);
}

type WelcomeProps = {readonly lesson: Lesson; readonly columns: number; readonly rows: number};

/** What will happen, before anything does. */
function Welcome({lesson: {title, prose}, columns, rows}: WelcomeProps) {
	const {strong, quiet} = useTheme();
	const {interview} = useStrings();
	const lines = proseLines(prose, columns);
	const offset = useScroll({total: lines.length, rows: rows - 3});
	return (
		<Box flexDirection='column' height={Math.min(rows, 3 + lines.length)} overflow='hidden'>
			<Text {...strong} wrap='truncate'>{title}</Text>
			<Scrolled lines={lines} rows={rows - 3} columns={columns} offset={offset}/>
			<Text> </Text>
			<Text {...quiet} wrap='truncate'>{interview.begin}</Text>
		</Box>
	);
}

type ChoiceProps = {readonly question: OpenQuestion; readonly choices: readonly string[]; readonly rule: string; readonly columns: number};

/** Arrow keys move, Enter takes. */
function Choice({question, choices, rule, columns}: ChoiceProps) {
	const {choices: labels} = useStrings();
	const [isRefused, setRefused] = useState(false);
	const options = choices.map(value => ({value, label: wordsFor(labels, value) ?? value}));
	const choose = async (value: string) => {
		const isGood = await (question.check?.(value) ?? true);
		setRefused(!isGood);
		if (isGood) {
			question.answer(value);
		}
	};

	return (
		<Box flexDirection='column' gap={1}>
			<ChoiceList choices={options} onChoose={value => {
				void choose(value);
			}}/>
			{isRefused && <Lines lines={wrap([{text: rule, style: 'bad'}], columns)}/>}
		</Box>
	);
}

type EntryProps = {readonly question: OpenQuestion; readonly rule: string; readonly columns: number};

/** A text, checked while it is typed; Enter alone takes the default. */
function Entry({question, rule, columns}: EntryProps) {
	const {interview} = useStrings();
	const [text, setText] = useState('');
	const byDefault = question.fallback === '' ? rule : fill(interview.default, {value: question.fallback});
	const hint = text === '' ? byDefault : '';
	const [isWrong, setWrong] = useState(false);
	useEffect(() => {
		let isCurrent = true;
		void isAnswer(question, text).then(isGood => {
			if (isCurrent) {
				setWrong(!isGood);
			}
		});
		return () => {
			isCurrent = false;
		};
	}, [question, text]);
	const submit = async (entered: string) => {
		const value = entered.trim() === '' ? question.fallback : entered.trim();
		if (await isAnswer(question, value)) {
			question.answer(value);
		}
	};

	return (
		<Box flexDirection='column' gap={1}>
			<LineInput placeholder={question.fallback} columns={columns} onChange={entered => {
				setText(entered.trim());
			}} onSubmit={entered => {
				void submit(entered);
			}}/>
			<Lines lines={wrap([isWrong ? {text: rule, style: 'bad'} : {text: hint, style: 'quiet'}], columns)}/>
		</Box>
	);
}

async function isAnswer({check}: OpenQuestion, text: string): Promise<boolean> {
	return text === '' || check === undefined || check(text);
}
