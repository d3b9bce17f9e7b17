import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {quote, showCommands} from '../../source/tools/command.js';

describe('commands as a person would type them', () => {
	test('one in a folder with its virtualenv, and its output in a file', () => {
		expect(showCommands([{folder: 'fn', venv: true, argv: ['python', '-m', 'pip', 'freeze'], output: 'requirements.txt'}])).toBe('(cd fn && . venv/bin/activate && python -m pip freeze > requirements.txt)');
	});

	test('those of one folder share it, others do not', () => {
		expect(showCommands([{folder: 'a', argv: ['x']}, {folder: 'a', argv: ['y']}, {folder: '.', argv: ['z']}])).toBe('(cd a && x && y) && z');
	});

	test.each(['plain', 'with space', 'it\'s', '"double"', '$HOME', 'a>b', '', 'numpy>=2,<3', 'ünï', '-rf'])('a shell reads %j back as one word', word => {
		expect(execFileSync('sh', ['-c', `printf %s ${quote(word)}`], {encoding: 'utf8'})).toBe(word);
	});
});
