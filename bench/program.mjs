// The programs that the benchmark runs: with which environment, and how they end.
import path from 'node:path';
import {performance} from 'node:perf_hooks';
import process from 'node:process';
import {execa} from 'execa';

/** Between asking a process group to end and ending it, in milliseconds: the wizard lets its practice cloud save its state first. */
const grace = 10_000;
const tailLines = 45;

/** What makes the tools do something else than in the lesson, and what `npm run` adds. */
const dropped = [
	/^(?:aws|sls|serverless|conda)_/iv,
	/^(?:python|virtual_env)/iv,
	/^(?:node_(?:options|env|no_warnings)|force_color|init_cwd)$/iv,
	/^npm_(?!config_(?:cache|registry|userconfig|cafile)$)/iv,
	/^(?:http|https|all)_proxy$/iv,
];

/** The environment for all of them. Serverless sends even loopback calls through proxies; pip and npm have variables of their own for theirs. */
export function plainEnvironment(surroundings = process.env) {
	const proxy = surroundings.HTTPS_PROXY ?? surroundings.https_proxy ?? surroundings.HTTP_PROXY ?? surroundings.http_proxy;
	return {
		...Object.fromEntries(Object.entries(surroundings).filter(([name]) => !dropped.some(pattern => pattern.test(name)))),
		...(proxy && {PIP_PROXY: proxy, npm_config_proxy: proxy, npm_config_https_proxy: proxy}),
		PATH: surroundings.PATH.split(path.delimiter).filter(folder => !folder.includes('node_modules')).join(path.delimiter),
		NO_COLOR: '1',
	};
}

/**
Runs a program in a process group of its own, and gives the seconds that it took. On abort the group is ended.

@param onLine Gets every line of its output.
@throws Error with the end of its output when it fails.
*/
export async function runProgram(file, parameters, {env, signal, onLine}) {
	signal.throwIfAborted();
	const start = performance.now();
	const child = execa(file, parameters, {env, extendEnv: false, detached: true, stdin: 'ignore', all: true, buffer: false, reject: false});
	let last;
	const end = () => {
		signalGroup(child.pid, 'SIGTERM');
		last = setTimeout(signalGroup, grace, child.pid, 'SIGKILL');
	};

	signal.addEventListener('abort', end, {once: true});
	const tail = [];
	for await (const line of child.iterable({from: 'all'})) {
		tail.push(line);
		tail.splice(0, tail.length - tailLines);
		onLine(line);
	}

	const {failed, shortMessage} = await child;
	signal.removeEventListener('abort', end);
	clearTimeout(last);
	signal.throwIfAborted();
	if (failed) {
		throw new Error([...tail, shortMessage].join('\n'));
	}

	return (performance.now() - start) / 1000;
}

/** A group that is gone already is fine. */
function signalGroup(pid, signal) {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		if (error.code !== 'ESRCH') {
			throw error;
		}
	}
}
