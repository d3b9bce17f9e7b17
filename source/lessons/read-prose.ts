import {lexer, type Token, type Tokens} from 'marked';
import {cjk} from './cjk.js';
import type {Block, Piece} from './prose.js';

/** A line end within a paragraph counts as a space; between two Chinese or Japanese characters it is none. */
const lineEnd = /(?<=(?<before>\S))\n[ \t]*(?=(?<after>\S))/gv;

/** CommonMark sees no end of strong text in `**完成。**接着`; a person who writes Chinese does. */
const strong = /\*\*(?<text>.+?)\*\*/v;

/** Reads Markdown: paragraphs, lists, `code` and **strong**; anything else as its plain text. The build does this, so that a start loads no parser. */
export function readProse(markdown: string): readonly Block[] {
	return lexer(joined(markdown)).flatMap(token => blocksOf(token)).filter(({pieces}) => pieces.length > 0);
}

function joined(markdown: string): string {
	return markdown.replaceAll(lineEnd, (whole, before: string, after: string) => cjk.test(before) && cjk.test(after) ? '' : whole);
}

function blocksOf(token: Token): readonly Block[] {
	if (isList(token)) {
		return token.items.map(({tokens}) => ({kind: 'item', pieces: piecesOf(tokens)}));
	}

	if (token.type === 'code') {
		return plainText(token).split('\n').filter(text => text.trim() !== '').map(text => ({kind: 'code', pieces: [{text, style: 'code'}]}));
	}

	return token.type === 'space' ? [] : [{kind: 'paragraph', pieces: piecesOf('tokens' in token && token.tokens ? token.tokens : [token])}];
}

/** The lexer's types leave room for tokens of extensions, so that a token's type alone does not narrow it. */
function isList(token: Token): token is Tokens.List {
	return token.type === 'list';
}

function piecesOf(tokens: readonly Token[], style: Pick<Piece, 'style'> = {}): readonly Piece[] {
	return tokens.flatMap((token): readonly Piece[] => {
		if (token.type === 'codespan') {
			return [{text: plainText(token), style: 'code'}];
		}

		if ('tokens' in token && token.tokens) {
			return piecesOf(token.tokens, token.type === 'strong' ? {style: 'strong'} : style);
		}

		return plainText(token).replaceAll(/\s*\n\s*/gv, ' ').split(strong)
			.map((text, index) => ({text, ...(index % 2 === 1 ? {style: 'strong'} as const : style)}))
			.filter(({text}) => text !== '');
	});
}

function plainText(token: Token): string {
	return 'text' in token && typeof token.text === 'string' ? token.text : token.raw;
}
