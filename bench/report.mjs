// How what was measured is told: as lines in the terminal, and as a section of docs/performance.md.
import os from 'node:os';
import process from 'node:process';

const units = {
	ratio: value => value.toFixed(value < 0.1 ? 3 : 2),
	s: value => `${value.toFixed(1)} s`,
	ms: value => `${value.toFixed(0)} ms`,
	MB: value => `${value.toFixed(0)} MB`,
};

/** @param rows What was measured: `{what, value, unit, allowed?}`; `allowed` is the most that it may be. */
export function lines(rows) {
	return rows.map(row => {
		const bound = row.allowed === undefined ? '' : ` (at most ${units[row.unit](row.allowed)}${row.value <= row.allowed ? '' : ': TOO MUCH'})`;
		return `  ${row.what.padEnd(48)} ${units[row.unit](row.value).padStart(9)}${bound}`;
	});
}

/** A section of the report: a table, plots, and what is to be said about them. */
export function sectionOf({rows, notes, plots}) {
	const machine = `${new Date().toISOString().slice(0, 10)}, ${os.cpus().length} cores (${os.cpus()[0].model.trim()}), ${os.type()} ${os.arch()}, Node ${process.versions.node}.`;
	const table = rows.map(({what, value, unit, allowed}) => {
		const bound = allowed === undefined ? '' : units[unit](allowed);
		return `| ${what} | ${allowed === undefined || value <= allowed ? units[unit](value) : `**${units[unit](value)}**`} | ${bound} |`;
	});
	return [
		['| measured | is | at most |', '|---|---:|---:|', ...table].join('\n'),
		...plots.map(({file, alt}) => `![${alt}](pictures/${file})`),
		...notes,
		machine,
	].join('\n\n');
}

/**
The report with another section.

@throws Error when the report has no place for it.
*/
export function withSection(text, name, section) {
	const start = `<!-- npm run bench -- ${name} -->\n`;
	const from = text.indexOf(start);
	const to = text.indexOf('\n<!-- end -->', from);
	if (from === -1 || to === -1) {
		throw new Error(`The report has no place for ${name}.`);
	}

	return `${text.slice(0, from + start.length)}${section}${text.slice(to)}`;
}
