import type {Declared, Inspected} from '../engine/findings.js';
import {ageOf} from '../lambda/age.js';

/** What a cloud says of a layer version, whose it is, and which of its runtimes are not judged here, as lines. */
export function declaredLines({region, account, runtimes, architectures, description, licence, publisher}: Declared, {verdicts}: Pick<Inspected, 'verdicts'>, now: Date): readonly string[] {
	const unjudged = runtimes.filter(name => verdicts.every(({runtime}) => runtime !== name));
	const places = [runtimes, architectures].map(names => names.join(', ')).filter(names => names !== '');
	return [
		`In ${region}. ${publisherText(publisher, account, now)}`.trimEnd(),
		places.length === 0 ? 'It does not say what it is compatible with.' : `It says that it is compatible with ${places.join(' on ')}.`,
		...(unjudged.length > 0 ? [`Not judged here: ${unjudged.join(', ')}.`] : []),
		...(description === undefined ? [] : [`Description: ${description}`]),
		...(licence === undefined ? [] : [`Licence: ${licence}`]),
	];
}

/** What a layer version says of itself and is not so, as a line. */
export function brokenLines({broken}: Declared): readonly string[] {
	const places = broken.map(({runtime, architecture}) => [runtime, architecture].filter(name => name !== undefined).join(' on '));
	return places.length === 0 ? [] : ['', `It says that it is compatible with these, and would not run there: ${places.join(', ')}.`];
}

function publisherText(publisher: Declared['publisher'], account: string, now: Date): string {
	switch (publisher.is) {
		case 'own': {
			return '';
		}

		case 'listed': {
			return `Published by ${publisher.publisher} (${publisher.name}), as of ${asOfText(publisher, now)}: ${publisher.source}`;
		}

		case 'unlisted': {
			return `Nobody in the list of public layers, as of ${asOfText(publisher, now)}, has its account ${account}: judge it before you use it.`;
		}
	}
}

const asOfText = ({asOf}: {readonly asOf: string}, now: Date): string => `${asOf} (${ageOf(asOf, now)})`;
