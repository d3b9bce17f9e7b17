import path from 'node:path';
import process from 'node:process';

export type Variables = Readonly<Record<string, string>>;

/**
Variables of the surroundings that would make a tool do something else than in the lesson.
Those that `npm start` adds belong to the wizard's own package, not to the workspace.
*/
const dropped: readonly RegExp[] = [
	/^PYTHON(PATH|HOME|STARTUP|USERBASE|NOUSERSITE|DONTWRITEBYTECODE|PYCACHEPREFIX)$/v,
	/^(VIRTUAL_ENV|CONDA_PREFIX)/v,
	/^PIP_(TARGET|PREFIX|ROOT|USER|REQUIRE_VIRTUALENV|NO_DEPS|DRY_RUN|REQUIREMENT|CONSTRAINT|PYTHON|PLATFORM|REPORT|LOG)$/v,
	/^(NODE_OPTIONS|NODE_ENV|FORCE_COLOR|INIT_CWD)$/v,
	/^npm_(package_|lifecycle_|command$|execpath$|node_execpath$)/v,
	/^npm_config_(prefix|local_prefix|global|global_prefix|workspace|workspaces|omit|include|only|production|ignore_scripts)$/iv,
	/^(AWS_|SLS_|SERVERLESS_)/v,
];

export const proxyVariables = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'] as const;

/** Keeps colours and notes about future Node versions out of the output that people read. */
const quiet = {
	NO_COLOR: '1',
	AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
} as const;

/**
How npm asks a registry, where the person has not said so in the environment. By itself it waits 5 minutes for an answer, three times for each of
the four packages that it begins with, and tells nothing of further attempts. Half a minute is enough for a package's description, which it wants as
a whole; the packages themselves may take any time as long as they go on. What is broken off quickly is run again as a whole (run-tool.ts).
pip is left as it is: it waits 15 s for the next bytes, six times, and says so.
*/
const npmPatience: Variables = {
	npm_config_fetch_timeout: '30000',
	npm_config_fetch_retries: '1',
	npm_config_fetch_retry_mintimeout: '2000',
	npm_config_loglevel: 'http',
};

/** The environment for a child: the person's own without what would mislead the tools, plus what is added here. */
export function childEnvironment(added: Variables, surroundings: NodeJS.ProcessEnv = process.env): Variables {
	const own = undisturbed(surroundings);
	const set = new Set(Object.keys(own).map(name => name.toLowerCase()));
	return {...Object.fromEntries(Object.entries(npmPatience).filter(([name]) => !set.has(name))), ...own, ...quiet, ...added};
}

/** The environment for a person's shell: as for a child, and the tools speak in it as they always do, in colours. */
export function shellEnvironment(added: Variables, surroundings: NodeJS.ProcessEnv = process.env): Variables {
	const {AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED} = quiet;
	return {...undisturbed(surroundings), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED, ...added};
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
	return Object.fromEntries(Object.entries(ownEnvironment(surroundings)).filter(([name]) => !dropped.some(pattern => pattern.test(name))));
}

/** What `. venv/bin/activate` sets, if there is one, with the workspace's own npm commands next on PATH. */
export function activated(venv: string | undefined, commands: string, surroundings: NodeJS.ProcessEnv = process.env): Variables {
	// `npm start` puts the node_modules folders of the wizard's own package in front.
	const found = (surroundings.PATH ?? '').split(path.delimiter).filter(folder => !folder.includes('node_modules'));
	const folders = [...(venv ? [path.join(venv, 'bin')] : []), commands, ...found, path.dirname(process.execPath)];
	return {PATH: folders.join(path.delimiter), ...(venv && {VIRTUAL_ENV: venv})};
}

/**
Serverless sends calls to a loopback address through HTTP_PROXY too and does not look at NO_PROXY, so it must not see proxies.
The pip that its plugin starts still needs one to reach the package index, and so does npm in a person's shell: these read variables of their own.
*/
export function withoutProxies(environment: Variables): Variables {
	const proxy = environment.HTTPS_PROXY ?? environment.https_proxy ?? environment.HTTP_PROXY ?? environment.http_proxy;
	const rest = Object.fromEntries(Object.entries(environment).filter(([name]) => !(proxyVariables as readonly string[]).includes(name)));
	return proxy ? {PIP_PROXY: proxy, npm_config_proxy: proxy, npm_config_https_proxy: proxy, ...rest} : rest;
}
