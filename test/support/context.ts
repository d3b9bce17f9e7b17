import {Context, type Settings, type Walk} from '../../source/chapters/context.js';
import type {Workspace} from '../../source/chapters/workspace.js';
import {broadcast} from '../../source/engine/events.js';
import {Journal} from '../../source/engine/journal.js';
import {askNobody} from '../../source/engine/questions.js';
import {Timeline} from '../../source/engine/timeline.js';
import type {Runtime} from '../../source/lambda/runtimes.js';
import {practiceTarget} from '../../source/targets/practice/practice.js';
import type {Interpreter} from '../../source/tools/python/interpreter.js';
import {untaken} from './hold.js';

const runtime: Runtime = {name: 'python3.13', version: '3.13', glibc: [2, 34]};

type Changes = Partial<Omit<Walk, 'settings'>> & {readonly settings?: Partial<Settings>};

/** What one step sees of a run on the practice cloud with nobody to ask; nothing is started for it. */
export function contextFor(step: string, workspace: Workspace, {settings: changed, ...changes}: Changes = {}): Context {
	const settings: Settings = {
		target: 'practice', workspaceId: 'w', profile: undefined, packages: ['numpy'], packageNames: ['numpy'], runtime, architecture: 'x86_64',
		packing: 'native', region: 'us-east-1', stage: 'dev', layerName: undefined, ...changed,
	};
	const interpreter: Interpreter = {
		executable: '/usr/bin/python3', base: '/usr/bin/python3', version: `${settings.runtime.version}.1`, runtime: settings.runtime,
		platform: 'linux', machine: settings.architecture, hasVenv: true, packageNames: settings.packageNames,
	};
	const walk: Walk = {
		settings,
		interpreter,
		workspace,
		target: practiceTarget({interpreter, region: settings.region, directory: workspace.practiceCloud}),
		journal: new Journal(workspace.journal),
		hold: untaken(workspace),
		emit: broadcast([]),
		timeline: new Timeline(),
		ask: askNobody,
		facts: () => ({}),
		cloud: undefined,
		lost: new AbortController(),
		...changes,
	};
	return new Context(walk, step, new AbortController().signal);
}
