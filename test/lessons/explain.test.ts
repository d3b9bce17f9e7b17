import {expect, test} from 'vitest';
import {explain} from '../../source/lessons/explain.js';

const matches = (command: string, ...pieces: readonly string[]) => explain(command, pieces.map(match => ({match, text: `why ${match}`}))).map(({match}) => match);

test('in the order of the command, each once', () => {
	expect(matches('cd a && x --b && y --b', '--b', '&&', 'y', 'cd')).toEqual(['cd', '&&', '--b', 'y']);
});

test('whole words only', () => {
	expect(matches('npx osls package --package package-fat', 'package', '--pack', 'fat', 'npx osls pack')).toEqual(['package']);
	expect(matches('cdk deploy', 'cd')).toEqual([]);
});

test('a longer piece takes its words from shorter ones, which still count elsewhere', () => {
	expect(matches('npx osls invoke local', 'npx osls', 'npx osls invoke local', 'local')).toEqual(['npx osls invoke local']);
	expect(matches('npm install && install', 'install', 'npm install')).toEqual(['npm install', 'install']);
});

test('parentheses are words of their own, quoted words are whole', () => {
	expect(matches('(cd a && x)', '(', 'cd', 'x')).toEqual(['(', 'cd', 'x']);
	expect(matches(String.raw`pip install 'numpy>=2 > 1' 'it'\''s && x' > out`, '>', '&&', 'out')).toEqual(['>', 'out']);
	expect(matches('pip install \'a > b\'', '>')).toEqual([]);
});

test('an explanation of nothing is none', () => {
	expect(matches('cd a', '', ' ')).toEqual([]);
});
