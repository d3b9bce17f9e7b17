// Files that the build inlines as text.
declare module '*.py' {
	const text: string;
	export default text;
}

declare module '*.txt' {
	const text: string;
	export default text;
}
