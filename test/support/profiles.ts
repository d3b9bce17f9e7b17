import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import type {Credentials} from './emulator.js';

export type Profile = {
	readonly name: string;
	/** The profile names none when absent. */
	readonly region?: string;
	readonly endpoint?: string;
	/** Absent for a profile that gets them elsewhere, e.g. by `lines`. */
	readonly credentials?: Credentials & {readonly sessionToken?: string};
	/** More lines of its section in the config file, e.g. `sso_start_url = …`. */
	readonly lines?: readonly string[];
};

/** Whatever the surroundings say of AWS, the files alone decide. */
const surroundings = {
	AWS_PROFILE: undefined,
	AWS_ACCESS_KEY_ID: undefined,
	AWS_SECRET_ACCESS_KEY: undefined,
	AWS_SESSION_TOKEN: undefined,
	AWS_REGION: undefined,
	AWS_DEFAULT_REGION: undefined,
	AWS_ENDPOINT_URL: undefined,
	AWS_EC2_METADATA_DISABLED: 'true',
} as const;

/**
Writes a config and a credentials file as `aws configure` would, with `endpoint_url` in the profile.

@returns The environment in which they are the only source of credentials.
*/
export function writeProfiles(directory: string, profiles: readonly Profile[]) {
	const config = path.join(directory, 'config');
	const shared = path.join(directory, 'credentials');
	mkdirSync(directory, {recursive: true});
	writeFileSync(config, profiles.map(({name, region, endpoint, lines = []}) => section(name === 'default' ? name : `profile ${name}`, [
		...(region ? [`region = ${region}`] : []),
		...(endpoint ? [`endpoint_url = ${endpoint}`] : []),
		...lines,
	])).join('\n'));
	writeFileSync(shared, profiles.flatMap(({name, credentials}) => credentials
		? [section(name, [
			`aws_access_key_id = ${credentials.accessKeyId}`,
			`aws_secret_access_key = ${credentials.secretAccessKey}`,
			...(credentials.sessionToken ? [`aws_session_token = ${credentials.sessionToken}`] : []),
		])]
		: []).join('\n'), {mode: 0o600});
	return {...surroundings, AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: shared};
}

const section = (name: string, lines: readonly string[]) => `[${name}]\n${lines.map(line => `${line}\n`).join('')}`;
