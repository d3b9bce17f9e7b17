import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Variables that each make a tool of the walkthrough fail or do something else, were they to reach it. Writes what they lead to into a folder. */
export function misleading(folder: string): Readonly<Record<string, string | undefined>> {
	const modules = path.join(folder, 'modules');
	const programs = path.join(folder, 'programs');
	mkdirSync(modules);
	mkdirSync(programs);
	for (const name of ['json', 'sitecustomize', 'usercustomize']) {
		writeFileSync(path.join(modules, `${name}.py`), `raise SystemExit("this is not Python's own ${name}")\n`);
	}

	for (const name of ['sls', 'serverless', 'npx', 'aws']) {
		const file = path.join(programs, name);
		writeFileSync(file, `#!/bin/sh\necho 'another ${name}' >&2\nexit 1\n`);
		chmodSync(file, 0o755);
	}

	return {
		PATH: [programs, 'relative', '', path.join(folder, 'gone'), process.env.PATH].join(path.delimiter),
		PYTHONPATH: modules,
		PYTHONHOME: '/nonsense',
		PYTHONSTARTUP: path.join(modules, 'json.py'),
		PYTHONOPTIMIZE: '2',
		PYTHONWARNINGS: 'error',
		PYTHONINSPECT: '1',
		PYTHONIOENCODING: 'ascii',
		PYTHONPLATLIBDIR: 'nonsense',
		PYTHONVERBOSE: '1',
		PYTHONUSERBASE: modules,
		PYTHONPYCACHEPREFIX: '/proc/nonsense',
		PIP_TARGET: path.join(folder, 'target'),
		PIP_USER: '1',
		PIP_PREFIX: path.join(folder, 'prefix'),
		PIP_ROOT: path.join(folder, 'root'),
		PIP_REQUIRE_VIRTUALENV: '1',
		PIP_NO_BINARY: ':all:',
		PIP_NO_DEPS: '1',
		PIP_QUIET: '3',
		PIP_DRY_RUN: '1',
		PIP_REQUIRE_HASHES: '1',
		PIP_CONSTRAINT: '/nonsense',
		PIP_FORMAT: 'json',
		PIP_EXCLUDE: 'demo',
		PIP_PYTHON: '/nonsense',
		PIP_PROGRESS_BAR: 'nonsense',
		NODE_PATH: modules,
		NODE_ENV: 'production',
		npm_config_prefix: folder,
		npm_config_global: 'true',
		NPM_CONFIG_OMIT: 'dev',
		npm_config_package_lock_only: 'true',
		npm_config_install_strategy: 'linked',
		npm_config_bin_links: 'false',
		npm_config_dry_run: 'true',
		npm_config_json: 'true',
		npm_config_loglevel: 'silent',
		npm_config_script_shell: '/nonsense',
		npm_config_workspace: 'nonsense',
		SLS_DEBUG: '*',
		SERVERLESS_ACCESS_KEY: 'of-somebody',
		DEBUG: '*',
		FORCE_COLOR: '3',
		LC_ALL: 'tr_TR.UTF-8',
		LANGUAGE: 'de',
		COLUMNS: '1',
		TZ: 'Nonsense/Where',
		SHELL: undefined,
	};
}
