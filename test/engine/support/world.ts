import type {WizardEvent} from '../../../source/engine/events.js';
import {askNobody, type Ask} from '../../../source/engine/questions.js';
import type {Chapter, Step} from '../../../source/engine/steps.js';
import {Timeline} from '../../../source/engine/timeline.js';

export type World = Set<string>;
export type TestStep = Step<World, string>;

/** A step that puts its id into the world. */
export const step = (id: string, needs: readonly string[] = [], changes: Partial<TestStep> = {}): TestStep => ({
	id,
	title: `Do ${id}`,
	needs,
	plan: () => ({commands: [`make ${id}`], changes: [`${id} will exist`]}),
	async run(world) {
		world.add(id);
	},
	verify: async world => world.has(id) ? {done: true, facts: [{id: 'layer.arn', value: id}]} : {done: false, why: `${id} is not there`},
	...changes,
});

export const chapter = (id: string, steps: readonly TestStep[]): Chapter<World, string> => ({id, title: id, steps});

/** All that a run needs, on a world that is a set of names, and what the run tells. */
export function setUp(world: World = new Set(), ask: Ask = askNobody) {
	const events: WizardEvent[] = [];
	const notes = new Map<string, unknown>();
	const interruption = new AbortController();
	const options = {
		contextFor: () => world,
		show: (commands: readonly string[]) => commands.join(' && '),
		logOf: (id: string) => `/logs/${id}.log`,
		journal: {
			note(id: string, value: unknown) {
				notes.set(id, value);
			},
			recall: (id: string) => notes.get(id),
		},
		emit(event: WizardEvent) {
			events.push(event);
		},
		timeline: new Timeline(),
		ask,
		signal: interruption.signal,
	};
	const told = () => events.map(event => 'step' in event ? `${event.type} ${event.step}${'status' in event ? ` ${event.status}` : ''}` : `${event.type}${'chapter' in event ? ` ${event.chapter}` : ''}`);
	return {world, events, notes, told, options, interruption};
}

/** A promise that someone else resolves; Node 20 has no Promise.withResolvers. */
export function signalled(): {readonly promise: Promise<void>; readonly resolve: () => void} {
	let resolve: () => void = () => undefined;
	const promise = new Promise<void>(done => {
		resolve = done;
	});
	return {promise, resolve};
}
