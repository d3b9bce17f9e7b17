import {CloudFormationClient} from '@aws-sdk/client-cloudformation';
import {LambdaClient} from '@aws-sdk/client-lambda';
import {GetCallerIdentityCommand, STSClient} from '@aws-sdk/client-sts';
import {AbortableHandler} from './api/abortable-handler.js';
import {plainRequest, type RequestMaker} from './api/download.js';
import {functionCalls, type FunctionCalls} from './api/functions.js';
import type {ExperimentCalls} from './api/experiments.js';
import {layerZipCalls, type LayerZipCalls} from './api/layer-zip.js';
import {refusals} from './api/refusals.js';
import type {RemovalCalls} from './api/removal.js';
import {stackCalls, type StackCalls} from './api/stacks.js';

/** Keys that sign calls. */
export type Credentials = {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	/** Of keys that last for a session only. */
	readonly sessionToken?: string;
};

/** Gives the keys that are good now. */
export type CredentialProvider = () => Promise<Credentials>;

/** The services that the walkthrough calls, as AWS's endpoint variables name them. */
export const services = ['CLOUDFORMATION', 'CLOUDWATCH_LOGS', 'IAM', 'LAMBDA', 'S3', 'STS'] as const;

export type Service = (typeof services)[number];

export type Connection = {
	readonly region: string;
	readonly credentials: CredentialProvider;
	/** Where a service answers; undefined: at AWS's own address. */
	readonly endpointOf: (service: Service) => string | undefined;
	/** Aborts what is under way, and all that comes later. */
	readonly signal: AbortSignal;
	/** @default AWS's way: the addresses of downloads that it gives have a signature in them. */
	readonly downloadRequest?: RequestMaker;
};

/** Who a cloud takes the wizard for. */
export type Identity = {readonly account: string; readonly arn: string};

/** The calls of AWS that the walkthrough makes itself; the rest is done by Serverless. Each throws CloudError when the cloud refuses. */
export type CloudApi = StackCalls & FunctionCalls & LayerZipCalls & {
	readonly identity: () => Promise<Identity>;
	/** The calls that a clean-up makes in an account; loaded when it is called, for they bring three more clients of the SDK. */
	readonly removal: (account: string) => Promise<RemovalCalls>;
	/** The calls of experiments; loaded when they are wanted. */
	readonly experiments: (account: string) => Promise<ExperimentCalls>;
};

/** Makes the calls; nothing is sent before the first of them. */
export function connect({region, credentials, endpointOf, signal, downloadRequest = plainRequest}: Connection): CloudApi {
	const requestHandler = new AbortableHandler(signal);
	const at = (service: Service) => {
		const endpoint = endpointOf(service);
		return {region, credentials, requestHandler, ...(endpoint !== undefined && {endpoint})};
	};

	const sts = new STSClient(at('STS'));
	return {
		...stackCalls(new CloudFormationClient(at('CLOUDFORMATION'))),
		...functionCalls(new LambdaClient(at('LAMBDA'))),
		...layerZipCalls({clientIn: (place = region) => new LambdaClient({...at('LAMBDA'), region: place}), requestHandler, downloadRequest}),
		async identity() {
			const {Account, Arn} = await refusals('sts:GetCallerIdentity', sts.send(new GetCallerIdentityCommand()));
			return {account: Account ?? '', arn: Arn ?? ''};
		},
		async removal(account) {
			const {removalCalls} = await import('./api/removal.js');
			return removalCalls(at, account);
		},
		async experiments(account) {
			const {experimentCalls} = await import('./api/experiments.js');
			return experimentCalls(at, account, signal);
		},
	};
}
