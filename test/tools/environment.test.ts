import {describe, expect, test} from 'vitest';
import {activated, childEnvironment} from '../../source/tools/environment.js';

describe('the environment of children', () => {
	test.each([
		['PYTHONPATH', 'PYTHONHOME', 'PYTHONWARNINGS', 'PYTHONPLATLIBDIR', 'VIRTUAL_ENV', 'CONDA_PREFIX', '__PYVENV_LAUNCHER__'],
		['PIP_TARGET', 'PIP_USER_AGENT_USER_DATA', 'PIP_NO_BINARY', 'PIP_CONSTRAINT', 'PIP_PROGRESS_BAR', 'PIP_QUIET'],
		['NODE_OPTIONS', 'NODE_ENV', 'NODE_PATH', 'NODE_V8_COVERAGE', 'NODE_DEBUG'],
		['npm_config_prefix', 'NPM_CONFIG_PREFIX', 'npm_config_omit', 'npm_config_script_shell', 'npm_config_workspace', 'npm_package_name', 'npm_execpath'],
		['AWS_PROFILE', 'AWS_ENDPOINT_URL', 'AWS_CONFIG_FILE', 'SLS_DEBUG', 'SERVERLESS_ACCESS_KEY', 'DEBUG', 'FORCE_COLOR'],
	])('has none of the settings that would mislead the tools: %s …', (...names) => {
		const environment = childEnvironment({}, Object.fromEntries(names.map(name => [name, '/misleading'])));
		for (const name of names) {
			expect(environment, name).not.toHaveProperty(name);
		}
	});

	test.each([
		['HOME', 'PATH', 'LANG', 'TMPDIR', 'HTTPS_PROXY', 'NO_PROXY', 'SSL_CERT_FILE', 'UV_INDEX_URL'],
		['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'PIP_TRUSTED_HOST', 'PIP_CERT', 'PIP_PROXY', 'PIP_CONFIG_FILE', 'PIP_DEFAULT_TIMEOUT', 'PIP_NO_CACHE_DIR', 'PIP_UPLOADED_PRIOR_TO', 'PYTHON_KEYRING_BACKEND'],
		['npm_config_registry', 'NPM_CONFIG_REGISTRY', 'npm_config_@team:registry', 'npm_config_//npm.example/:_authToken', 'npm_config_https_proxy', 'npm_config_cafile', 'npm_config_userconfig', 'npm_config_fetch_retries', 'npm_config_min_release_age'],
		['NODE_EXTRA_CA_CERTS', 'AWS_CA_BUNDLE'],
	])('keeps what says where packages come from and how to reach them: %s …', (...names) => {
		const kept = Object.fromEntries(names.map(name => [name, '/kept']));
		expect(childEnvironment({}, kept)).toMatchObject(kept);
	});

	test('adds what is given, whatever the surroundings say', () => {
		expect(childEnvironment({AWS_REGION: 'us-east-1'}, {AWS_REGION: 'eu-west-1'})).toMatchObject({AWS_REGION: 'us-east-1', NO_COLOR: '1'});
	});

	test('has the virtualenv first on PATH and nothing of the wizard\'s own package', () => {
		const {PATH: found, VIRTUAL_ENV: venv} = activated('/w/fn/venv', '/w/node_modules/.bin', {PATH: '/clone/node_modules/.bin:/usr/bin'});
		expect(found?.split(':').slice(0, 3)).toEqual(['/w/fn/venv/bin', '/w/node_modules/.bin', '/usr/bin']);
		expect(found).not.toContain('/clone');
		expect(venv).toBe('/w/fn/venv');
	});
});
