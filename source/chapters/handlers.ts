/** What the function does with its package. */
export type Handler = {
	/** The template, relative to templates/. */
	readonly template: string;
	/** The answer's body where it is the same for every version of the package. */
	readonly body?: string;
	/** True when the handler reads the packages' names from its environment. */
	readonly named?: boolean;
};

const handlers: Readonly<Record<string, Handler>> = {
	numpy: {
		template: 'sls-layers-python/handler.py',
		body: '[[ 0  1  2  3  4]\n [ 5  6  7  8  9]\n [10 11 12 13 14]]',
	},
	pandas: {template: 'handlers/pandas.py'},
};

const anyPackage: Handler = {template: 'handlers/any.py', named: true};

/** The handler that shows something of the package, or for others and for several the one that names them. */
export function handlerFor(packageNames: readonly string[]): Handler {
	const [name = ''] = packageNames;
	return (packageNames.length === 1 ? handlers[name.toLowerCase()] : undefined) ?? anyPackage;
}
