/** A part of a text that looks the same throughout. */
export type Piece = {readonly text: string; readonly style?: 'strong' | 'code'};

/** A paragraph, an item of a list, or a line of code. */
export type Block = {
	readonly kind: 'paragraph' | 'item' | 'code';
	readonly pieces: readonly Piece[];
};

/** A lesson's text as lines without its styles; an item begins with `- `. */
export function proseText(blocks: readonly Block[]): string {
	return blocks.map(({kind, pieces}, index) => {
		const text = pieces.map(piece => piece.text).join('');
		return `${isApart(blocks, index) ? '\n' : ''}${kind === 'item' ? '- ' : ''}${text}`;
	}).join('\n');
}

/** True where an empty row stands before a block: items of a list, and lines of code, stand together. */
export function isApart(blocks: readonly Block[], index: number): boolean {
	const [before, block] = [blocks[index - 1], blocks[index]];
	return before !== undefined && !(block?.kind === before.kind && block.kind !== 'paragraph');
}
