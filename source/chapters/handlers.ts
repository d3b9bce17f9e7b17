import {readText} from '../disk/read.js';
import {templateText} from '../files/templates.js';
import type {Context} from './context.js';

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

/**
What the handler must answer, where that is known: only as long as it is the template and the person has not made it their own.
Undefined when it is theirs.
*/
export async function expectedAnswer({settings, workspace}: Context): Promise<{readonly body: string | undefined} | undefined> {
	const {template, body} = handlerFor(settings.packageNames);
	const [own, given] = await Promise.all([readText(workspace.handler), templateText(template)]);
	return own === given ? {body} : undefined;
}

/** The handler that shows something of the package, or for others and for several the one that names them. */
export function handlerFor(packageNames: readonly string[]): Handler {
	const [name = ''] = packageNames;
	return (packageNames.length === 1 ? handlers[name.toLowerCase()] : undefined) ?? anyPackage;
}
