import path from 'node:path';
import process from 'node:process';
import {cacheVariables} from '../files/cache.js';

export type Variables = Readonly<Record<string, string>>;

/**
What a person set for the tools of the walkthrough would make these do something else than in the lesson. Of each family of variables
only that is kept which says where packages come from, how to reach them, and what of them may be taken.
*/
const families: ReadonlyArray<{readonly names: RegExp; readonly kept?: readonly string[]}> = [
	{names: /^PYTHON/v, kept: ['PYTHON_KEYRING_BACKEND']},
	{names: /^(?:VIRTUAL_ENV|CONDA_PREFIX|__PYVENV_LAUNCHER__)/v},
	{
		// https://pip.pypa.io/en/stable/cli/pip/#general-options and https://pip.pypa.io/en/stable/cli/pip_install/#options
		names: /^PIP_/v,
		kept: [
			'CONFIG_FILE INDEX_URL EXTRA_INDEX_URL NO_INDEX FIND_LINKS ONLY_BINARY UPLOADED_PRIOR_TO PRE',
			'TRUSTED_HOST CERT CLIENT_CERT PROXY TIMEOUT DEFAULT_TIMEOUT RETRIES KEYRING_PROVIDER USE_FEATURE USE_DEPRECATED',
			'CACHE_DIR NO_CACHE_DIR DISABLE_PIP_VERSION_CHECK',
		].flatMap(options => options.split(' ').map(option => `PIP_${option}`)),
	},
	{names: /^NODE_/v, kept: ['NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_USE_ENV_PROXY']},
	{
		// https://docs.npmjs.com/cli/using-npm/config; what has an @ or slashes in its name is of one scope or one registry, and is kept.
		// `npm start` adds more, of the wizard's own package.
		names: /^npm_[^@\/]*$/iv,
		kept: [
			'registry replace_registry_host offline prefer_online before min_release_age ignore_scripts',
			'proxy http_proxy https_proxy noproxy ca cafile cert key strict_ssl local_address maxsockets',
			'_auth _authtoken _password username email',
			'fetch_retries fetch_retry_factor fetch_retry_mintimeout fetch_retry_maxtimeout fetch_timeout',
			'cache logs_dir userconfig globalconfig update_notifier',
		].flatMap(options => options.split(' ').map(option => `npm_config_${option}`)),
	},
	{names: /^(?:AWS|SLS|SERVERLESS)_/v, kept: ['AWS_CA_BUNDLE']},
	{names: /^(?:FORCE_COLOR|CLICOLOR_FORCE|DEBUG|INIT_CWD)$/v},
];

/** What the person's own pip.conf and .npmrc cannot change either: pip and npm let variables win. */
const steady = {
	PIP_USER: '0',
	PIP_REQUIRE_VIRTUALENV: '0',
	PIP_NO_DEPS: '0',
	PIP_DRY_RUN: '0',
	PIP_REQUIRE_HASHES: '0',
	npm_config_global: 'false',
	npm_config_dry_run: 'false',
	npm_config_package_lock_only: 'false',
	npm_config_package_lock: 'true',
	npm_config_bin_links: 'true',
	npm_config_install_strategy: 'hoisted',
	// Serverless is a development dependency of both projects.
	npm_config_include: 'dev',
	npm_config_engine_strict: 'false',
	npm_config_loglevel: 'notice',
	npm_config_json: 'false',
} as const;

/** Keeps colours and notes about future Node versions out of the output that people read, and has npm tell its requests: else it is silent to its end. */
const readable = {
	NO_COLOR: '1',
	npm_config_loglevel: 'http',
	AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

/**
How npm asks a registry, where the person has not said so in the environment. By itself it waits 5 minutes for an answer, three times, for one
package that it begins with after the other. Here it waits half a minute for the next bytes, so that what is slow comes to its end, and gives up
a registry that is silent after four minutes. What is broken off quickly is run again as a whole (run-tool.ts).
pip is left as it is: it waits 15 s for the next bytes, six times, and says so.
*/
const npmPatience: Variables = {
	npm_config_fetch_timeout: '30000',
	npm_config_fetch_retries: '1',
	npm_config_fetch_retry_mintimeout: '2000',
};

/** The environment for a child: the person's own without what would mislead the tools, plus what is added here. */
export function childEnvironment(added: Variables, surroundings: NodeJS.ProcessEnv = process.env): Variables {
	const own = undisturbed(surroundings);
	const set = new Set(Object.keys(own).map(name => name.toLowerCase()));
	return {...Object.fromEntries(Object.entries(npmPatience).filter(([name]) => !set.has(name))), ...own, ...steady, ...cacheVariables(surroundings), ...readable, ...added};
}

/** The environment for a person's shell: as for a child, and the tools speak in it as they always do, in colours. */
export function shellEnvironment(added: Variables, surroundings: NodeJS.ProcessEnv = process.env): Variables {
	const {AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED} = readable;
	return {...undisturbed(surroundings), ...steady, ...cacheVariables(surroundings), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED, ...added};
}

/** What any program on this machine needs. */
const bare = /^(?:PATH|HOME|USER|LOGNAME|LANG|LANGUAGE|LC_\w+|TZ|LD_LIBRARY_PATH)$/v;

/** The environment for a child that runs what nobody has read yet: nothing of the person's own but what any program needs, so none of their secrets. */
export function bareEnvironment(added: Variables, surroundings: NodeJS.ProcessEnv = process.env): Variables {
	return {...Object.fromEntries(Object.entries(undisturbed(surroundings)).filter(([name]) => bare.test(name))), ...added};
}

/** The person's own environment as it is, for programs that are theirs and not the walkthrough's. */
export function ownEnvironment(surroundings: NodeJS.ProcessEnv = process.env): Variables {
	return Object.fromEntries(Object.entries(surroundings).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function undisturbed(surroundings: NodeJS.ProcessEnv): Variables {
	// Npm reads its settings in any case.
	const isDropped = (name: string) => families.some(({names, kept = []}) => names.test(name) && !kept.some(each => each.toLowerCase() === name.toLowerCase()));
	return Object.fromEntries(Object.entries(ownEnvironment(surroundings)).filter(([name]) => !isDropped(name)));
}

/** What `. venv/bin/activate` sets, if there is one, with the workspace's own npm commands next on PATH. */
export function activated(venv: string | undefined, commands: string, surroundings: NodeJS.ProcessEnv = process.env): Variables {
	// `npm start` puts the node_modules folders of the wizard's own package in front.
	const found = (surroundings.PATH ?? '').split(path.delimiter).filter(folder => !folder.includes('node_modules'));
	const folders = [...(venv ? [path.join(venv, 'bin')] : []), commands, ...found, path.dirname(process.execPath)];
	return {PATH: folders.join(path.delimiter), ...(venv && {VIRTUAL_ENV: venv})};
}
