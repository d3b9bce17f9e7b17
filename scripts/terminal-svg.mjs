// Draws what a terminal shows as an SVG picture.
import {paletteColour, palettes, trueColour} from './terminal-palette.mjs';

/** A cell's width and height, and the font's size, in pixels: the usual proportions of monospaced fonts. */
const cell = {width: 8.4, height: 18, font: 14, baseline: 13.5};
const margin = 14;
const barHeight = 30;
const fonts = 'ui-monospace, \'SF Mono\', \'Cascadia Mono\', \'JetBrains Mono\', Menlo, Consolas, \'DejaVu Sans Mono\', \'Noto Sans Mono CJK SC\', monospace';
const dots = 3;

/**
Draws the visible screen in a plain window frame. Every run of equal cells is one text of a set length, so that all is aligned
whatever font the viewer has.

@param terminal A terminal of @xterm/headless.
*/
export function terminalSvg(terminal, {theme, title}) {
	const palette = palettes[theme];
	const {active} = terminal.buffer;
	const rows = Array.from({length: terminal.rows}, (_, row) => runsOf(active.getLine(active.baseY + row), palette));
	const width = round((terminal.cols * cell.width) + (2 * margin));
	const height = round((terminal.rows * cell.height) + (2 * margin) + barHeight);
	const drawn = rows.flatMap((runs, row) => runs.map(run => drawRun(run, row, palette)));
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">`,
		`<title>${escape(title)}</title>`,
		`<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${palette.background}" stroke="${palette.frame}"/>`,
		`<path d="M0.5 ${barHeight}V8.5a8 8 0 0 1 8-8H${width - 8.5}a8 8 0 0 1 8 8V${barHeight}Z" fill="${palette.bar}" stroke="${palette.frame}"/>`,
		...Array.from({length: dots}, (_, dot) => `<circle cx="${18 + (dot * 18)}" cy="${barHeight / 2}" r="5" fill="${palette.frame}"/>`),
		`<text x="${width / 2}" y="${(barHeight / 2) + 4.5}" text-anchor="middle" font-family="system-ui, sans-serif" font-size="13" fill="${palette.title}">${escape(title)}</text>`,
		`<g font-family="${fonts}" font-size="${cell.font}" fill="${palette.text}" transform="translate(${margin} ${barHeight + margin})">`,
		...drawn.filter(element => element !== ''),
		'</g>',
		'</svg>\n',
	].join('\n');
}

/** Neighbouring cells of one style as one run: where it starts, and what is in each cell. */
function runsOf(line, palette) {
	const runs = [];
	for (let column = 0; column < line.length; column++) {
		const each = line.getCell(column);
		// The second half of a wide character has no width of its own.
		if (each.getWidth() === 0) {
			continue;
		}

		const style = styleOf(each, palette);
		const key = JSON.stringify(style);
		const last = runs.at(-1);
		const text = each.getChars() || ' ';
		if (last?.key === key) {
			last.cells.push(text);
		} else {
			runs.push({key, style, column, cells: [text]});
		}
	}

	return runs;
}

function styleOf(each, palette) {
	const foreground = each.isFgDefault() ? palette.text : colourOf(each.isFgRGB(), each.getFgColor(), palette);
	const background = each.isBgDefault() ? undefined : colourOf(each.isBgRGB(), each.getBgColor(), palette);
	const isInverse = each.isInverse() !== 0;
	return {
		colour: isInverse ? background ?? palette.background : foreground,
		background: isInverse ? foreground : background,
		bold: each.isBold() !== 0,
		dim: each.isDim() !== 0,
		italic: each.isItalic() !== 0,
		underline: each.isUnderline() !== 0,
		struck: each.isStrikethrough() !== 0,
		kind: kindOf(each),
	};
}

const colourOf = (isTrue, value, palette) => isTrue ? trueColour(value) : paletteColour(value, palette);

/** Characters that come from different fonts are drawn apart: one of them must not squeeze its neighbours. */
function kindOf(each) {
	const text = each.getChars();
	if (each.getWidth() === 2) {
		return 'wide';
	}

	if (eighths(text) > 0) {
		return `block ${text}`;
	}

	return text === '' || /^[\u0020-\u024F]+$/v.test(text) ? 'plain' : 'symbol';
}

/** How many eighths of a cell a block element fills from the left (U+2588 to U+258F); 0 for all else. */
function eighths(text) {
	const code = text.codePointAt(0) ?? 0;
	return code >= 0x25_88 && code <= 0x25_8F ? 0x25_90 - code : 0;
}

function drawRun({style, column, cells}, row, palette) {
	const area = rectangle(column, row, cells.length * widthOf(style));
	const background = style.background && style.background !== palette.background ? `<rect ${area} fill="${style.background}"/>` : '';
	return `${background}${style.kind.startsWith('block') ? drawBlocks(style, cells, column, row) : drawText(style, cells, column, row)}`;
}

/** Bars are drawn and not written: in most fonts they would have gaps. */
function drawBlocks(style, cells, column, row) {
	const part = eighths(cells[0]) / 8;
	const attributes = `fill="${style.colour}"${style.dim ? ' opacity="0.6"' : ''}`;
	return part === 1
		? `<rect ${rectangle(column, row, cells.length)} ${attributes}/>`
		: cells.map((_, index) => `<rect ${rectangle(column + index, row, part)} ${attributes}/>`).join('');
}

function drawText(style, cells, column, row) {
	const {colour, bold, dim, italic, underline, struck} = style;
	const lines = [underline && 'underline', struck && 'line-through'].filter(Boolean).join(' ');
	// Blanks at the ends are nothing to see, unless something is drawn under them.
	const first = lines ? 0 : cells.findIndex(text => isFilled(text));
	const shown = lines ? cells : cells.slice(first, cells.findLastIndex(text => isFilled(text)) + 1);
	if (first === -1) {
		return '';
	}

	const attributes = [
		`x="${round((column + first) * cell.width)}"`,
		`y="${round((row * cell.height) + cell.baseline)}"`,
		`textLength="${round(shown.length * widthOf(style) * cell.width)}"`,
		'lengthAdjust="spacingAndGlyphs"',
		'xml:space="preserve"',
		`fill="${colour}"`,
		...(bold ? ['font-weight="bold"'] : []),
		...(dim ? ['opacity="0.6"'] : []),
		...(italic ? ['font-style="italic"'] : []),
		...(lines ? [`text-decoration="${lines}"`] : []),
	];
	return `<text ${attributes.join(' ')}>${escape(shown.join(''))}</text>`;
}

const isFilled = text => text.trim() !== '';
const widthOf = ({kind}) => kind === 'wide' ? 2 : 1;

function rectangle(column, row, columns) {
	return `x="${round(column * cell.width)}" y="${row * cell.height}" width="${round(columns * cell.width)}" height="${cell.height}"`;
}

const round = number => Math.round(number * 100) / 100;

const entities = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};
const escape = text => text.replaceAll(/[&<>"]/gv, character => entities[character]);
