import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {beforeEach, expect, test, vi} from 'vitest';
import {hasEnvironmentKeys, profileInUse, readProfiles, regionOf} from '../../../source/targets/aws/profiles.js';
import {temporaryDirectory} from '../../support/directory.js';

const config = `
[default]
region = eu-west-1

[profile work]
region = eu-central-1
services = local

[services local]
lambda =
  endpoint_url = http://127.0.0.1:2

[sso-session corp]
sso_region = us-east-1
`;

const credentials = `
[only-keys]
aws_access_key_id = a
aws_secret_access_key = b
`;

beforeEach(() => {
	const directory = temporaryDirectory();
	for (const [name, file, text] of [['AWS_CONFIG_FILE', 'config', config], ['AWS_SHARED_CREDENTIALS_FILE', 'credentials', credentials]] as const) {
		writeFileSync(path.join(directory, file), text);
		vi.stubEnv(name, path.join(directory, file));
	}
});

test('profiles come from both files; sessions and services are none', async () => {
	const profiles = await readProfiles();
	expect(profiles.names.toSorted()).toEqual(['default', 'only-keys', 'work']);
	expect(profiles.settings('work').region).toBe('eu-central-1');
	expect(profiles.settings('nobody')).toEqual({});
	expect(profiles.services('local')).toEqual({'lambda.endpoint_url': 'http://127.0.0.1:2'});
});

test('files that are not there are empty', async () => {
	vi.stubEnv('AWS_CONFIG_FILE', '/nowhere/config');
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nowhere/credentials');
	const profiles = await readProfiles();
	expect(profiles.names).toEqual([]);
});

test('the profile is the one given, else AWS_PROFILE', () => {
	expect(profileInUse('given', {AWS_PROFILE: 'other'})).toBe('given');
	expect(profileInUse(undefined, {AWS_PROFILE: 'other'})).toBe('other');
	expect(profileInUse(undefined, {AWS_PROFILE: ''})).toBeUndefined();
});

test.each([
	{env: {AWS_REGION: 'ap-south-1', AWS_DEFAULT_REGION: 'us-west-2'}, profile: 'work', region: 'ap-south-1'},
	{env: {AWS_DEFAULT_REGION: 'us-west-2'}, profile: 'work', region: 'us-west-2'},
	{env: {AWS_REGION: ''}, profile: 'work', region: 'eu-central-1'},
	{env: {}, profile: undefined, region: 'eu-west-1'},
	{env: {}, profile: 'only-keys', region: undefined},
])('the region with $env and the profile $profile: $region', async ({env, profile, region}) => {
	expect(regionOf(await readProfiles(), profile, env)).toBe(region);
});

test('keys of the environment come in pairs', () => {
	expect(hasEnvironmentKeys({AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b'})).toBe(true);
	expect(hasEnvironmentKeys({AWS_ACCESS_KEY_ID: 'a'})).toBe(false);
	expect(hasEnvironmentKeys({AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: ''})).toBe(false);
});
