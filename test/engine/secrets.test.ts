import {Buffer} from 'node:buffer';
import {describe, expect, test} from 'vitest';
import {broadcast, type StampedEvent} from '../../source/engine/events.js';
import {reportOf, ToolError} from '../../source/engine/errors.js';
import {Secrets, secrets} from '../../source/engine/secrets.js';
import {secretsIn} from '../../source/engine/secret-variables.js';

describe('which variables hold secrets', () => {
	test.each([
		['AWS_SECRET_ACCESS_KEY', 'wJalrXUtnFEMI/K7MDENG'],
		['AWS_SESSION_TOKEN', 'FwoGZXIvYXdzEBYaD'],
		['AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE'],
		['GITHUB_TOKEN', 'ghp_0123456789'],
		['NPM_CONFIG__authToken', 'npm_0123456789'],
		['npm_config_//registry.example/:_authToken', 'npm_0123456789'],
		['npm_config_//registry.example/:_password', 'Z2VoZWlt'],
		['DB_PASSWORD', 'geheim'],
		['OPENAI_API_KEY', 'sk-0123456789'],
		['SERVERLESS_ACCESS_KEY', 'AK0123456789'],
		['CLIENT_SECRET', 'geheim'],
	])('%s', (name, value) => {
		expect(secretsIn({[name]: value})).toContain(value);
	});

	test.each([
		// The practice cloud's account, which is shown.
		['AWS_ACCESS_KEY_ID', '000000000000'],
		['AWS_SHARED_CREDENTIALS_FILE', '/dev/null'],
		['AWS_WEB_IDENTITY_TOKEN_FILE', '/var/run/token'],
		['AWS_REGION', 'eu-central-1'],
		['PWD', '/home/me/lambda'],
		['USE_TOKEN', 'true'],
		['PIP_INDEX_URL', 'https://index.example/simple'],
		['MAIL', 'someone@index.example'],
		['GITHUB_TOKEN', undefined],
	])('not %s=%s', (name, value) => {
		expect(secretsIn({[name]: value})).toEqual([]);
	});

	test('a password in any address of any variable: as it is written, as it is meant, and as HTTP sends it', () => {
		const found = secretsIn({PIP_EXTRA_INDEX_URL: 'https://one.example/simple https://me:p%40ssw%C3%B6rd@two.example/simple'});
		expect(found).toContain('p%40ssw%C3%B6rd');
		expect(found).toContain('p@sswörd');
		expect(found).toContain(Buffer.from('me:p@sswörd').toString('base64'));
		expect(found).not.toContain('me');
	});

	test.each([
		['PIP_EXTRA_INDEX_URL', 'https://index.example/2sGkTd9xQvB41mZp/simple/', ['2sGkTd9xQvB41mZp']],
		['PIP_EXTRA_INDEX_URL', 'https://one.example/simple https://index.example/basic/ghp_16C7e42F292c6912E7710c/simple', ['ghp_16C7e42F292c6912E7710c']],
		['PIP_FIND_LINKS', 'https://files.example/links.html?token=geheim&v=2', ['geheim']],
		['PIP_INDEX_URL', 'https://index.example/simple?u=aB3dE5gH7jK9mN1p', ['aB3dE5gH7jK9mN1p']],
		['npm_config_registry', 'https://npm.example/1f0e3dad-9990-4834-9f76-7e14d2c8b0aa/', ['1f0e3dad-9990-4834-9f76-7e14d2c8b0aa']],
		['npm_config_@scope:registry', 'https://npm.example/t/aB3dE5%2FgH7jK9mN1p/', ['aB3dE5%2FgH7jK9mN1p', 'aB3dE5/gH7jK9mN1p']],
		['HTTPS_PROXY', 'http://proxy.example:3128/aB3dE5gH7jK9mN1p', ['aB3dE5gH7jK9mN1p']],
		['SLACK_WEBHOOK_URL', 'https://hooks.example/services/T0000/B0000/x9Yz8Wv7Ut6Sr5Qp4On3Ml2K', ['x9Yz8Wv7Ut6Sr5Qp4On3Ml2K']],
	])('a token in the path or the query of an address: %s=%s', (name, value, found) => {
		expect(secretsIn({[name]: value})).toEqual(expect.arrayContaining(found));
	});

	test.each([
		'https://download.example/whl/cu118',
		'https://gitlab.example/api/v4/projects/12345678/packages/pypi/simple',
		'https://index.example/my-internal-repository-2/python3.12/simple/?page=2&format=json',
		'https://files.example/manylinux2014_x86_64/cp312-cp312-manylinux_2_17_x86_64/nightly-2024-01-31/v1.2.3rc1.dev0',
		'https://files.example/packages/3e/ee/9bc0e3c1a4d5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d/numpy-2.2.6-cp313-cp313-manylinux_2_17_x86_64.whl#sha256=9bc0e3c1a4d5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f',
		'https://files.example/numpy-2.2.6+g1a2b3c4d5e6f7a8b.tar.gz',
		'git+https://git.example/team/package.git@1f0e3dad99908345f7439f8ffabdffc4bd6f3a01#egg=package&subdirectory=src',
		'git+https://git.example/team/package.git@1f0e3dad9990',
	])('nothing in an ordinary address: %s', address => {
		expect(secretsIn({PIP_INDEX_URL: address})).toEqual([]);
	});

	test('a password with a percent sign that escapes nothing; a token in a name\'s place', () => {
		expect(secretsIn({HTTPS_PROXY: 'http://me:100%sure@proxy.example:3128'})).toContain('100%sure');
		expect(secretsIn({ORIGIN: 'https://ghp_0123456789@git.example/a.git'})).toContain('ghp_0123456789');
	});
});

