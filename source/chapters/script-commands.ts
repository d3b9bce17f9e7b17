import type {Command} from '../tools/command.js';
import {invokeLocal, npmInstall} from './function.js';
import {installCommands, type InstallPlanning} from './install.js';
import {deployLayer, packageLayer} from './layer.js';
import {deployFunction} from './ship.js';
import {packageFunction as packageThin} from './use.js';
import {venvCommands} from './virtualenv.js';
import {packageFunction as packageFat} from './weigh.js';
import {functionProject} from './workspace.js';

/** The last step of the walkthrough itself calls the API of AWS; this is the command that does the same. */
const invoke: Command = {folder: functionProject, venv: true, argv: ['npx', 'osls', 'invoke', '--function', 'hello']};

/** The commands of each step that has some. A journal says which steps were done, and never what a command is. */
export const commandsOf: Readonly<Record<string, (planning: InstallPlanning) => readonly Command[]>> = {
	'function.venv': planning => venvCommands(planning, planning.workspace.function),
	'function.install': planning => installCommands(planning, 'function'),
	'function.npm': () => [npmInstall],
	'function.local': () => [invokeLocal],
	'weigh.package': () => [packageFat],
	'layer.venv': planning => venvCommands(planning, planning.workspace.layer),
	'layer.install': planning => installCommands(planning, 'layer'),
	'layer.package': () => [packageLayer],
	'layer.deploy': () => [deployLayer],
	'use.package': () => [packageThin],
	'ship.deploy': () => [deployFunction],
	'ship.invoke': () => [invoke],
};
