import {common, createEmphasize} from 'emphasize';
import type {Span} from './wrap.js';

/** The spans of a piece of code without control characters; their texts together are the code. */
export type Highlight = (language: 'bash' | 'yaml' | 'python', code: string) => readonly Span[];

/** What a person looks for who learns a command, and the library's grammar does not tell: its program and its options. */
const program = {scope: 'title', match: /(?<=(?:^|[\(;\|]|&&)\s*)[\w.\/\-]+(?![\w=])/v};
const option = {scope: 'attr', match: /(?<=\s)--?[a-zA-Z][\w\-]*/v};

const {highlight: paint} = createEmphasize({
	bash(library) {
		const grammar = common.bash!(library);
		return {...grammar, contains: [program, option, ...grammar.contains]};
	},
	yaml: common.yaml!,
	python: common.python!,
});

/** The library writes a style's beginning and end into the text: a beginning is the style's place in this list as a control character. */
const marked = ['strong', 'accent', 'good'] as const;
const end = '\u0008';

/** How the classes of highlight.js look. Nothing is white, black or only dim, which some backgrounds swallow. */
const styles: Readonly<Record<string, typeof marked[number]>> = {
	title: 'strong',
	keyword: 'strong',
	built_in: 'strong',
	bullet: 'strong',
	attr: 'accent',
	variable: 'accent',
	'template-variable': 'accent',
	subst: 'accent',
	meta: 'accent',
	string: 'good',
	number: 'good',
	literal: 'good',
};

const sheet = Object.fromEntries(Object.entries(styles).map(([name, style]) => [name, (text: string) => `${String.fromCodePoint(marked.indexOf(style))}${text}${end}`]));

export const highlight: Highlight = (language, code) => {
	const open: Array<Span['style']> = [];
	const spans: Span[] = [];
	let text = '';
	const finish = () => {
		const style = open.at(-1);
		if (text !== '') {
			spans.push({text, ...(style && {style})});
			text = '';
		}
	};

	for (const character of paint(language, code, sheet).value) {
		const style = marked[character.codePointAt(0)!];
		if (style) {
			finish();
			open.push(style);
		} else if (character === end) {
			finish();
			open.pop();
		} else {
			text += character;
		}
	}

	finish();
	return spans;
};
