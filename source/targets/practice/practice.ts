import path from 'node:path';
import type {Emit} from '../../engine/events.js';
import type {Interpreter} from '../../tools/python/interpreter.js';
import {connect} from '../api.js';
import {isLayerPath, layerIndex} from '../layer-path.js';
import type {Cloud, Target} from '../target.js';
import {signedRequest} from './download.js';
import {install, installation, isInstalled} from './install.js';
import {runningElsewhere} from './answering.js';
import {launch, practiceAccount, type Running} from './launch.js';
import {workspaceSecret} from './secret.js';

/** How often Serverless asks how a stack is doing, in milliseconds; its default of 5000 suits AWS's rate limits. */
const monitoringPoll = '200';

export type PracticeOptions = {
	readonly interpreter: Interpreter;
	readonly region: string;
	/** The workspace's folder for the practice cloud's secret, state and scratch. */
	readonly directory: string;
};

/** The practice cloud: MiniStack on this machine, one process a workspace, alive as long as the wizard. */
export function practiceTarget({interpreter, region, directory}: PracticeOptions): Target {
	const place = installation(interpreter);
	const secretFile = path.join(directory, 'secret');
	return {
		name: 'practice',
		description: 'practice cloud (MiniStack on this machine; nothing leaves it, nothing costs money)',
		hasSecond: true,
		isInstalled: async () => isInstalled(place),
		install: async io => install(interpreter, io),
		async start({log, signal, emit, onLost}) {
			const secret = await workspaceSecret(secretFile);
			return cloudAt(await launch({installation: place, directory, secret, log, signal, onLost, onUnsaved: tellUnsaved(emit)}), {region, secret, signal});
		},
		async findRunning(signal) {
			const endpoint = await runningElsewhere(directory);
			return endpoint === undefined ? undefined : cloudAt({endpoint, stop: leaveRunning}, {region, secret: await workspaceSecret(secretFile), signal});
		},
	};
}

/** Told when the work is done and the cloud stops: the work stays done, and only the cloud's memory of it is lost. */
const tellUnsaved = (emit: Emit) => (message: string) => {
	emit({type: 'warning', code: 'cloud.unsaved', message});
};

/** A cloud belongs to who started it. */
async function leaveRunning(): Promise<void> {
	// Nothing to do.
}

type Access = {readonly region: string; readonly secret: string; readonly signal: AbortSignal};

/** MiniStack takes a 12-digit access key for the account itself: with the same secret this is a second one. */
export const secondAccount = '111122223333';

function cloudAt({endpoint, stop}: Running, {region, secret, signal}: Access): Cloud {
	const apiOf = (account: string) => (ownSignal: AbortSignal) => {
		const credentials = {accessKeyId: account, secretAccessKey: secret};
		return connect({region, credentials: async () => credentials, endpointOf: () => endpoint, signal: ownSignal, downloadRequest: signedRequest({endpoint, region, credentials})});
	};

	return {
		endpoint,
		account: practiceAccount,
		region,
		isLocal: true,
		proxy: undefined,
		environment: async () => ({
			AWS_ENDPOINT_URL: endpoint,
			AWS_ACCESS_KEY_ID: practiceAccount,
			AWS_SECRET_ACCESS_KEY: secret,
			AWS_REGION: region,
			// What the SDK for Python reads.
			AWS_DEFAULT_REGION: region,
			// No file of the person's own may add an endpoint, a role or a profile.
			AWS_CONFIG_FILE: '/dev/null',
			AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
			AWS_EC2_METADATA_DISABLED: 'true',
			SLS_AWS_MONITORING_FREQUENCY: monitoringPoll,
		}),
		api: apiOf(practiceAccount)(signal),
		apiWith: apiOf(practiceAccount),
		second: {account: secondAccount, apiWith: apiOf(secondAccount)},
		isLayerPath,
		layerIndex,
		stop,
	};
}
