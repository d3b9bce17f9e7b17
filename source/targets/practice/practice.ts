import path from 'node:path';
import type {Interpreter} from '../../tools/python/interpreter.js';
import {connect} from '../api.js';
import type {Target} from '../target.js';
import {install, installation, isInstalled} from './install.js';
import {launch, practiceAccount} from './launch.js';
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
	return {
		name: 'practice',
		description: 'practice cloud (MiniStack on this machine; nothing leaves it, nothing costs money)',
		isInstalled: async () => isInstalled(place),
		install: async io => install(interpreter, io),
		async start({log, signal}) {
			const secret = await workspaceSecret(path.join(directory, 'secret'));
			const {endpoint, stop} = await launch({installation: place, directory, secret, log, signal});
			return {
				endpoint,
				account: practiceAccount,
				region,
				environment: {
					AWS_ENDPOINT_URL: endpoint,
					AWS_ACCESS_KEY_ID: practiceAccount,
					AWS_SECRET_ACCESS_KEY: secret,
					AWS_REGION: region,
					// No file of the person's own may add an endpoint, a role or a profile.
					AWS_CONFIG_FILE: '/dev/null',
					AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
					AWS_EC2_METADATA_DISABLED: 'true',
					SLS_AWS_MONITORING_FREQUENCY: monitoringPoll,
				},
				api: connect({endpoint, region, credentials: {accessKeyId: practiceAccount, secretAccessKey: secret}}),
				isLayerPath: module => /\/layer_\d+\/python\//v.test(module),
				stop,
			};
		},
	};
}
