import type {StampedEvent, WizardEvent} from './events.js';
import {mapTexts} from './map-texts.js';
import type {Ask} from './questions.js';
import {sanitizeLine, sanitizeText} from './sanitize.js';

/** The values that may have several lines; every other text of an event is one line. */
const severalLines: Readonly<Partial<Record<WizardEvent['type'], readonly string[]>>> = {
	fact: ['value'],
	experiment: ['words', 'answer'],
	'run.finished': ['facts'],
};

/** Paths that are opened and never shown: a changed one would name another file. */
const opened: Readonly<Partial<Record<WizardEvent['type'], readonly string[]>>> = {'step.started': ['log']};

/** Makes every text of an event safe to show. */
export function sanitizeEvent<Event extends StampedEvent>(event: Event): Event {
	// Tools print hundreds of thousands of lines.
	if (event.type === 'output') {
		return {...event, step: sanitizeLine(event.step), line: sanitizeLine(event.line)};
	}

	const {type} = event;
	const fields = Object.entries(event).map(([name, value]: readonly [string, unknown]) => {
		const change = severalLines[type]?.includes(name) ? sanitizeText : sanitizeLine;
		return [name, opened[type]?.includes(name) ? value : mapTexts(value, change)];
	});
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Texts stay texts, and all else is as it was.
	return Object.fromEntries(fields) as Event;
}

/** Asks in words that are safe to show. An answer that was offered is given back as it was before. */
export function sanitizedAsk(ask: Ask): Ask {
	return async (question, signal) => {
		const shown = mapTexts(question, sanitizeLine);
		const offered = new Map([
			[shown.fallback, question.fallback],
			...(question.choices ?? []).map(choice => [sanitizeLine(choice), choice] as const),
		]);
		const meant = <Text extends string>(text: Text) => offered.get(text) ?? text;
		const {check} = question;
		return meant(await ask({...shown, ...(check && {check: async (text: string) => check(meant(text))})}, signal));
	};
}
