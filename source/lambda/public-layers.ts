import * as z from 'zod';
import file from './public-layers.json' with {type: 'json'};
import type {Architecture} from './runtimes.js';

const publicLayer = z.object({
	/** As its publisher calls it. */
	name: z.string(),
	publisher: z.string(),
	/** What is in it. */
	holds: z.string(),
	/** Those that it is published from; another in some regions. */
	accounts: z.array(z.string().regex(/^\d{12}$/v)).min(1).readonly(),
	/** A version's ARN with places: `{region}`, `{account}`, `{python}` (e.g. `313`), `{arch}`, `{package}`, `{version}`. */
	arn: z.string(),
	/** What stands for each architecture in the place `{arch}`; absent where one layer is for both. */
	arch: z.object({x86_64: z.string(), arm64: z.string()}).readonly().optional(),
	/** Where its publisher writes about it. */
	source: z.url(),
	/** Absent where it was not found out. */
	licence: z.string().optional(),
	/** Who keeps it alive, and how often there is a new version. */
	upkeep: z.string(),
	/** Where the newest version is found. */
	newest: z.string(),
	/** A version that is there for these runtimes in every region of the partition `aws`, though perhaps no longer the newest. */
	known: z.object({version: z.int().positive(), runtimes: z.array(z.string()).readonly()}).readonly().optional(),
}).readonly();

const {checked: day, layers} = z.object({checked: z.iso.date(), layers: z.array(publicLayer).readonly()}).parse(file);

/** A layer, or a family of layers, that its publisher shares with every account. */
export type PublicLayer = z.infer<typeof publicLayer>;

/** The public layers for Python that were found alive. Each row was read from its publisher's own pages on the day `checked`. */
export const publicLayers: readonly PublicLayer[] = layers;

/** The day of the last look at them, e.g. `2026-11-23`. */
export const checked: string = day;

/** The public layer that is published from an account; undefined when none here is. */
export const publishedFrom = (account: string): PublicLayer | undefined => publicLayers.find(({accounts}) => accounts.includes(account));

/** Where a layer is to be used. */
export type Place = {readonly region: string; readonly runtime: string; readonly architecture: Architecture};

/**
Regions with accounts and versions of their own.
Source: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
*/
const otherPartition = /^(?:cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/v;

/** The ARN of a public layer's known version for a place; undefined where a version must be looked up first. */
export function knownArn({arn, accounts, arch, known}: PublicLayer, {region, runtime, architecture}: Place): string | undefined {
	const [account = '', another] = accounts;
	if (another !== undefined || !known?.runtimes.includes(runtime) || otherPartition.test(region)) {
		return undefined;
	}

	const values: Readonly<Record<string, string | undefined>> = {
		region,
		account,
		python: runtime.replace('python', '').replace('.', ''),
		arch: arch?.[architecture],
		version: String(known.version),
	};
	const filled = arn.replaceAll(/\{(?<name>\w+)\}/gv, (place, name: string) => values[name] ?? place);
	return filled.includes('{') ? undefined : filled;
}

/** What stands in a policy for all versions of the layers that `knownArn` can name in a region. */
export const knownPatterns = (region: string): readonly string[] => publicLayers
	.filter(({known}) => known !== undefined)
	.map(({arn, accounts: [account = '*']}) => arn.replace('{region}', region).replace('{account}', account).replaceAll(/\{\w+\}/gv, '*'));
