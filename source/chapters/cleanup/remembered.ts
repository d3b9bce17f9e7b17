import * as z from 'zod';
import {CloudError} from '../../engine/errors.js';
import {readJournal} from '../../engine/journal.js';
import {thingKinds, type Thing} from '../../targets/api/things.js';
import type {Context} from '../context.js';
import {functionName} from '../names.js';
import {mostLookedUp, sinceClean} from './notes.js';
import {distinct, isIn, kindNames, removalOf} from './stock.js';

/** The note in which version 0.1 listed the contents of stacks. */
const heldNote = 'cleanup.held';

const held = z.array(z.object({kind: z.enum(thingKinds), id: z.string()}));

type Kind = {
	/** Ids that AWS accepts. Anything else could carry escapes for a terminal or a shell. */
	readonly form: RegExp;
	/** Builds the arguments for `aws`. */
	readonly removal: (id: string) => string;
};

const kinds: Readonly<Record<Thing['kind'], Kind>> = {
	function: {form: /^[\w\-]{1,64}$/v, removal: id => `lambda delete-function --function-name ${id}`},
	layerVersion: {
		form: /^arn:[\w\-]+:lambda:[\w\-]+:\d{12}:layer:[\w\-]{1,140}:\d{1,9}$/v,
		removal(arn) {
			const [version, name] = arn.split(':').toReversed();
			return `lambda delete-layer-version --layer-name ${name} --version-number ${version}`;
		},
	},
	logGroup: {form: /^[\w.\-\/]{1,512}$/v, removal: id => `logs delete-log-group --log-group-name ${id}`},
	bucket: {form: /^[a-z\d][a-z\d.\-]{1,62}$/v, removal: id => `s3 rb s3://${id} --force`},
	role: {form: /^[\w\-]{1,64}$/v, removal: id => `iam delete-role --role-name ${id}`},
};

/** Warns about resources that only the journal assigns to this workspace. They are never removed. Call it after taking stock. */
export async function warnOfRemembered(context: Context): Promise<void> {
	const {settings: {target, region}} = context;
	for (const {kind, id} of await rememberedOnly(context)) {
		const byHand = target === 'aws'
			? `If it is yours, remove it by hand: aws ${kinds[kind].removal(id)} --region ${region}`
			: 'To remove it, delete the practice cloud: layer-wizard clean --files';
		const why = 'the journal names it, but no stack with this workspace\'s tag made it';
		context.warn('cleanup.remembered', `The ${kindNames[kind]} ${id} stays: ${why}. ${byHand}`);
	}
}

/** Lists what the journal names and the cloud has, but no stack of this workspace made. */
async function rememberedOnly(context: Context): Promise<readonly Thing[]> {
	const confirmed = context.walk.confirmed ?? [];
	const only = rememberedIn(context).filter(thing => !isIn(confirmed, thing)).slice(0, mostLookedUp);
	const calls = await removalOf(context);
	// A refusal, e.g. for another account's bucket, does not say that it is gone.
	const mayBeThere = await Promise.all(only.map(async thing => calls.exists(thing).catch((error: unknown) => {
		if (error instanceof CloudError) {
			return true;
		}

		throw error;
	})));
	return only.filter((_, index) => mayBeThere[index]);
}

function rememberedIn(context: Context): readonly Thing[] {
	const {workspace, cloud: {account, region}} = context;
	const entries = sinceClean(readJournal(workspace.journal));
	const noted = entries.filter(({type, id}) => type === 'note' && id === heldNote).flatMap(({value}) => held.safeParse(value).data ?? []);
	const measured = entries.filter(({type, id}) => type === 'fact' && id === 'layer.arn')
		.map(({value}): Thing => ({kind: 'layerVersion', id: String(value)}));
	const wasDeployed = entries.some(({type, id}) => type === 'note' && id === 'ship.deploy');
	const logs: readonly Thing[] = wasDeployed ? [{kind: 'logGroup', id: `/aws/lambda/${functionName(context)}`}] : [];
	return distinct([...noted, ...measured, ...logs])
		.filter(({kind, id}) => kinds[kind].form.test(id) && (kind !== 'layerVersion' || id.includes(`:${region}:${account}:`)));
}
