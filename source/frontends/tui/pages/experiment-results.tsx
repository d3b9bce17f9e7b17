import {Box} from 'ink';
import type {FactId} from '../../../engine/events.js';
import {limits} from '../../../lambda/limits.js';
import {wordsFor} from '../../../lessons/strings.js';
import {catalogueText} from '../../catalogue-text.js';
import {experimentText} from '../../experiment-text.js';
import {readableValue} from '../../facts.js';
import {useStrings} from '../language.js';
import {factOf} from '../model.js';
import {Bars} from '../pictures/bars.js';
import {Lines} from '../text/lines.js';
import {wrap} from '../text/wrap.js';
import type {ResultProps} from './result-props.js';

/** How much of each limit is used. */
export function Gauges({model, columns}: ResultProps) {
	const {facts} = useStrings();
	const used = (id: FactId, limit: number) => {
		const fact = factOf(model, id);
		return typeof fact?.value === 'number' ? [{label: wordsFor(facts, id) ?? id, value: fact.value / limit, text: `${readableValue(fact)} (${(100 * fact.value / limit).toFixed(1)} %)`}] : [];
	};

	const rows = [
		...used('limits.layers', limits.layers),
		...used('limits.unzipped.bytes', limits.unzippedBytes),
		...used('limits.upload.bytes', limits.directUploadBytes),
		...used('limits.storage.bytes', Number(factOf(model, 'limits.storage.quota.bytes')?.value)),
	];
	return <Bars rows={rows} max={1} scale='linear' columns={columns}/>;
}

/** What an experiment showed. */
export function Tried({entry, model, columns}: ResultProps) {
	const strings = useStrings();
	const tried = model.experiments.find(({step}) => step === entry.id);
	return (
		<Box flexDirection='column'>
			{tried && experimentText(tried, strings).map((text, index) => <Lines key={index} lines={wrap([{text}], columns)}/>)}
		</Box>
	);
}

/** The public layers, and on AWS what came of attaching one. */
export function Public({entry, model, columns}: ResultProps) {
	const strings = useStrings();
	const lines = [...(model.catalogue ? catalogueText(model.catalogue, strings) : []), ...entry.lines.map(({text}) => text)];
	return <Box flexDirection='column'>{lines.map((text, index) => <Lines key={index} lines={wrap([{text}], columns)}/>)}</Box>;
}
