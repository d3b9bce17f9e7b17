// Files that the build inlines as text.
declare module '*.py' {
	const text: string;
	export default text;
}

declare module '*.txt' {
	const text: string;
	export default text;
}

// A page of the lessons, read and checked by the build.
declare module '*.md' {
	// An import statement would make the file a module, which can declare no others.
	// eslint-disable-next-line @typescript-eslint/consistent-type-imports
	const lesson: import('./lessons/lesson.js').Lesson;
	export default lesson;
}
