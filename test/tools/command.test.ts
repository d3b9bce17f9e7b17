import {execFileSync} from 'node:child_process';
import {describe, expect, test} from 'vitest';
import {quote, showCommands} from '../../source/tools/command.js';
import {activated, childEnvironment, withoutProxies} from '../../source/tools/environment.js';

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

describe('the environment of children', () => {
	test('is the person\'s own without what would mislead the tools, and with no AWS settings but those given', () => {
		const environment = childEnvironment({AWS_REGION: 'us-east-1'}, {HOME: '/home/me', PYTHONPATH: '/x', PIP_TARGET: '/x', PIP_INDEX_URL: 'https://index.example', NODE_OPTIONS: '--inspect', AWS_PROFILE: 'work', npm_config_prefix: '/x', npm_package_name: 'y'});
		expect(environment).toMatchObject({HOME: '/home/me', PIP_INDEX_URL: 'https://index.example', AWS_REGION: 'us-east-1', NO_COLOR: '1'});
		for (const name of ['PYTHONPATH', 'PIP_TARGET', 'NODE_OPTIONS', 'AWS_PROFILE', 'npm_config_prefix', 'npm_package_name']) {
			expect(environment).not.toHaveProperty(name);
		}
	});

	test('has the virtualenv first on PATH and nothing of the wizard\'s own package', () => {
		const {PATH: found, VIRTUAL_ENV: venv} = activated('/w/fn/venv', '/w/node_modules/.bin', {PATH: '/clone/node_modules/.bin:/usr/bin'});
		expect(found?.split(':').slice(0, 3)).toEqual(['/w/fn/venv/bin', '/w/node_modules/.bin', '/usr/bin']);
		expect(found).not.toContain('/clone');
		expect(venv).toBe('/w/fn/venv');
	});

	test('gives Serverless no proxy, and the pip that it starts the same one', () => {
		expect(withoutProxies({HTTPS_PROXY: 'http://proxy:3128', all_proxy: 'socks://x', HOME: '/home/me'})).toEqual({
			HOME: '/home/me',
			PIP_PROXY: 'http://proxy:3128',
			npm_config_proxy: 'http://proxy:3128',
			npm_config_https_proxy: 'http://proxy:3128',
		});
		expect(withoutProxies({HOME: '/home/me'})).toEqual({HOME: '/home/me'});
	});
});
