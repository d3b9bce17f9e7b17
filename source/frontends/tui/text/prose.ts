import {lexer, type Token, type Tokens} from 'marked';
import {cjk, wrap, type Line, type Span} from './wrap.js';

/** A line end within a paragraph counts as a space; between two Chinese or Japanese characters it is none. */
const lineEnd = /(?<=(?<before>\S))\n[ \t]*(?=(?<after>\S))/gv;

/** CommonMark sees no end of strong text in `**完成。**接着`; a person who writes Chinese does. */
const strong = /\*\*(?<text>.+?)\*\*/v;

const bullet = {first: '• ', rest: '  '};

/** A lesson's text as rows: paragraphs, lists, `code` and **strong**; anything else as its plain text. Blocks stand one empty row apart. */
export function proseLines(markdown: string, columns: number): readonly Line[] {
	const blocks = lexer(joined(markdown))
		.map(token => blockLines(token, columns))
		.filter(lines => lines.length > 0);
	return blocks.flatMap((lines, index) => index === 0 ? lines : [[], ...lines]);
}

function joined(markdown: string): string {
	return markdown.replaceAll(lineEnd, (whole, before: string, after: string) => cjk.test(before) && cjk.test(after) ? '' : whole);
}

function blockLines(token: Token, columns: number): readonly Line[] {
	if (isList(token)) {
		return token.items.flatMap(({tokens}) => wrap(inline(tokens), columns, bullet));
	}

	if (token.type === 'code') {
		return plainText(token).split('\n').flatMap(text => wrap([{text, style: 'code'}], columns));
	}

	return wrap(inline('tokens' in token && token.tokens ? token.tokens : [token]), columns);
}

/** The lexer's types leave room for tokens of extensions, so that a token's type alone does not narrow it. */
function isList(token: Token): token is Tokens.List {
	return token.type === 'list';
}

function inline(tokens: readonly Token[], style: Pick<Span, 'style'> = {}): readonly Span[] {
	return tokens.flatMap((token): readonly Span[] => {
		if (token.type === 'codespan') {
			return [{text: plainText(token), style: 'code'}];
		}

		if ('tokens' in token && token.tokens) {
			return inline(token.tokens, token.type === 'strong' ? {style: 'strong'} : style);
		}

		return plainText(token).replaceAll(/\s*\n\s*/gv, ' ').split(strong).map((text, index) => ({text, ...(index % 2 === 1 ? {style: 'strong'} : style)}));
	});
}

function plainText(token: Token): string {
	return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}
