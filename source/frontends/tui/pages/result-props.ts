import type {Lesson} from '../../../lessons/lesson.js';
import type {Model, StepEntry} from '../model.js';

/** What the result of a step is drawn from. */
export type ResultProps = {
	readonly entry: StepEntry;
	readonly model: Model;
	readonly lesson: Lesson;
	readonly columns: number;
	readonly rows: number;
	/** Undefined: nothing moves. */
	readonly now: number | undefined;
};
