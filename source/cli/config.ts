import * as z from 'zod';
import {finalChapter, lastChapter} from '../chapters/ids.js';
import {secretsInAddresses} from '../engine/address-secrets.js';
import {UsageError} from '../engine/errors.js';
import {secrets} from '../engine/secrets.js';
import {architectures, runtimes} from '../lambda/runtimes.js';
import type {Flags} from './flags.js';

/** What is given here is shown and kept in files, where no password may be. */
const addressWithPassword = /:\/\/[^\/]*@/v;
const withoutSecret = {
	message: 'cannot be an address with a name, a password or a token in it',
	tryThis: 'Keep it in PIP_INDEX_URL, PIP_EXTRA_INDEX_URL or ~/.netrc.',
} as const;

const aPackage = 'is a package, e.g. pandas';

/** One line that can be seen; with a hyphen at its beginning it would be an option of pip. */
const specifier = z.string().trim().min(1, aPackage).regex(/^(?!-)[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/v, aPackage);

export const targets = ['practice', 'aws'] as const;

/** Says whether a package is given by an address with a secret, and learns that, so that no message shows it. */
function hasSecret(spec: string): boolean {
	const found = secretsInAddresses(spec);
	secrets.learn(found);
	return found.length > 0 || addressWithPassword.test(spec);
}

/** What a workspace was made with; kept in its journal, and the default of the next run there. */
const answers = z.object({
	target: z.enum(targets, 'is practice or aws'),
	// Its name only; undefined: the SDK's own order.
	profile: z.string().min(1, 'is the name of an AWS profile').optional(),
	region: z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/v, 'is the name of an AWS region, e.g. eu-central-1'),
	stage: z.string().regex(/^[a-zA-Z][a-zA-Z0-9\-]{0,31}$/v, 'is up to 32 letters, digits and hyphens'),
	packages: z.array(specifier.refine(spec => !hasSecret(spec), withoutSecret.message)).min(1, aPackage).readonly(),
	// LayerName in https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html
	layerName: z.string().regex(/^[a-zA-Z0-9_\-]{1,140}$/v, 'is up to 140 letters, digits, hyphens and underscores').optional(),
	runtime: z.enum(runtimes.map(({name}) => name), `is a Lambda runtime: ${runtimes.map(({name}) => name).join(', ')}`).optional(),
	arch: z.enum(architectures, `is ${architectures.join(' or ')}`).optional(),
	python: z.string().min(1, 'is the path of an interpreter').optional(),
});

export type Answers = z.infer<typeof answers>;

export const defaults = {target: 'practice', region: 'us-east-1', stage: 'dev', packages: ['numpy']} as const;

/** How each answer's flag is written, and whether a workspace stays with it; another way to the same Python or account is as good. */
const rows = [
	{name: 'target', flag: '--target', stays: true},
	{name: 'profile', flag: '--profile', stays: false},
	{name: 'region', flag: '--region', stays: true},
	{name: 'stage', flag: '--stage', stays: true},
	{name: 'packages', flag: '--package', stays: true},
	{name: 'layerName', flag: '--layer-name', stays: true},
	{name: 'runtime', flag: '--runtime', stays: true},
	{name: 'arch', flag: '--arch', stays: true},
	{name: 'python', flag: '--python', stays: false},
] as const satisfies ReadonlyArray<{readonly name: keyof Answers; readonly flag: string; readonly stays: boolean}>;

/**
Resolves flags, earlier answers and defaults, in this order.

@param earlier What the workspace was made with; undefined for a new one.
With `--restart` what is not given anew is as it was.

@throws UsageError for a value that cannot be used, and for one that contradicts the workspace.
*/
export function resolveAnswers(flags: Flags, earlier: Answers | undefined): Answers {
	if (flags.resume && flags.restart) {
		throw new UsageError('--resume goes on and --restart begins anew.', {tryThis: 'Give one of the two.'});
	}

	if (flags.resume && !earlier) {
		throw new UsageError('--resume needs a workspace to go on with, and there is none in that directory.', {tryThis: 'Leave out --resume to begin one.'});
	}

	const values: Readonly<Record<string, unknown>> = {...flags, packages: flags.package};
	const given = answers.partial().safeParse(values);
	if (!given.success) {
		throw unusable(given.error, values);
	}

	const givenAnswers = Object.fromEntries(Object.entries(given.data).filter(([, value]) => value !== undefined)) as Partial<Answers>;
	if (earlier && !flags.restart) {
		refuseContradiction(givenAnswers, earlier);
	}

	const resolved = answers.parse({...defaults, ...(flags.restart ? carriedOver(givenAnswers, earlier) : earlier), ...givenAnswers});
	const foreign = [
		...(resolved.profile === undefined ? [] : ['--profile']),
		...(flags.secondProfile === undefined ? [] : ['--second-profile']),
	];
	if (foreign[0] !== undefined && resolved.target !== 'aws') {
		throw new UsageError(`${foreign[0]} is for --target aws; the practice cloud has keys of its own.`, {tryThis: `Leave out ${foreign[0]}, or add --target aws.`});
	}

	return resolved;
}

/** Of earlier answers those that mean something to the cloud that is now asked for. */
function carriedOver(given: Partial<Answers>, earlier: Answers | undefined): Partial<Answers> {
	if (!earlier || (given.target ?? earlier.target) === earlier.target) {
		return earlier ?? {};
	}

	const {packages, stage, layerName, python} = earlier;
	return {packages, stage, layerName, python};
}

/** Says whether a value can be an answer; for asking, as `resolveAnswers` is for flags. */
export function isAnswer(name: keyof Answers, value: unknown): boolean {
	return answers.shape[name].safeParse(value).success;
}

/** The answers in a journal's `run.started` entry, or in its note of answers; undefined when they cannot be used. */
export function readAnswers(config: unknown): Answers | undefined {
	return answers.safeParse(config).data;
}

/** The last chapter of this run: who follows goes to the end, and a run that asks nobody to the real invoke. */
export const untilOf = ({until}: Flags, canAsk: boolean): string => until ?? (canAsk ? finalChapter : lastChapter);

function unusable({issues: [issue]}: z.ZodError, values: Readonly<Record<string, unknown>>): UsageError {
	const [name, index] = issue?.path ?? [];
	const value = values[String(name)];
	const shown: unknown = Array.isArray(value) ? value[Number(index)] : value;
	const flag = rows.find(row => row.name === name)?.flag;
	return issue?.code === 'custom'
		? new UsageError(`${flag} ${issue.message}.`, {tryThis: withoutSecret.tryThis})
		: new UsageError(`${flag} ${issue?.message}, not ${JSON.stringify(shown)}.`);
}

function refuseContradiction(given: Partial<Answers>, earlier: Answers): void {
	for (const {name, flag} of rows.filter(({name, stays}) => stays && given[name] !== undefined)) {
		const was = [earlier[name] ?? []].flat().join(' ');
		const is = [given[name] ?? []].flat().join(' ');
		if (was !== is) {
			throw new UsageError(`This workspace was made with ${was === '' ? `no ${flag}` : `${flag} ${was}`}, not ${is}.`, {
				tryThis: `Leave out ${flag}, name another directory, or begin anew in this one with --restart.`,
			});
		}
	}
}
