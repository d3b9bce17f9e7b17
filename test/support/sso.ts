import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import path from 'node:path';
import process from 'node:process';
import {AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, IAMClient} from '@aws-sdk/client-iam';
import {AssumeRoleCommand, STSClient} from '@aws-sdk/client-sts';
import {onTestFinished} from 'vitest';
import type {Emulator} from './emulator.js';

const session = 'corp';

export type SignOn = {
	/** The lines of a profile that signs in there. */
	readonly lines: readonly string[];
	/** The end of a config file: the session that the profile names. */
	readonly section: string;
	/** The home directory with the token's cache, and a PATH with an `aws` command that signs in when Enter is pressed. */
	readonly env: Readonly<Record<string, string>>;
};

/**
AWS's single sign-on, as far as the SDK sees it: a portal that gives a role's keys for a token, and a cached token that has expired.
The keys are a real session of the emulator's STS.
*/
export async function startSignOn(emulator: Emulator, directory: string): Promise<SignOn> {
	const {endpoint, region, credentials, account} = emulator;
	const role = `arn:aws:iam::${account}:role/developer`;
	const keys = await assume({endpoint, region, credentials}, role);
	const portal = createServer((request, response) => {
		const isKnown = request.headers['x-amz-sso_bearer_token'] === 'fresh';
		response.writeHead(isKnown ? 200 : 401, {'content-type': 'application/json', ...(!isKnown && {'x-amzn-errortype': 'UnauthorizedException'})});
		response.end(JSON.stringify(isKnown ? {roleCredentials: keys} : {message: 'Session token not found or invalid'}));
	});
	portal.listen(0, '127.0.0.1');
	await once(portal, 'listening');
	onTestFinished(async () => {
		portal.close();
		portal.closeAllConnections();
	});

	const cache = path.join(directory, 'home', '.aws', 'sso', 'cache');
	const token = path.join(cache, `${createHash('sha1').update(session).digest('hex')}.json`);
	mkdirSync(cache, {recursive: true});
	writeFileSync(token, JSON.stringify({accessToken: 'stale', expiresAt: '2020-01-01T00:00:00Z', region: 'us-east-1', startUrl: 'https://corp.example'}));
	const bin = path.join(directory, 'bin');
	mkdirSync(bin);
	writeFileSync(path.join(bin, 'aws'), `#!/bin/sh
[ "$*" = "sso login --profile signed-on" ] || exit 64
printf 'Press Enter in the browser: '
read answer
printf '{"accessToken":"fresh","expiresAt":"2099-01-01T00:00:00Z","region":"us-east-1","startUrl":"https://corp.example"}' > '${token}'
echo 'Successfully logged into Start URL'
`);
	chmodSync(path.join(bin, 'aws'), 0o755);
	const address = portal.address();
	return {
		lines: [`sso_session = ${session}`, `sso_account_id = ${account}`, 'sso_role_name = developer'],
		section: `\n[sso-session ${session}]\nsso_region = us-east-1\nsso_start_url = https://corp.example\n`,
		env: {
			HOME: path.join(directory, 'home'),
			PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
			AWS_ENDPOINT_URL_SSO: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
		},
	};
}

async function assume(connection: Pick<Emulator, 'endpoint' | 'region' | 'credentials'>, role: string) {
	const iam = new IAMClient(connection);
	const everything = JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]});
	const {Policy} = await iam.send(new CreatePolicyCommand({PolicyName: 'everything', PolicyDocument: everything}));
	await iam.send(new CreateRoleCommand({
		RoleName: 'developer',
		AssumeRolePolicyDocument: JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: 'sts:AssumeRole', Principal: {AWS: '*'}}]}),
	}));
	await iam.send(new AttachRolePolicyCommand({RoleName: 'developer', PolicyArn: Policy?.Arn}));
	const {Credentials} = await new STSClient(connection).send(new AssumeRoleCommand({RoleArn: role, RoleSessionName: 'test'}));
	return {accessKeyId: Credentials?.AccessKeyId, secretAccessKey: Credentials?.SecretAccessKey, sessionToken: Credentials?.SessionToken, expiration: Date.now() + 3_600_000};
}
