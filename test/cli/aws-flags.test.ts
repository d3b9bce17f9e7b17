import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {beforeEach, describe, expect, test, vi} from 'vitest';
import {awsFlags} from '../../source/cli/aws-flags.js';
import {temporaryDirectory} from '../support/directory.js';

const nobody = {canAsk: false, hasBegun: false};

beforeEach(() => {
	const directory = temporaryDirectory();
	writeFileSync(path.join(directory, 'config'), '[profile work]\nregion = eu-west-1\n[profile bare]\noutput = json\n');
	vi.stubEnv('AWS_CONFIG_FILE', path.join(directory, 'config'));
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(directory, 'none'));
	for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
		vi.stubEnv(name, '');
	}
});

describe('what nobody can be asked about must be said', () => {
	test('every missing flag is named at once', async () => {
		await expect(awsFlags({target: 'aws'}, nobody)).rejects.toThrow('--target aws needs --yes (nobody is there to confirm the account), --profile (there are no other AWS credentials here), --region (neither AWS_REGION nor the profile names one).');
	});

	test('the region alone', async () => {
		await expect(awsFlags({target: 'aws', profile: 'bare', yes: true}, nobody)).rejects.toThrow('--target aws needs --region (neither AWS_REGION nor the profile names one).');
	});

	test('in a workspace that was begun only the word to go on', async () => {
		await expect(awsFlags({}, {canAsk: false, hasBegun: true})).rejects.toThrow('--target aws needs --yes (nobody is there to confirm the account).');
		expect(await awsFlags({yes: true}, {canAsk: false, hasBegun: true})).toEqual({yes: true});
	});
});

describe('what the surroundings say', () => {
	test('the profile\'s region', async () => {
		expect(await awsFlags({target: 'aws', profile: 'work', yes: true}, nobody)).toEqual({target: 'aws', profile: 'work', region: 'eu-west-1', yes: true});
	});

	test('AWS_PROFILE and AWS_REGION', async () => {
		vi.stubEnv('AWS_PROFILE', 'bare');
		vi.stubEnv('AWS_REGION', 'sa-east-1');
		expect(await awsFlags({target: 'aws', yes: true}, nobody)).toEqual({target: 'aws', profile: 'bare', region: 'sa-east-1', yes: true});
	});

	test('flags beat them', async () => {
		vi.stubEnv('AWS_PROFILE', 'bare');
		vi.stubEnv('AWS_REGION', 'sa-east-1');
		expect(await awsFlags({target: 'aws', profile: 'work', region: 'us-west-2', yes: true}, nobody)).toEqual({target: 'aws', profile: 'work', region: 'us-west-2', yes: true});
	});

	test('keys of the environment need no profile', async () => {
		vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
		vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
		expect(await awsFlags({target: 'aws', region: 'us-west-2', yes: true}, nobody)).toEqual({target: 'aws', region: 'us-west-2', yes: true});
	});

	test('a profile that there is not is refused, and those that there are are named', async () => {
		await expect(awsFlags({profile: 'wrok', yes: true}, nobody)).rejects.toMatchObject({message: 'There is no AWS profile "wrok".', details: {tryThis: 'There are: work, bare.'}});
	});
});