describe('what is told', () => {
	const told = (variables: Readonly<Record<string, string>>, text: string) => {
		const own = new Secrets();
		own.learnFrom(variables);
		return own.redact(text);
	};

	test('a secret is hidden wherever it stands, in JSON and in an address too', () => {
		const value = String.raw`a"b\c/d+e=f`;
		expect(told({A_SECRET: value}, String.raw`${value} ${JSON.stringify({value})} ?q=${encodeURIComponent(value)} {'value': 'a"b\\c/d+e=f'}`)).toBe('*** {"value":"***"} ?q=*** {\'value\': \'***\'}');
	});

	test('of two secrets of which one begins with the other, both are hidden whole', () => {
		expect(told({A_TOKEN: 'abcdef', B_TOKEN: 'abcdefgh'}, 'abcdefgh abcdef')).toBe('*** ***');
	});

	test.each([
		['https://me:geheim@index.example/simple/x/', 'https://***@index.example/simple/x/'],
		['https://me:****@index.example', 'https://***@index.example'],
		['git+https://token@git.example/a.git@v1', 'git+https://***@git.example/a.git@v1'],
		['"http://a:b@c:3128", \'http://a:b\'c@d\'', '"http://***@c:3128", \'http://***@d\''],
		['https://me:p@ss@index.example/', 'https://***@index.example/'],
		['https://registry.example/@scope/a https://a.example?to=b@c see https://a.example, me@b.example', 'https://registry.example/@scope/a https://a.example?to=b@c see https://a.example, me@b.example'],
	])('names and passwords in addresses: %s', (text, redacted) => {
		expect(told({}, text)).toBe(redacted);
	});

	test.each([
		['GET https://a.example/x.whl?token=geheim&v=2 200', 'GET https://a.example/x.whl?token=***&v=2 200'],
		['"https://a.example/?v=2&amp;access_token=geheim"', '"https://a.example/?v=2&amp;access_token=***"'],
		['https://b.example/z?X-Amz-Credential=AKIA%2F1&X-Amz-Date=1&X-Amz-Security-Token=F%3D&X-Amz-Signature=0a', 'https://b.example/z?X-Amz-Credential=***&X-Amz-Date=1&X-Amz-Security-Token=***&X-Amz-Signature=***'],
		['/simple/?sig=a#auth=b, ?api_key=c', '/simple/?sig=***#auth=*** ?api_key=***'],
		['https://a.example/?AWSAccessKeyId=AKIA&private-token=x&password=y&pwd=z', 'https://a.example/?AWSAccessKeyId=***&private-token=***&password=***&pwd=***'],
		['https://a.example/x.whl?user_code=ABCD-EFGH&author=me&design=1#sha256=0a&egg=x', 'https://a.example/x.whl?user_code=ABCD-EFGH&author=me&design=1#sha256=0a&egg=x'],
	])('values of parameters with telling names: %s', (text, redacted) => {
		expect(told({}, text)).toBe(redacted);
	});

	test('a token of an index is hidden in the addresses of its files too', () => {
		expect(told({PIP_INDEX_URL: 'https://index.example/2sGkTd9xQvB41mZp/simple/'}, 'https://index.example/2sGkTd9xQvB41mZp/files/x.whl')).toBe('https://index.example/***/files/x.whl');
	});

	test('a long name of a parameter takes no long time', () => {
		const text = `https://a.example/?${'token'.repeat(40_000)}`;
		const start = performance.now();
		expect(told({}, text)).toBe(text);
		expect(performance.now() - start).toBeLessThan(2000);
	});

	test('events and reports of failures, in every text that they have', () => {
		secrets.learnFrom({CANARY_TOKEN: 'canary-of-this-test', NUMBER_TOKEN: '12345678'});
		const seen: StampedEvent[] = [];
		const emit = broadcast([event => {
			seen.push(event);
		}]);
		const failure = new ToolError('pip failed: canary-of-this-test', {command: 'pip -i http://a:b@c/', tryThis: 'not canary-of-this-test', log: '/canary-of-this-test.log'});
		emit({type: 'run.failed', error: reportOf(failure)});
		emit({type: 'run.finished', facts: {'zip.fat.bytes': 12_345_678, 'layer.arn': 'arn:canary-of-this-test'}, ms: 12_345_678, nextSteps: ['cd canary-of-this-test']});
		expect(seen).toMatchObject([
			{error: {message: 'pip failed: ***', command: 'pip -i http://***@c/', tryThis: 'not ***', log: '/***.log'}},
			{facts: {'zip.fat.bytes': 12_345_678, 'layer.arn': 'arn:***'}, ms: 12_345_678, nextSteps: ['cd ***']},
		]);
		expect(reportOf(new Error('bug canary-of-this-test')).message).toBe('bug ***');
	});
});
