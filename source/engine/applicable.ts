import type {Chapter} from './steps.js';

/** The chapters without the steps that do not apply; who needs one of those needs what it needed. */
export function applicable<Context, Command>(
	chapters: ReadonlyArray<Chapter<Context, Command>>,
	contextFor: (step: string) => Context,
): ReadonlyArray<Chapter<Context, Command>> {
	const passedOn = new Map<string, readonly string[]>();
	return chapters.map(chapter => ({
		...chapter,
		steps: chapter.steps.flatMap(step => {
			const needs = step.needs.flatMap(id => passedOn.get(id) ?? [id]);
			if (step.applies?.(contextFor(step.id)) ?? true) {
				return [{...step, needs}];
			}

			passedOn.set(step.id, needs);
			return [];
		}),
	}));
}
