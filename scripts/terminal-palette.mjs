// The colours of the pictures' terminal: one palette for each background.

/** The sixteen named colours in the terminals' order: black, red, green, yellow, blue, magenta, cyan, white, then the bright ones. */
export const palettes = {
	light: {
		background: '#fdfdfb',
		text: '#24292f',
		frame: '#d0d7de',
		bar: '#eceff2',
		title: '#57606a',
		named: [
			'#24292f', '#b3261e', '#1a6b2f', '#8a5a00', '#0b57b0', '#8a2f9e', '#0b6b75', '#6e7781',
			'#57606a', '#cf3a30', '#23883d', '#a06a00', '#1f6fd6', '#a348b8', '#14828e', '#8c959f',
		],
	},
	dark: {
		background: '#14171c',
		text: '#d7dce2',
		frame: '#343b45',
		bar: '#1f242c',
		title: '#9aa4b0',
		named: [
			'#3a414c', '#f0716b', '#6fc98a', '#e0b050', '#6cabf5', '#cf8fe0', '#5cc4cf', '#c4cad2',
			'#7d8794', '#ff938d', '#8fe0a6', '#f3c96d', '#92c3ff', '#e0adef', '#84dce5', '#f3f5f7',
		],
	},
};

const hex = number => `#${number.toString(16).padStart(6, '0')}`;
/** The levels of the colour cube that xterm defined. */
const levels = [0, 95, 135, 175, 215, 255];

/** One of the 256 colours: the named ones, a cube of 6×6×6 from 16 on, 24 greys from 232 on. */
export function paletteColour(index, {named}) {
	if (index < 16) {
		return named[index];
	}

	if (index >= 232) {
		return hex((8 + ((index - 232) * 10)) * 0x01_01_01);
	}

	const place = index - 16;
	const [red, green, blue] = [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map(level => levels[level]);
	return hex((red * 0x1_00_00) + (green * 0x1_00) + blue);
}

/** A colour of 24 bits. */
export const trueColour = hex;
