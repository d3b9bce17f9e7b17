import {CreateStackCommand, DescribeStacksCommand, waitUntilStackCreateComplete} from '@aws-sdk/client-cloudformation';
import {DeleteFunctionCommand, DeleteLayerVersionCommand, ListLayersCommand, UpdateFunctionConfigurationCommand} from '@aws-sdk/client-lambda';
import {DeleteBucketCommand, DeleteObjectCommand, ListBucketsCommand, ListObjectsV2Command} from '@aws-sdk/client-s3';
import {expect} from 'vitest';
import type {clients} from './account.js';
import {fault} from './fault.js';
import {removeStack, type Walked} from './walked.js';

export type By = ReturnType<typeof clients>;

export type Loss = {
	readonly fault: string;
	readonly then: string;
	/** What is done to the cloud while it runs. */
	readonly inCloud?: (by: By) => Promise<unknown>;
	/** What is done to the practice cloud's files while it does not. */
	readonly inFiles?: (practiceCloud: string) => void;
	/** Exactly what is done again, in this order. */
	readonly done: readonly string[];
	/** What each warning says. */
	readonly says: readonly RegExp[];
};

export const functionStack = 'sls-layers-python-dev';
export const functionName = `${functionStack}-hello`;
export const layerStack = 'sls-layers-python-requirements-dev';

export const wholeFunction = ['ship.deploy'] as const;
/** When the layer gets a new version. */
export const newVersion = ['layer.deploy', 'use.attach', 'use.package', ...wholeFunction] as const;

export const stackLost = (name: string) => new RegExp(`^The cloud no longer has the stack ${name}, which this workspace deployed on`, 'v');
export const partLost = (part: string) => new RegExp(String.raw`^The cloud no longer has the ${part}.*, though it has the stack .*: the stack is removed and deployed again\.$`, 'v');
export const changed = /^It was changed since it was deployed: /v;

/** A row of the fault matrix for each loss, one after the other in the same workspace. */
export function lossRows(promise: string, walked: Walked, losses: readonly Loss[]): void {
	for (const {fault: what, then, inCloud, inFiles, done, says} of losses) {
		fault({promise, fault: what, then}, async tell => {
			if (inCloud) {
				await walked.inCloud(inCloud);
			}

			inFiles?.(walked.practiceCloud);
			const again = await walked.goOn();
			expect(again.warnings).toEqual(says.map((one): unknown => expect.stringMatching(one)));
			expect(again.done).toEqual(done);
			tell([`done again: ${done.length > 0 ? done.join(', ') : 'nothing'}`, ...again.warnings].join('. '));
		});
	}
}

export async function deleteVersions({lambda}: By): Promise<void> {
	const {Layers = []} = await lambda.send(new ListLayersCommand());
	for (const {LayerName, LatestMatchingVersion} of Layers) {
		await lambda.send(new DeleteLayerVersionCommand({LayerName, VersionNumber: LatestMatchingVersion?.Version}));
	}
}

export const deleteFunction = async ({lambda}: By) => lambda.send(new DeleteFunctionCommand({FunctionName: functionName}));

/** So that it has to be deployed to. */
export const takeLayer = async ({lambda}: By) => lambda.send(new UpdateFunctionConfigurationCommand({FunctionName: functionName, Layers: []}));

export async function emptyBuckets({s3}: By): Promise<readonly string[]> {
	const {Buckets = []} = await s3.send(new ListBucketsCommand());
	const names = Buckets.map(({Name = ''}) => Name);
	for (const Bucket of names) {
		const {Contents = []} = await s3.send(new ListObjectsV2Command({Bucket}));
		for (const {Key} of Contents) {
			await s3.send(new DeleteObjectCommand({Bucket, Key}));
		}
	}

	return names;
}

export async function deleteBuckets(by: By): Promise<void> {
	for (const Bucket of await emptyBuckets(by)) {
		await by.s3.send(new DeleteBucketCommand({Bucket}));
	}
}

/** Puts in the function's stack's place one of the workspace's own whose creation has failed, as a first deploy may leave it. */
export async function failFunctionStack(by: By): Promise<void> {
	const {cloudFormation} = by;
	const {Stacks: [own] = []} = await cloudFormation.send(new DescribeStacksCommand({StackName: layerStack}));
	await removeStack(by, functionStack);
	const template = JSON.stringify({Resources: {AddressOfNothing: {Type: 'AWS::Lambda::Url', Properties: {TargetFunctionArn: 'nothing', AuthType: 'NONE'}}}});
	await cloudFormation.send(new CreateStackCommand({StackName: functionStack, Tags: own?.Tags, TemplateBody: template}));
	await waitUntilStackCreateComplete({client: cloudFormation, maxWaitTime: 30, minDelay: 1}, {StackName: functionStack}).catch(() => undefined);
	const {Stacks: [failed] = []} = await cloudFormation.send(new DescribeStacksCommand({StackName: functionStack}));
	expect(failed?.StackStatus).toBe('ROLLBACK_COMPLETE');
}
