/** A program to run in a directory of the workspace, as data: shown, planned and executed from the same source. */
export type Command = {
	/** Folder relative to the workspace; `.` is the workspace itself. */
	readonly folder: string;
	/** The program and its arguments, exactly as a person would type them. */
	readonly argv: readonly [string, ...string[]];
	/** True when the folder's own virtualenv must be active. */
	readonly venv?: boolean;
	/** File in the folder that receives standard output, as with `>`. */
	readonly output?: string;
};

/** Commands as a person would type them at the workspace's root; those in one folder share its `cd` and its virtualenv. */
export function showCommands(commands: readonly Command[]): string {
	const groups: Command[][] = [];
	for (const command of commands) {
		const last = groups.at(-1)?.[0];
		if (last?.folder === command.folder && last.venv === command.venv) {
			groups.at(-1)?.push(command);
		} else {
			groups.push([command]);
		}
	}

	return groups.map(group => showGroup(group)).join(' && ');
}

function showGroup(group: readonly Command[]): string {
	const [{folder, venv} = {folder: '.'}] = group;
	const parts = group.map(({argv, output}) => [...argv.map(word => quote(word)), ...(output ? ['>', quote(output)] : [])].join(' '));
	const opening = [...(folder === '.' ? [] : [`cd ${quote(folder)}`]), ...(venv ? ['. venv/bin/activate'] : [])];
	return opening.length > 0 ? `(${[...opening, ...parts].join(' && ')})` : parts.join(' && ');
}

/** Quotes a word for a POSIX shell, only where it needs it. */
export function quote(word: string): string {
	return /^[\w@%+=:,.\/~\-]+$/v.test(word) ? word : `'${word.replaceAll('\'', String.raw`'\''`)}'`;
}
