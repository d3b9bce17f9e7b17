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
