/** Changes every text in plain data, names of members too, and leaves all else as it is. */
export function mapTexts<Value>(value: Value, change: (text: string) => string): Value {
	// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion -- Texts stay texts.
	return changed(value, change) as Value;
}

function changed(value: unknown, change: (text: string) => string): unknown {
	if (typeof value === 'string') {
		return change(value);
	}

	if (Array.isArray(value)) {
		return value.map(each => changed(each, change));
	}

	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value).map(([name, each]) => [change(name), changed(each, change)]))
		: value;
}
