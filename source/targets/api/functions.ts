import {Buffer} from 'node:buffer';
import {GetAccountSettingsCommand, GetFunctionConfigurationCommand, GetLayerVersionByArnCommand, InvokeCommand, type LambdaClient} from '@aws-sdk/client-lambda';
import {refusals, unlessMissing} from './refusals.js';

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

export type FunctionState = {
	readonly codeSha256: string;
	/** The size of its zip, in bytes. */
	readonly codeBytes: number;
	readonly layers: readonly string[];
	/** The ARN of the role that it runs as. */
	readonly role: string;
};

/** What an account may have of Lambda in this region, and has; in bytes. */
export type Quotas = {readonly codeStorage: number; readonly codeStorageUsed: number; readonly unzipped: number; readonly zipped: number};

export type FunctionCalls = {
	/** Undefined when the cloud knows no such version. */
	readonly layerVersion: (arn: string) => Promise<LayerVersion | undefined>;
	/** Undefined when there is no such function. */
	readonly functionState: (name: string) => Promise<FunctionState | undefined>;
	readonly invoke: (name: string) => Promise<Invocation>;
	readonly quotas: () => Promise<Quotas>;
};

/** Lambda's calls. Each throws CloudError when the cloud refuses. */
export function functionCalls(client: LambdaClient): FunctionCalls {
	return {
		async layerVersion(arn) {
			const request = client.send(new GetLayerVersionByArnCommand({Arn: arn}));
			const answer = await unlessMissing(refusals('lambda:GetLayerVersion', request), /ResourceNotFound/v);
			return answer && {sha256: answer.Content?.CodeSha256 ?? '', bytes: answer.Content?.CodeSize ?? 0};
		},
		async functionState(name) {
			const request = client.send(new GetFunctionConfigurationCommand({FunctionName: name}));
			const answer = await unlessMissing(refusals('lambda:GetFunctionConfiguration', request), /ResourceNotFound/v);
			return answer && {codeSha256: answer.CodeSha256 ?? '', codeBytes: answer.CodeSize ?? 0, layers: (answer.Layers ?? []).map(layer => layer.Arn ?? ''), role: answer.Role ?? ''};
		},
		async invoke(name) {
			const answer = await refusals('lambda:InvokeFunction', client.send(new InvokeCommand({FunctionName: name, LogType: 'Tail'})));
			return {
				payload: new TextDecoder().decode(answer.Payload),
				log: Buffer.from(answer.LogResult ?? '', 'base64').toString('utf8'),
				functionError: answer.FunctionError,
			};
		},
		async quotas() {
			const {AccountLimit, AccountUsage} = await refusals('lambda:GetAccountSettings', client.send(new GetAccountSettingsCommand()));
			return {
				codeStorage: AccountLimit?.TotalCodeSize ?? 0,
				codeStorageUsed: AccountUsage?.TotalCodeSize ?? 0,
				unzipped: AccountLimit?.CodeSizeUnzipped ?? 0,
				zipped: AccountLimit?.CodeSizeZipped ?? 0,
			};
		},
	};
}
