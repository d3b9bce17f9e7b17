import {describe, expect, test} from 'vitest';
import {latestEvents, newestEvents, progressOf, shortType, stackEvent} from '../../../../source/frontends/tui/pictures/stack-events.js';

const told = (status: string, resource: string, type = 'AWS::S3::Bucket') => `  ${status} - ${type} - ${resource}`;

describe('stackEvent', () => {
	test('what sls prints', () => {
		expect(stackEvent('  CREATE_IN_PROGRESS - AWS::S3::BucketPolicy - ServerlessDeploymentBucketPolicy')).toEqual({status: 'CREATE_IN_PROGRESS', type: 'AWS::S3::BucketPolicy', resource: 'ServerlessDeploymentBucketPolicy'});
	});

	test.each(['', 'Creating new change set', 'Uploading service pythonRequirements.zip file to S3 (17 MB)', '  hello: sls-layers-python-dev-hello (437 B)', 'a - b - c', 'CREATE - AWS::S3::Bucket - A'])('not %j', line => {
		expect(stackEvent(line)).toBeUndefined();
	});
});

test('the latest of each, in the order of first appearance', () => {
	const lines = [told('CREATE_IN_PROGRESS', 'A'), 'Uploading', told('CREATE_IN_PROGRESS', 'B'), told('CREATE_COMPLETE', 'A'), told('CREATE_IN_PROGRESS', 'A', 'AWS::SNS::Topic')];
	expect(latestEvents(lines).map(({status, type, resource, line}) => [resource, shortType({status, type, resource}), status, line])).toEqual([
		['A', 'S3 Bucket', 'CREATE_COMPLETE', 3],
		['B', 'S3 Bucket', 'CREATE_IN_PROGRESS', 2],
		['A', 'SNS Topic', 'CREATE_IN_PROGRESS', 4],
	]);
});

test.each([
	['CREATE_IN_PROGRESS', 'running'],
	['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'running'],
	['UPDATE_COMPLETE', 'done'],
	['DELETE_SKIPPED', 'done'],
	['CREATE_FAILED', 'failed'],
	['UPDATE_ROLLBACK_IN_PROGRESS', 'failed'],
	['ROLLBACK_COMPLETE', 'failed'],
] as const)('%s is %s', (status, progress) => {
	expect(progressOf({status, type: 'AWS::S3::Bucket', resource: 'A'})).toBe(progress);
});

test('types of one\'s own keep their name', () => {
	expect(shortType({status: 'CREATE_COMPLETE', type: 'Custom::Thing', resource: 'A'})).toBe('Custom Thing');
});

test('where there is little room, what was told last stays', () => {
	const events = latestEvents([told('CREATE_IN_PROGRESS', 'A'), told('CREATE_IN_PROGRESS', 'B'), told('CREATE_IN_PROGRESS', 'C'), told('CREATE_COMPLETE', 'A')]);
	const names = (count: number) => newestEvents(events, count).map(({resource}) => resource);
	expect(names(2)).toEqual(['A', 'C']);
	expect(names(9)).toEqual(['A', 'B', 'C']);
	expect(names(0)).toEqual([]);
	expect(names(-1)).toEqual([]);
});
