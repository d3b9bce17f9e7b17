import {expect, test} from 'vitest';
import {isAtRest, reasonOf} from '../../../source/chapters/cleanup/stack-removal.js';
import {cleanNote, sinceClean} from '../../../source/chapters/cleanup/stock.js';
import type {StackEvent} from '../../../source/targets/api/stack-contents.js';

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
