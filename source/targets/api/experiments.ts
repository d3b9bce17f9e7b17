import {performance} from 'node:perf_hooks';
import {setTimeout as delay} from 'node:timers/promises';
import {
	AddLayerVersionPermissionCommand,
	CreateFunctionCommand,
	GetLayerVersionPolicyCommand,
	LambdaClient,
	LambdaServiceException,
	ListLayerVersionsCommand,
	PublishLayerVersionCommand,
	RemoveLayerVersionPermissionCommand,
	UpdateFunctionConfigurationCommand,
	waitUntilFunctionActive,
	waitUntilFunctionUpdated,
	type Architecture,
	type Runtime,
} from '@aws-sdk/client-lambda';
import {CreateRoleCommand, IAMClient} from '@aws-sdk/client-iam';
import {CloudError, messageOf} from '../../engine/errors.js';
import {functionCalls, type FunctionCalls} from './functions.js';
import {refusals, unlessMissing} from './refusals.js';
import {removalCalls, type RemovalCalls, type Setup} from './removal.js';

/** A function as an experiment makes it. */
export type NewFunction = {
	readonly name: string;
	/** The ARN of the role that it runs as. */
	readonly role: string;
	/** Lambda's names, e.g. `python3.13` and `arm64`. */
	readonly runtime: string;
	readonly architecture: string;
	readonly zip: Uint8Array;
	readonly layers: readonly string[];
	/** Where its logs go; a group of its own when undefined. */
	readonly logGroup: string | undefined;
};

/** The calls that experiments make, beside those that take away what they made. Each throws CloudError when the cloud refuses. */
export type ExperimentCalls = FunctionCalls & Pick<RemovalCalls, 'exists' | 'remove'> & {
	/** Returns the new version's ARN. */
	readonly publish: (layer: string, zip: Uint8Array) => Promise<string>;
	/** The ARNs of a layer's versions; none where there is no such layer. */
	readonly versions: (layer: string) => Promise<readonly string[]>;
	/** Makes a role that Lambda may take on and that allows nothing; returns its ARN. */
	readonly createRole: (name: string) => Promise<string>;
	/** Resolves when the function can be called. */
	readonly create: (made: NewFunction) => Promise<void>;
	/** Resolves when the function has these layers and can be called. */
	readonly attach: (name: string, layers: readonly string[]) => Promise<void>;
	/** Lets another account use a version. */
	readonly grant: (arn: string, account: string) => Promise<void>;
	readonly revoke: (arn: string, account: string) => Promise<void>;
	/** True when `grant` has been called for it, and `revoke` has not. */
	readonly isGranted: (arn: string, account: string) => Promise<boolean>;
	/** A version's resource-based policy as JSON text; undefined when it has none. */
	readonly policy: (arn: string) => Promise<string | undefined>;
};

/** Until a function can be called, in seconds: at most so long in all, and between two looks; the SDK's own 5 s suit what takes minutes. */
const patience = {maxWaitTime: 60, minDelay: 0.1, maxDelay: 1} as const;

