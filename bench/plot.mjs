// Draws a plot as SVG, readable on light and on dark pages.

const [width, height] = [480, 240];
const margin = {left: 56, right: 16, top: 16, bottom: 40};

/** The smallest round number that is not below a value: 1, 2 or 5 times a power of ten. */
function roundUp(value) {
	const power = 10 ** Math.floor(Math.log10(value));
	return [1, 2, 5, 10].map(factor => factor * power).find(round => round >= value);
}

/**
A line through points, from zero, with dots. Growth that is linear is a straight line.

@param points Pairs of numbers, the first ones growing.
@param x What is measured along the bottom.
@param y What is measured upwards.
*/
export function linePlot({points, x, y}) {
	const most = {x: points.at(-1)[0], y: roundUp(Math.max(...points.map(point => point[1])))};
	const across = value => margin.left + (value / most.x * (width - margin.left - margin.right));
	const up = value => height - margin.bottom - (value / most.y * (height - margin.top - margin.bottom));
	const at = ([one, other]) => `${across(one).toFixed(1)},${up(other).toFixed(1)}`;
	const steps = [0, 0.25, 0.5, 0.75, 1];
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">
<rect width="${width}" height="${height}" fill="#fff"/>
${steps.map(part => `<path d="M${margin.left} ${up(part * most.y).toFixed(1)}H${width - margin.right}" stroke="#ddd"/>
<text x="${margin.left - 6}" y="${(up(part * most.y) + 4).toFixed(1)}" text-anchor="end" fill="#333">${most.y * part}</text>`).join('\n')}
${steps.map(part => `<text x="${across(part * most.x).toFixed(1)}" y="${height - margin.bottom + 16}" text-anchor="middle" fill="#333">${(most.x * part).toLocaleString('en')}</text>`).join('\n')}
<text x="${(width + margin.left) / 2}" y="${height - 6}" text-anchor="middle" fill="#333">${x}</text>
<text x="12" y="${margin.top}" fill="#333">${y}</text>
<polyline points="${points.map(point => at(point)).join(' ')}" fill="none" stroke="#0a58ca" stroke-width="2"/>
${points.map(point => `<circle cx="${at(point).replace(',', '" cy="')}" r="3" fill="#0a58ca"/>`).join('\n')}
</svg>
`;
}
