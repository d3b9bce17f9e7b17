import {useState, type ReactNode} from 'react';
import {Box, Text} from 'ink';
import prettyBytes from 'pretty-bytes';
import type {FactId} from '../../../engine/events.js';
import {limits} from '../../../lambda/limits.js';
import {fill} from '../../../lessons/strings.js';
import {numberRows, readableValue} from '../../facts.js';
import {shownAnswer} from '../../shown-answer.js';
import {Bars} from '../pictures/bars.js';
import {Largest} from '../pictures/contents.js';
import {Invocation} from '../pictures/invocation.js';
import {useStrings} from '../language.js';
import {factOf, type Model} from '../model.js';
import {Numbers} from '../numbers.js';
import {serviceDiffRows} from '../pictures/service-diff-rows.js';
import {DiffRows} from '../pictures/service-diff.js';
import {StackMap} from '../pictures/stack-map.js';
import {useTheme} from '../theme.js';
import {Gauges, Public, Tried} from './experiment-results.js';
import type {ResultProps} from './result-props.js';

/** How each step's result is looked at. */
export const results: Readonly<Record<string, (props: ResultProps) => ReactNode>> = {
	'function.local': LocalAnswer,
	'weigh.package': FatZip,
	'layer.deploy': props => <Map {...props} isAttached={false}/>,
	'use.attach': Changes,
	'use.package': Zips,
	'ship.deploy': props => <Map {...props} isAttached/>,
	'ship.invoke': CloudAnswer,
	'limits.gauges': Gauges,
	'limits.sixth': Tried,
	'limits.weight': Tried,
	'limits.region': Tried,
	'limits.deleted': Tried,
	'limits.module': Tried,
	'limits.wheel': Tried,
	'share.grant': Tried,
	'share.revoke': Tried,
	'share.service': Tried,
	'share.public': Public,
};

/** How long the ARN travels, in milliseconds. */
const journey = 3000;

function LocalAnswer({model, columns}: ResultProps) {
	const {accent} = useTheme();
	const {page} = useStrings();
	const payload = textOf(model, 'invoke.local.payload');
	const answer = shownAnswer(payload);
	const lines = (answer?.body ?? payload).split('\n');
	return (
		<Box flexDirection='column' width={columns}>
			{lines.map((line, index) => <Text key={index} {...accent} wrap='truncate'>  {line}</Text>)}
			{Object.entries(answer?.modules ?? {}).map(([name, path]) => (
				<Box key={name} flexDirection='column' marginTop={1}><Text>{fill(page.loaded, {name})}</Text><Text {...accent}>{path}</Text></Box>
			))}
		</Box>
	);
}

/** What was changed, with its surroundings where there is room for them. */
function Changes({entry, lesson, columns, rows}: ResultProps) {
	const all = serviceDiffRows(entry.diff.map(({text}) => text), lesson.notes, columns);
	const shown = all.length <= rows ? all : all.filter(({kind}) => kind === 'added' || kind === 'removed' || kind === 'note');
	return <DiffRows rows={shown}/>;
}

function FatZip({entry, model, columns}: ResultProps) {
	const {quiet} = useTheme();
	const strings = useStrings();
	const {facts, page} = strings;
	const contents = factOf(model, 'zip.fat.bytes')?.contents;
	const bars = [
		...barsOf(model, [['package.unpacked.bytes', facts['package.unpacked.bytes']], ['zip.fat.unpacked.bytes', page.zipUnpacked]]),
		{label: page.limitName, value: limits.unzippedBytes, text: prettyBytes(limits.unzippedBytes)},
	];
	const numbers = numberRows(entry.facts.filter(({id}) => id === 'zip.fat.bytes'), strings);
	return (
		<Box flexDirection='column'>
			<Numbers rows={numbers}/>
			<Text {...quiet} wrap='truncate'>{page.limit}</Text>
			<Bars rows={bars} max={limits.unzippedBytes} scale='linear' columns={columns}/>
			{contents && <Box flexDirection='column' marginTop={1}><Text {...quiet} wrap='truncate'>{page.inside}</Text><Largest contents={contents} columns={columns}/></Box>}
		</Box>
	);
}

function Zips({model, columns}: ResultProps) {
	const {quiet} = useTheme();
	const {facts, page} = useStrings();
	const bars = [
		...barsOf(model, [
			['zip.fat.bytes', facts['zip.fat.bytes']],
			['zip.thin.bytes', facts['zip.thin.bytes']],
			['layer.zip.bytes', facts['layer.zip.bytes']],
		]),
		{label: page.uploadName, value: limits.directUploadBytes, text: prettyBytes(limits.directUploadBytes)},
	];
	return (
		<Box flexDirection='column'>
			<Text {...quiet} wrap='truncate'>{page.zips}</Text>
			<Bars rows={bars} max={limits.directUploadBytes} scale='log' columns={columns}/>
		</Box>
	);
}

function CloudAnswer({model, columns, rows}: ResultProps) {
	const payload = textOf(model, 'invoke.cloud.payload');
	return <Invocation answer={shownAnswer(payload)?.body ?? payload} modulePath={textOf(model, 'invoke.cloud.modulePath')} log={textOf(model, 'invoke.cloud.log')} columns={columns} rows={rows}/>;
}

function Map({entry, model, columns, now, isAttached}: ResultProps & {readonly isAttached: boolean}) {
	const strings = useStrings();
	// The journey begins when the picture is first seen.
	const [start] = useState(now);
	const traveled = now === undefined || start === undefined ? 1 : Math.min(1, (now - start) / journey);
	return (
		<Box flexDirection='column'>
			<Numbers rows={numberRows(entry.facts, strings)}/>
			<StackMap
				layerStack={`sls-layers-python-requirements-${model.stage}`}
				functionStack={`sls-layers-python-${model.stage}`}
				arn={textOf(model, 'layer.arn')}
				columns={columns}
				progress={isAttached ? traveled : 0}
			/>
		</Box>
	);
}

function barsOf(model: Model, rows: ReadonlyArray<readonly [FactId, string]>) {
	return rows.flatMap(([id, label]) => {
		const fact = factOf(model, id);
		return typeof fact?.value === 'number' ? [{label, value: fact.value, text: readableValue(fact)}] : [];
	});
}

function textOf(model: Model, id: FactId): string {
	return String(factOf(model, id)?.value ?? '');
}
