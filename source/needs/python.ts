import {ToolError} from '../engine/errors.js';
import {childEnvironment} from '../tools/environment.js';
import {execute} from '../tools/process.js';
import type {Interpreter} from '../tools/python/interpreter.js';
import type {Need, Surroundings} from './need.js';

/** A Python, and what makes virtualenvs of it. */
export const pythonNeeds: readonly Need[] = [
	{
		id: 'python',
		title: 'Python',
		level: 'required',
		async look({interpreter}) {
			const {version, executable} = await interpreter;
			return `${version}, ${executable}`;
		},
	},
	{id: 'venv', title: 'venv and ensurepip', level: 'required', after: 'python', look: findVenv},
	{id: 'pip', title: 'pip for virtualenvs', level: 'required', after: 'venv', look: findPip},
];

async function findVenv({interpreter}: Surroundings): Promise<string> {
	const found = await interpreter;
	const {version, executable, hasVenv} = found;
	if (!hasVenv) {
		throw new ToolError(`Python ${version} at ${executable} cannot make virtualenvs with pip: it comes without ensurepip or venv.`, {tryThis: cureFor(found)});
	}

	return 'there';
}

/** Asks for the pip that ensurepip puts into virtualenvs: a distribution may keep it in a package of its own. */
async function findPip({interpreter, signal}: Surroundings): Promise<string> {
	const found = await interpreter;
	const {version, executable} = found;
	const {exitCode, stdout} = await execute({file: executable, arguments: ['-I', '-m', 'ensurepip', '--version'], cwd: '/', env: childEnvironment({}), collect: true, signal});
	if (exitCode !== 0) {
		throw new ToolError(`Python ${version} at ${executable} has no pip to put into virtualenvs.`, {tryThis: cureFor(found)});
	}

	return stdout.replace(/^pip /v, '');
}

function cureFor({version}: Interpreter): string {
	const minor = version.split('.', 2).join('.');
	return `On Debian and Ubuntu: sudo apt install python${minor}-venv. Elsewhere: install Python from python.org and name it with --python.`;
}