/** Makes the calls, in one account; nothing is sent before the first of them. */
export function experimentCalls(at: Setup, account: string, signal: AbortSignal): ExperimentCalls {
	const lambda = new LambdaClient(at('LAMBDA'));
	const iam = new IAMClient(at('IAM'));
	const waiting = {client: lambda, abortSignal: signal, ...patience};
	const {exists, remove} = removalCalls(at, account);
	const policy = async (arn: string): Promise<string | undefined> => {
		const answer = await unlessMissing(refusals('lambda:GetLayerVersionPolicy', lambda.send(new GetLayerVersionPolicyCommand(versionOf(arn)))), /ResourceNotFound/v);
		return answer?.Policy;
	};

	return {
		...functionCalls(lambda),
		exists,
		remove,
		async publish(layer, zip) {
			const answer = await refusals('lambda:PublishLayerVersion', lambda.send(new PublishLayerVersionCommand({LayerName: layer, Content: {ZipFile: zip}})));
			return answer.LayerVersionArn ?? '';
		},
		async versions(layer) {
			const answer = await unlessMissing(refusals('lambda:ListLayerVersions', lambda.send(new ListLayerVersionsCommand({LayerName: layer}))), /ResourceNotFound/v);
			return (answer?.LayerVersions ?? []).map(({LayerVersionArn}) => LayerVersionArn ?? '');
		},
		async createRole(name) {
			const {Role} = await refusals('iam:CreateRole', iam.send(new CreateRoleCommand({RoleName: name, AssumeRolePolicyDocument: JSON.stringify(forLambda)})));
			return Role?.Arn ?? '';
		},
		async create({name, role, runtime, architecture, zip, layers, logGroup}) {
			const made = new CreateFunctionCommand({
				FunctionName: name,
				Role: role,
				// Lambda knows more of both than the SDK's types.
				// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
				Runtime: runtime as Runtime,
				// eslint-disable-next-line @typescript-eslint/no-unsafe-type-assertion
				Architectures: [architecture as Architecture],
				Handler: 'handler.hello',
				Code: {ZipFile: zip},
				Layers: [...layers],
				...(logGroup !== undefined && {LoggingConfig: {LogGroup: logGroup}}),
				// What a package with compiled modules takes to be imported.
				Timeout: 30,
				MemorySize: 256,
			});
			await refusals('lambda:CreateFunction', onceAssumable(async () => lambda.send(made), signal));
			await refusals('lambda:GetFunctionConfiguration', waitUntilFunctionActive(waiting, {FunctionName: name}));
		},
		async attach(name, layers) {
			await refusals('lambda:UpdateFunctionConfiguration', lambda.send(new UpdateFunctionConfigurationCommand({FunctionName: name, Layers: [...layers]})));
			await refusals('lambda:GetFunctionConfiguration', waitUntilFunctionUpdated(waiting, {FunctionName: name}));
		},
		async grant(arn, to) {
			await refusals('lambda:AddLayerVersionPermission', lambda.send(new AddLayerVersionPermissionCommand({
				...versionOf(arn), StatementId: statementFor(to), Action: 'lambda:GetLayerVersion', Principal: to,
			})));
		},
		async revoke(arn, from) {
			const request = lambda.send(new RemoveLayerVersionPermissionCommand({...versionOf(arn), StatementId: statementFor(from)}));
			await unlessMissing(refusals('lambda:RemoveLayerVersionPermission', request), /ResourceNotFound/v);
		},
		policy,
		async isGranted(arn, to) {
			const text = await policy(arn);
			return text?.includes(JSON.stringify(statementFor(to))) ?? false;
		},
	};
}

/** A new role is known everywhere some seconds later. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency */
async function onceAssumable(create: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
	for (const deadline = performance.now() + (patience.maxWaitTime * 1000); ;) {
		try {
			await create();
			return;
		} catch (error) {
			if (!messageOf(error).includes('cannot be assumed by Lambda') || performance.now() > deadline) {
				throw error;
			}

			await delay(patience.maxDelay * 1000, undefined, {signal});
		}
	}
}

/** What Lambda itself says in a refusal, with its name for it; undefined when the call failed otherwise, e.g. because nobody answered. */
export function wordsOf(error: unknown): string | undefined {
	const cause = error instanceof CloudError ? error.cause : undefined;
	return cause instanceof LambdaServiceException && cause.$fault === 'client' ? `${cause.name}: ${cause.message}` : undefined;
}

const forLambda = {
	Version: '2012-10-17',
	Statement: [{Effect: 'Allow', Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'}],
} as const;

/** The name of the statement that lets an account use a version. */
const statementFor = (account: string): string => `layer-wizard-${account}`;

/** A version of the account that calls. */
function versionOf(arn: string): {readonly LayerName: string | undefined; readonly VersionNumber: number} {
	const [version, name] = arn.split(':').toReversed();
	return {LayerName: name, VersionNumber: Number(version)};
}
