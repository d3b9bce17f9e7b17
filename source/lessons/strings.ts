// A value's import: TypeScript takes no import attributes on a type's.
import en from './en/interface.json' with {type: 'json'};

/** Every sentence and label of the interface; English is the form that the other languages follow. `{name}` stands for a value. */
export type Strings = typeof en;

/** Puts values into a text's places: `fill('in {time}', {time: '2 s'})`. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
	return text.replaceAll(/\{(?<name>\w+)\}/gv, (place, name: string) => String(values[name] ?? place));
}

/** The words for an id that may have none. */
export function wordsFor<Value>(table: Readonly<Record<string, Value>>, id: string): Value | undefined {
	return Object.hasOwn(table, id) ? table[id] : undefined;
}
