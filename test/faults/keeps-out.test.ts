import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {connect} from 'node:net';
import os from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {LambdaClient, PublishLayerVersionCommand} from '@aws-sdk/client-lambda';
import {CreateBucketCommand, DeletePublicAccessBlockCommand, PutBucketAclCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import {afterAll, beforeAll, expect} from 'vitest';
import {codeOf} from '../../source/disk/system-error.js';
import {install, installation, isInstalled} from '../../source/targets/practice/install.js';
import {launch, practiceAccount, type Running} from '../../source/targets/practice/launch.js';
import {findInterpreter} from '../../source/tools/python/interpreter.js';
import {suiteDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {presigned, signed} from '../support/signing.js';

const promise = 'The practice cloud keeps others out';
const secret = 'a-secret-of-this-test';
const home = suiteDirectory();
const layers = '/2018-10-31/layers';
/** A zip without entries: the least that can be published as a layer. */
const emptyZip = Uint8Array.from([80, 75, 5, 6, ...Array.from({length: 18}, () => 0)]);
let cloud: Running;
let host: string;
let port: number;

beforeAll(async () => {
	const interpreter = await findInterpreter({target: 'practice', packages: []});
	const {signal} = new AbortController();
	const log = path.join(home, 'cloud.log');
	if (!await isInstalled(installation(interpreter))) {
		await install(interpreter, {step: 'test', emit: () => undefined, signal, log});
	}

	cloud = await launch({installation: installation(interpreter), directory: home, secret, log, signal});
	({host} = new URL(cloud.endpoint));
	port = Number(new URL(cloud.endpoint).port);
});

afterAll(async () => {
	await cloud.stop();
});

/** Sends bytes as they are, to this address, and gives the status of the answer. */
async function send(lines: readonly string[], body = '', address = '127.0.0.1'): Promise<number> {
	const socket = connect(port, address);
	await once(socket, 'connect');
	socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
	const answer = await text(socket);
	return Number(/^HTTP\/1\.[01] (?<status>\d{3})/v.exec(answer)?.groups?.status);
}

type Request = {readonly method?: string; readonly path?: string; readonly headers: Readonly<Record<string, string>>; readonly extra?: readonly string[]; readonly body?: string; readonly version?: string};

async function ask({method = 'GET', path: target = layers, headers, extra = [], body = '', version = '1.1'}: Request): Promise<number> {
	const given = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
	return send([`${method} ${target} HTTP/${version}`, ...given, ...extra, `content-length: ${body.length}`, 'connection: close'], body);
}

const mine = (more: Partial<Parameters<typeof signed>[0]> = {}) => signed({method: 'GET', path: layers, host, service: 'lambda', secret, ...more});

/** All must be refused with 403, after the same request with nothing wrong was let in. */
async function refused(requests: ReadonlyArray<readonly [name: string, request: Request]>): Promise<string> {
	expect(await ask({headers: mine()}), 'the proper request').toBe(200);
	const answers: Array<readonly [string, number]> = [];
	for (const [name, request] of requests) {
		answers.push([name, await ask(request)]);
	}

	expect(answers.filter(([, status]) => status !== 403)).toEqual([]);
	return `403 to ${answers.length} of ${requests.length}: ${answers.map(([name]) => name).join(', ')}`;
}

/** The key that MiniStack gives a function: a digest of names that everyone can guess. */
function guessedSession() {
	const digest = createHash('sha256').update(`arn:aws:lambda:us-east-1:${practiceAccount}:function:f:arn:aws:iam::${practiceAccount}:role/r`).digest('hex');
	return {key: `ASIA${digest.slice(0, 16).toUpperCase()}`, secret: createHash('sha256').update(`secret:${digest}`).digest('hex')};
}

fault({
	promise,
	fault: 'a request without a signature, or with one by another secret, another key, a function\'s guessable key, an hour old, an hour ahead, or for another path, method or body',
	then: 'each is refused with 403',
}, async tell => {
	const hour = 3_600_000;
	const stack = {method: 'POST', path: '/', service: 'cloudformation', body: 'Action=DescribeStacks&Version=2010-05-15'} as const;
	const other = 'Action=DeleteStack&StackName=x&Version=2010';
	tell(await refused([
		['unsigned', {headers: {host}}],
		['another secret', {headers: mine({secret: 'another'})}],
		['an empty secret', {headers: mine({secret: ''})}],
		['another account\'s key with another secret', {headers: mine({key: '111122223333', secret: 'test'})}],
		['an IAM key', {headers: mine({key: 'AKIAIOSFODNN7EXAMPLE'})}],
		['a guessed session', {headers: mine(guessedSession())}],
		['an hour old', {headers: mine({date: new Date(Date.now() - hour)})}],
		['an hour ahead', {headers: mine({date: new Date(Date.now() + hour)})}],
		['another path', {path: '/2015-03-31/functions', headers: mine()}],
		['another method', {method: 'DELETE', headers: mine()}],
		['a method in a header', {method: 'POST', headers: mine(), extra: ['x-http-method-override: GET']}],
		['another body', {method: 'POST', path: '/', headers: mine(stack), body: other}],
		['a signature and no key', {headers: {...mine(), authorization: 'AWS4-HMAC-SHA256 Signature=0'}}],
		['two signatures', {headers: mine(), extra: ['authorization: AWS4-HMAC-SHA256 Credential=000000000000/x']}],
		['the password in the clear', {headers: {host, authorization: `Bearer ${secret}`}}],
	]));
});

fault({
	promise,
	fault: 'a proper signature and another Host: localhost, without the port, in other letters, with a dot, twice, none; a whole address in the request line',
	then: 'each is refused, and the answer is never 200',
}, async tell => {
	const names = [`localhost:${port}`, '127.0.0.1', `127.0.0.1.:${port}`, `127.1:${port}`, `0.0.0.0:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`, `evil.example:${port}`, `${host}.evil.example`, `bucket.${host}`, ''];
	const told = await refused(names.map(name => [name || 'an empty one', {headers: mine({host: name})}]));
	const doubled = await ask({headers: mine(), extra: [`host: ${host}`]});
	const {host: _, ...without} = mine();
	const old = await ask({headers: without, version: '1.0'});
	const absolute = await ask({path: `http://evil.example${layers}`, headers: mine()});
	expect([doubled, old, absolute].filter(status => status !== 403 && status !== 400)).toEqual([]);
	tell(`${told}; twice ${doubled}; none (HTTP/1.0) ${old}; http://evil.example/ in the request line ${absolute}`);
});

fault({
	promise,
	fault: 'a proper signature from a web page: any Origin, null, an empty one, a preflight, a WebSocket',
	then: 'each is refused with 403',
}, async tell => {
	const socket = ['upgrade: websocket', 'sec-websocket-version: 13', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=='];
	tell(await refused([
		...['https://evil.example', 'null', '', cloud.endpoint, 'file://'].map((origin): readonly [string, Request] => [`Origin: ${origin || 'empty'}`, {headers: mine(), extra: [`origin: ${origin}`]}]),
		['a preflight', {method: 'OPTIONS', headers: {host}, extra: ['origin: https://evil.example', 'access-control-request-method: PUT']}],
		['OPTIONS alone', {method: 'OPTIONS', headers: {host}}],
	]));
	const upgraded = await send([`GET ${layers} HTTP/1.1`, ...Object.entries(mine()).map(([name, value]) => `${name}: ${value}`), 'connection: Upgrade', ...socket]);
	expect(upgraded).toBe(403);
});

fault({
	promise,
	fault: 'the emulator\'s administration, health and function addresses, properly signed and in other spellings',
	then: 'each is refused with 403',
}, async tell => {
	const paths = [
		'/_ministack/reset', '//_ministack/reset', '/%5Fministack/reset', '/%5fministack/reset', '/_MINISTACK/reset', '/_ministack;x/reset', '/./_ministack/reset',
		'/x/../_ministack/reset', '/_ministack/health', '/_ministack/config', '/_ministack/lambda-layers/x', '/_ministack/rds/iam-auth', '/_localstack/info', '/_localstack/health',
		'/_aws/lambda-url/x/', '/_aws/execute-api/x/y',
	];
	const unsignedPaths = ['/health', '/oauth2/authorize', '/logout', '/x/.well-known/jwks.json', '/v2/', '/iceberg/v1/config', '/login'];
	const served = await Promise.all(['/x/../_ministack/reset', '/./_ministack/reset'].map(async target => ask({method: 'POST', path: target, headers: mine({method: 'POST', path: target, service: 's3'})})));
	tell(`${await refused([
		...paths.filter(target => !target.includes('./')).map((target): readonly [string, Request] => [target, {method: 'POST', path: target, headers: mine({method: 'POST', path: target, service: 's3'})}]),
		...unsignedPaths.map((target): readonly [string, Request] => [`${target} unsigned`, {path: target, headers: {host}}]),
	])}; with dots, which lead nowhere: ${served.join(', ')}`);
	expect(served.filter(status => status === 200)).toEqual([]);
});

fault({
	promise,
	fault: 'a layer\'s zip, the one thing below /_ministack that can be got, is asked for without a signature, with one by another secret, from a web page, or otherwise than by GET; its neighbours with a proper one',
	then: 'each is refused with 403, and the zip is got with the workspace\'s own signature alone',
}, async tell => {
	const lambda = new LambdaClient({endpoint: cloud.endpoint, region: 'us-east-1', maxAttempts: 1, credentials: {accessKeyId: practiceAccount, secretAccessKey: secret}});
	const {Content} = await lambda.send(new PublishLayerVersionCommand({LayerName: 'zip', Content: {ZipFile: emptyZip}}));
	const zip = {path: new URL(Content?.Location ?? '').pathname};
	const other = (target: string): Request => ({path: target, headers: mine({path: target})});
	expect(zip.path).toBe(`/_ministack/lambda-layers/${practiceAccount}/us-east-1/zip/1/content`);
	expect(await ask({...zip, headers: mine(zip)})).toBe(200);
	tell(await refused([
		['unsigned', {...zip, headers: {host}}],
		['another secret', {...zip, headers: mine({...zip, secret: 'another'})}],
		['another path\'s signature', {...zip, headers: mine()}],
		['a link', {path: presigned({...zip, method: 'GET', host, service: 'lambda', secret}), headers: {host}}],
		['an Origin', {...zip, headers: mine(zip), extra: ['origin: https://evil.example']}],
		...['POST', 'HEAD', 'DELETE'].map((method): readonly [string, Request] => [method, {...zip, method, headers: mine({...zip, method})}]),
		...['/_ministack/lambda-layers/', '/_ministack/lambda-layers/x', `${zip.path}/`, `/${zip.path}`, `${zip.path.replace('content', 'x')}`, '/_ministack/lambda-layers/../reset', `/_ministack/lambda-code/${practiceAccount}/us-east-1/f`]
			.map((target): readonly [string, Request] => [target, other(target)]),
	]));
});

fault({
	promise,
	fault: 'an object that its owner made public is asked for without a signature, and by a link with a signature in it',
	then: 'both are refused with 403',
}, async tell => {
	const s3 = new S3Client({endpoint: cloud.endpoint, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials: {accessKeyId: practiceAccount, secretAccessKey: secret}});
	await s3.send(new CreateBucketCommand({Bucket: 'public', ObjectOwnership: 'ObjectWriter'}));
	await s3.send(new DeletePublicAccessBlockCommand({Bucket: 'public'}));
	await s3.send(new PutBucketAclCommand({Bucket: 'public', ACL: 'public-read'}));
	await s3.send(new PutObjectCommand({Bucket: 'public', Key: 'object', Body: 'text', ACL: 'public-read'}));
	const object = {method: 'GET', path: '/public/object', host, service: 's3', secret};
	expect(await ask({path: object.path, headers: signed(object)})).toBe(200);
	tell(await refused([
		['public object', {path: object.path, headers: {host}}],
		['public bucket', {path: '/public', headers: {host}}],
		['a link', {path: presigned(object), headers: {host}}],
		['a link that is over', {path: presigned({...object, date: new Date(Date.now() - 7_200_000)}), headers: {host}}],
	]));
});

fault({
	promise,
	fault: 'the port is tried from every other address of this machine, and from 127.0.0.2 and ::1',
	then: 'nobody listens there',
}, async tell => {
	const own = Object.values(os.networkInterfaces()).flatMap((addresses = []) => addresses.filter(({internal, scopeid}) => !internal && !scopeid).map(({address}) => address));
	const tried = [...own, '127.0.0.2', '::1'];
	const answers = await Promise.all(tried.map(async address => once(connect(port, address), 'connect').then(() => 'connected', (error: unknown) => codeOf(error) ?? 'failed')));
	expect(answers).not.toContain('connected');
	tell(tried.map((address, index) => `${address.replace(/^\d+\.\d+\.\d+\.\d+$/v, one => one.startsWith('127.') ? one : 'another address')}: ${answers[index]}`).join(', '));
});
