/** @type {import('xo').FlatXoConfig} */
const config = [
	{ignores: ['dist', 'templates', 'lambda-layers-walkthrough', '.dependency-cruiser.mjs']},
	{
		rules: {
			// Environment variables and AWS's field names are written as they are.
			'@typescript-eslint/naming-convention': 'off',
			camelcase: 'off',
			// A literal is what an exit code is.
			'@typescript-eslint/class-literal-property-style': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
			'@stylistic/array-element-newline': 'off',
			// Its fix makes a function that throws at once one that rejects later.
			'@typescript-eslint/promise-function-async': 'off',
			// Steps of a procedure run one after the other on purpose.
			'no-await-in-loop': 'off',
			'@stylistic/object-curly-newline': ['error', {multiline: true, consistent: true}],
		},
	},
	{
		files: ['source/disk/**'],
		rules: {
			// Ways of opening and file modes are bits.
			'no-bitwise': 'off',
		},
	},
	{
		files: ['test/**'],
		rules: {
			// Vitest's matchers are typed `any`.
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@stylistic/max-len': 'off',
			// A row of the fault matrix says what must happen then.
			'unicorn/no-thenable': 'off',
			// CloudFormation's places are written like those of a template.
			'no-template-curly-in-string': 'off',
		},
	},
];

// The linter wants a default export.
export default config;
