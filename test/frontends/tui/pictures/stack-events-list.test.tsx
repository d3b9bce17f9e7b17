import {afterEach, expect, test, vi} from 'vitest';
import {StackEvents} from '../../../../source/frontends/tui/pictures/stack-events-list.js';
import {fittingRows} from '../support/fits.js';
import {show} from '../support/frame.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

/** As a deploy prints it, with a version's name as long as they are. */
const lines = [
	'Executing created change set',
	'  UPDATE_IN_PROGRESS - AWS::CloudFormation::Stack - sls-layers-python-dev',
	'  UPDATE_IN_PROGRESS - AWS::Logs::LogGroup - HelloLogGroup',
	'  UPDATE_COMPLETE - AWS::Logs::LogGroup - HelloLogGroup',
	'  UPDATE_FAILED - AWS::IAM::Role - IamRoleLambdaExecution',
	'  UPDATE_IN_PROGRESS - AWS::Lambda::Version - HelloLambdaVersionkgAYsQbLa412w3RVn0fo9k5t1rloE2DvPF6bKFmA',
];

test('a mark, the type, the name and the status at 80 columns', () => {
	expect(fittingRows(show(<StackEvents lines={lines} columns={80} rows={10}/>), 80, 10)).toEqual([
		'● CloudFormation Stack  sls-layers-python-dev                 UPDATE_IN_PROGRESS',
		'✓ Logs LogGroup         HelloLogGroup                         UPDATE_COMPLETE',
		'✗ IAM Role              IamRoleLambdaExecution                UPDATE_FAILED',
		'● Lambda Version        HelloLambdaVersio…5t1rloE2DvPF6bKFmA  UPDATE_IN_PROGRESS',
	]);
});

test('a mark, the type and the name at 60 columns', () => {
	expect(fittingRows(show(<StackEvents lines={lines} columns={60} rows={10}/>, 60), 60, 10)).toEqual([
		'● CloudFormation Stack  sls-layers-python-dev',
		'✓ Logs LogGroup         HelloLogGroup',
		'✗ IAM Role              IamRoleLambdaExecution',
		'● Lambda Version        HelloLambdaVersio…5t1rloE2DvPF6bKFmA',
	]);
});

test.each([80, 60, 20])('wide names are cut at %i columns', columns => {
	const wide = [`  CREATE_COMPLETE - AWS::S3::Bucket - ${'存储桶😀'.repeat(12)}`, '  CREATE_COMPLETE - Custom::NotificationConfigurationOfAllBuckets - Other'];
	const rows = fittingRows(show(<StackEvents lines={wide} columns={columns} rows={10}/>, columns), columns, 2);
	expect(rows[0]).toMatch(/^✓ S3 .*存.*…/v);
});

test('what changed last is kept in two rows', () => {
	const rows = fittingRows(show(<StackEvents lines={[...lines, '  UPDATE_COMPLETE - AWS::CloudFormation::Stack - sls-layers-python-dev']} columns={60} rows={2}/>, 60), 60, 2);
	expect(rows).toEqual([expect.stringMatching(/^✓ CloudFormation Stack/v), expect.stringMatching(/^● Lambda Version/v)]);
});

test('nothing before the first event', () => {
	expect(show(<StackEvents lines={lines.slice(0, 1)} columns={60} rows={2}/>, 60).lastFrame()).toBe('');
});

test('a screen reader gets words for the marks', () => {
	vi.stubEnv('INK_SCREEN_READER', 'true');
	expect(show(<StackEvents lines={lines} columns={60} rows={3}/>, 60).lastFrame()).toBe([
		'Logs LogGroup HelloLogGroup: done',
		'IAM Role IamRoleLambdaExecution: failed',
		'Lambda Version HelloLambdaVersionkgAYsQbLa412w3RVn0fo9k5t1rloE2DvPF6bKFmA: in progress',
	].join('\n'));
});
