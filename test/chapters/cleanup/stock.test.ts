import {once} from 'node:events';
import {mkdirSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import {CloudFormationClient} from '@aws-sdk/client-cloudformation';
import {expect, onTestFinished, test} from 'vitest';
import {z} from 'zod';
import {cleanNote, mostLookedUp, notedStacks, sinceClean, stackNote} from '../../../source/chapters/cleanup/notes.js';
import {isAtRest, reasonOf} from '../../../source/chapters/cleanup/stack-removal.js';
import {madeIn} from '../../../source/chapters/cleanup/stock.js';
import {workspaceAt} from '../../../source/chapters/workspace.js';
import {writeLine} from '../../../source/engine/journal-line.js';
import {stackContentCalls, type StackEvent} from '../../../source/targets/api/stack-contents.js';
import {temporaryDirectory} from '../../support/directory.js';

test('a stack can be deleted once CloudFormation is not at work on it; a change set that nobody executed is no work', () => {
	const states = ['CREATE_COMPLETE', 'ROLLBACK_COMPLETE', 'DELETE_FAILED', 'UPDATE_ROLLBACK_FAILED', 'REVIEW_IN_PROGRESS', 'CREATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE_IN_PROGRESS'];
	expect(states.filter(state => isAtRest(state))).toEqual(states.slice(0, 5));
});

test('the reason is each resource\'s own; the stack\'s count of them only where there is no other', () => {
	const event = (name: string, type: string, reason?: string): StackEvent => ({id: name, name, type, status: 'DELETE_FAILED', reason, thing: undefined});
	const stack = event('mine', 'AWS::CloudFormation::Stack', 'The following resource(s) failed to delete: [Role, Bucket].');
	expect(reasonOf([event('Role', 'AWS::IAM::Role', 'must detach all policies first.'), event('Bucket', 'AWS::S3::Bucket'), stack], {name: 'mine'})).toBe('Role: must detach all policies first.; Bucket: DELETE_FAILED');
	expect(reasonOf([stack], {name: 'mine'})).toBe('The following resource(s) failed to delete: [Role, Bucket]');
});

test('what was made before the cloud was clean is no longer the workspace\'s own', () => {
	const at = '2026-11-23T00:00:00.000Z';
	const entry = (type: string, id: string, value: unknown) => ({v: 1 as const, at, type, id, value});
	const before = [entry('fact', 'layer.arn', 'one'), entry('note', 'ship.deploy', 'x')];
	const after = [entry('fact', 'layer.arn', 'two')];
	expect(sinceClean(before)).toEqual(before);
	expect(sinceClean([...before, entry('note', cleanNote, true), ...after])).toEqual(after);
	expect(sinceClean([...before, entry('note', cleanNote, true)])).toEqual([]);
});

test('a stack made what its events call complete; a name that it did not get is somebody else\'s', () => {
	const event = (status: string, id: string): StackEvent => ({id: `${status} ${id}`, name: 'Logs', type: 'AWS::Logs::LogGroup', status, reason: undefined, thing: {kind: 'logGroup', id}});
	const states = ['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE', 'DELETE_SKIPPED'];
	expect(madeIn(states.map(status => event(status, status)))).toEqual([{kind: 'logGroup', id: 'CREATE_COMPLETE'}, {kind: 'logGroup', id: 'UPDATE_COMPLETE'}]);
	expect(madeIn([{...event('CREATE_COMPLETE', ''), thing: undefined}])).toEqual([]);
});

test('a stack does not hold what it lists as failed or deleted', async () => {
	const states = ['CREATE_FAILED', 'CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_COMPLETE', 'DELETE_FAILED', 'UPDATE_FAILED'];
	const members = states.map(state => `<member><ResourceType>AWS::S3::Bucket</ResourceType><PhysicalResourceId>${state}</PhysicalResourceId><ResourceStatus>${state}</ResourceStatus></member>`);
	const server = createServer((_, response) => {
		response.end(`<ListStackResourcesResponse><ListStackResourcesResult><StackResourceSummaries>${members.join('')}</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>`);
	});
	onTestFinished(() => {
		server.close();
	});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	const address = z.object({port: z.number()}).parse(server.address());
	const client = new CloudFormationClient({region: 'us-east-1', endpoint: `http://127.0.0.1:${address.port}`, credentials: {accessKeyId: 'a', secretAccessKey: 'b'}});
	onTestFinished(() => {
		client.destroy();
	});
	const things = await stackContentCalls(client).things('a-stack');
	expect(things.map(({id}) => id)).toEqual(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'DELETE_FAILED', 'UPDATE_FAILED']);
});

test('of noted stack ids only those of this account and region are looked up, each once, and not any number', () => {
	const workspace = workspaceAt(temporaryDirectory());
	mkdirSync(workspace.state);
	const id = (name: string, place = 'eu-central-1:111122223333') => `arn:aws:cloudformation:${place}:stack/${name}/0f1e-2d3c`;
	const lines = (ids: readonly unknown[]) => ids.map(value => writeLine({v: 1, at: '', type: 'note', id: stackNote, value})).join('');
	const noted = () => notedStacks({workspace, cloud: {account: '111122223333', region: 'eu-central-1'}});
	writeFileSync(workspace.journal, lines([id('one'), id('two'), id('one'), id('three', 'us-east-1:111122223333'), id('four', 'eu-central-1:444455556666'), 'one', `${id('five')}:x`, id('six/x'), '', 7, [id('seven')], {}]));
	expect(noted()).toEqual([id('one'), id('two'), id('seven')]);
	writeFileSync(workspace.journal, lines(Array.from({length: 1000}, (_, index) => id(`n${index}`))));
	expect(noted()).toHaveLength(mostLookedUp);
});
