import path from 'node:path';
import process from 'node:process';
import type {Workspace} from '../chapters/workspace.js';
import {writeWhole} from '../disk/write.js';
import {quote} from '../tools/command.js';
import type {Variables} from '../tools/environment.js';

/** How a shell is started so that the person's own settings hold, and the lesson's environment too. */
export type StartFiles = {
	/** For an interactive shell; one that reads a script needs neither. */
	readonly arguments: readonly string[];
	readonly env: Variables;
	/** The folder with this `layer-wizard`, for PATH. */
	readonly commands: string;
};

/** Variables that must be the lesson's or none: a person's own file may set them. */
const cleared = 'unset HTTP_PROXY HTTPS_PROXY ALL_PROXY http_proxy https_proxy all_proxy PYTHONPATH PYTHONHOME';

/**
The person's own file may change PATH, or name another cloud; so what was exported before it is put back after it.
No value stands in these files: they hold no secret.
*/
const bashFile = `# Written by layer-wizard shell at each start.
layer_wizard_exported=$(export -p)
if [ -f ~/.bashrc ]; then . ~/.bashrc; fi
unset \${!AWS_*} \${!SLS_*} \${!SERVERLESS_*}
${cleared}
eval "$layer_wizard_exported"
unset layer_wizard_exported
hash -r
PS1="(layers) $PS1"
`;

const zshEnvironmentFile = `# Written by layer-wizard shell at each start.
typeset -g layer_wizard_exported="$(export -p)" layer_wizard_files=$ZDOTDIR
ZDOTDIR=$LAYER_WIZARD_ZDOTDIR
if [[ -f $ZDOTDIR/.zshenv ]]; then . $ZDOTDIR/.zshenv; fi
ZDOTDIR=$layer_wizard_files
`;

const zshFile = `# Written by layer-wizard shell at each start.
ZDOTDIR=$LAYER_WIZARD_ZDOTDIR
if [[ -f $ZDOTDIR/.zshrc ]]; then . $ZDOTDIR/.zshrc; fi
unset -m 'AWS_*' 'SLS_*' 'SERVERLESS_*'
${cleared}
eval "$layer_wizard_exported"
ZDOTDIR=$LAYER_WIZARD_ZDOTDIR
unset layer_wizard_exported layer_wizard_files LAYER_WIZARD_ZDOTDIR
rehash
PROMPT="(layers) $PROMPT"
`;

/** Writes the files that a shell starts with into `.layer-wizard/shell/`; other shells than bash and zsh get the environment alone. */
export async function startFiles({state}: Workspace, shell: string): Promise<StartFiles> {
	const folder = path.join(state, 'shell');
	const commands = path.join(folder, 'bin');
	const command = path.join(commands, 'layer-wizard');
	await writeWhole(command, `#!/bin/sh\nexec ${quote(process.execPath)} ${quote(process.argv[1] ?? '')} "$@"\n`, 0o755);
	switch (path.basename(shell)) {
		case 'bash': {
			const file = path.join(folder, 'bashrc');
			await writeWhole(file, bashFile);
			return {arguments: ['--rcfile', file], env: {}, commands};
		}

		case 'zsh': {
			await writeWhole(path.join(folder, 'zsh', '.zshenv'), zshEnvironmentFile);
			await writeWhole(path.join(folder, 'zsh', '.zshrc'), zshFile);
			const own = process.env.ZDOTDIR ?? process.env.HOME ?? '';
			return {arguments: [], env: {ZDOTDIR: path.join(folder, 'zsh'), LAYER_WIZARD_ZDOTDIR: own}, commands};
		}

		default: {
			return {arguments: [], env: {}, commands};
		}
	}
}
