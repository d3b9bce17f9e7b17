import {get} from 'node:http';
import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {readIfPresent} from '../../disk/read.js';

/** Between two looks whether the cloud answers, and at most until it does, in milliseconds. */
const readyPoll = 25;
const readyWithin = 30_000;
/** What launcher.py writes, and nothing else: calls are sent there, with their signatures. */
const address = /^(?<url>(?<origin>http:\/\/127\.0\.0\.1:\d{1,5})\/_ready\/[\da-f\-]{36})$/v;
/** At most until a running one answers, in milliseconds. */
const answerWithin = 2000;

/**
The address of the cloud that another wizard runs for this workspace, e.g. the shell that this command was typed in, as its launcher wrote it.
Undefined when none answers.
*/
export async function runningElsewhere(directory: string): Promise<string | undefined> {
	const {url, origin} = address.exec(await readIfPresent(path.join(directory, 'running')) ?? '')?.groups ?? {};
	return url !== undefined && await isAnswered(url, AbortSignal.timeout(answerWithin)) ? origin : undefined;
}

/** Waits until the cloud answers, at most until the signal is aborted; whoever has the port instead may never answer. */
export async function ready(url: string, signal: AbortSignal): Promise<'ready' | 'late'> {
	const deadline = performance.now() + readyWithin;
	while (performance.now() < deadline && !signal.aborted) {
		if (await isAnswered(url, signal)) {
			return 'ready';
		}

		await delay(readyPoll);
	}

	return 'late';
}

/** Asks without Node's own agent and without fetch: with NODE_USE_ENV_PROXY both send calls of this machine through a proxy too. */
async function isAnswered(url: string, signal: AbortSignal): Promise<boolean> {
	return new Promise(resolve => {
		get(url, {agent: false, signal}, response => {
			response.resume();
			resolve(response.statusCode === 200);
		}).once('error', () => {
			resolve(false);
		});
	});
}
