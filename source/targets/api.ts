import {Buffer} from 'node:buffer';
import {CloudFormationClient, DescribeStacksCommand, type Stack as AwsStack} from '@aws-sdk/client-cloudformation';
import {GetFunctionConfigurationCommand, GetLayerVersionByArnCommand, InvokeCommand, LambdaClient} from '@aws-sdk/client-lambda';
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {CloudError, messageOf} from '../engine/errors.js';

export type Connection = {
	readonly endpoint?: string | undefined;
	readonly region: string;
	readonly credentials: {readonly accessKeyId: string; readonly secretAccessKey: string};
};

export type Invocation = {
	/** The function's answer as it came, JSON text. */
	readonly payload: string;
	/** The last 4 KB of the function's log. */
	readonly log: string;
	/** The handler's error type when it failed, e.g. `Unhandled`. */
	readonly functionError: string | undefined;
};

export type LayerVersion = {
	/** SHA-256 of its zip in base64. */
	readonly sha256: string;
	/** The zip's size, in bytes. */
	readonly bytes: number;
};

export type Stack = {readonly name: string; readonly outputs: Readonly<Record<string, string>>};

export type FunctionState = {readonly codeSha256: string; readonly layers: readonly string[]};

/** The calls of AWS that the walkthrough makes itself; the rest is done by Serverless. Each throws CloudError when the cloud refuses. */
export type CloudApi = {
	readonly identity: (signal: AbortSignal) => Promise<{readonly account: string; readonly arn: string}>;
	/** The stack's outputs by key; undefined when there is no such stack. */
	readonly stackOutputs: (stack: string) => Promise<Readonly<Record<string, string>> | undefined>;
	/** Every stack of the account in this region. */
	readonly stacks: () => Promise<readonly Stack[]>;
	/** Undefined when the cloud knows no such version. */
	readonly layerVersion: (arn: string) => Promise<LayerVersion | undefined>;
	/** Undefined when there is no such function. */
	readonly functionState: (name: string) => Promise<FunctionState | undefined>;
	readonly invoke: (name: string) => Promise<Invocation>;
};

export function connect({endpoint, region, credentials}: Connection): CloudApi {
	const configuration = {region, credentials, ...(endpoint && {endpoint})};
	const lambda = new LambdaClient(configuration);
	const cloudFormation = new CloudFormationClient(configuration);
	const sts = new STSClient(configuration);
	return {
		async identity(signal) {
			const {Account, Arn} = await refusals('sts:GetCallerIdentity', sts.send(new GetCallerIdentityCommand(), {abortSignal: signal}));
			return {account: Account ?? '', arn: Arn ?? ''};
		},
		async stackOutputs(stack) {
			const request = cloudFormation.send(new DescribeStacksCommand({StackName: stack}));
			const answer = await unlessMissing(refusals('cloudformation:DescribeStacks', request), /does not exist/v);
			return answer && outputsOf(answer.Stacks?.[0]);
		},
		async stacks() {
			const found: Stack[] = [];
			let token: string | undefined;
			do {
				const answer = await refusals('cloudformation:DescribeStacks', cloudFormation.send(new DescribeStacksCommand({NextToken: token})));
				found.push(...(answer.Stacks ?? []).map(stack => ({name: stack.StackName ?? '', outputs: outputsOf(stack)})));
				token = answer.NextToken;
			} while (token);

			return found;
		},
		async layerVersion(arn) {
			const request = lambda.send(new GetLayerVersionByArnCommand({Arn: arn}));
			const answer = await unlessMissing(refusals('lambda:GetLayerVersion', request), /ResourceNotFound/v);
			return answer && {sha256: answer.Content?.CodeSha256 ?? '', bytes: answer.Content?.CodeSize ?? 0};
		},
		async functionState(name) {
			const request = lambda.send(new GetFunctionConfigurationCommand({FunctionName: name}));
			const answer = await unlessMissing(refusals('lambda:GetFunctionConfiguration', request), /ResourceNotFound/v);
			return answer && {codeSha256: answer.CodeSha256 ?? '', layers: (answer.Layers ?? []).map(layer => layer.Arn ?? '')};
		},
		async invoke(name) {
			const answer = await refusals('lambda:InvokeFunction', lambda.send(new InvokeCommand({FunctionName: name, LogType: 'Tail'})));
			return {
				payload: new TextDecoder().decode(answer.Payload),
				log: Buffer.from(answer.LogResult ?? '', 'base64').toString('utf8'),
				functionError: answer.FunctionError,
			};
		},
	};
}

function outputsOf(stack: AwsStack | undefined): Readonly<Record<string, string>> {
	return Object.fromEntries((stack?.Outputs ?? []).map(output => [output.OutputKey ?? '', output.OutputValue ?? '']));
}

/** Turns an error of the SDK into a CloudError that names the call. */
async function refusals<Answer>(action: string, request: Promise<Answer>): Promise<Answer> {
	try {
		return await request;
	} catch (error) {
		const name = error instanceof Error ? `${error.name}: ` : '';
		throw new CloudError(`The cloud refused ${action}: ${name}${messageOf(error)}`, {cause: error});
	}
}

async function unlessMissing<Answer>(request: Promise<Answer>, missing: RegExp): Promise<Answer | undefined> {
	try {
		return await request;
	} catch (error) {
		if (missing.test(messageOf(error))) {
			return undefined;
		}

		throw error;
	}
}
