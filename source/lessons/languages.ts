import type {Explanation} from './explain.js';
import type {Lesson} from './lesson.js';
import type {Strings} from './strings.js';

export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];

/** All that is said to a person, in one language. */
export type Words = {
	readonly strings: Strings;
	/** The page of a step, `preflight`, `end` or `cleanup`. Throws when there is none. */
	readonly lesson: (page: string) => Lesson;
	readonly explanations: readonly Explanation[];
};

const loaders = {
	en: async () => import('./en/words.js'),
	zh: async () => import('./zh/words.js'),
} as const satisfies Readonly<Record<Language, unknown>>;

/** Loads one language's words and no other's. */
export async function loadWords(language: Language): Promise<Words> {
	const {strings, lessons, explanations} = await loaders[language]();
	return {
		strings,
		explanations,
		lesson(page) {
			const lesson = lessons.find(each => each.page === page);
			if (!lesson) {
				throw new Error(`There is no lesson ${page} in ${language}.`);
			}

			return lesson;
		},
	};
}

/**
The language that a person wants: the flag's, else the locale's.
Of the variables the first that is set decides, as in POSIX; LC_MESSAGES is the category for texts.
*/
export function languageOf(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): Language {
	const wanted = [flag, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(value => value !== undefined && value !== '') ?? '';
	return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
