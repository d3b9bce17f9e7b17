import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {handlers} from '../../../source/chapters/policy/handlers.js';
import {derivedOnly, policyFor, recording, type Policy} from '../../../source/chapters/policy/policy.js';
import {scopes, type Place} from '../../../source/chapters/policy/scopes.js';
import {matches} from '../../support/recording.js';

const place: Place = {account: '111122223333', region: 'eu-central-1', stage: 'dev', layerName: undefined};

const allows = (policy: Policy, action: string, resource: string) => policy.Statement.some(statement =>
	statement.Action.includes(action) && statement.Resource.some(pattern => matches(resource, pattern)));

/** ARNs in this region: of this account or of none, and of another one's layers. */
const ours = /^arn:aws:[a-z0-9]+:(?:eu-central-1)?:(?:111122223333)?:.+/v;
const theirs = /^arn:aws:lambda:eu-central-1:\d{12}:layer:.+/v;

describe('the IAM policy', () => {
	test.each<Place>([
		place,
		{...place, account: '*'},
		{account: '111122223333', region: 'us-gov-northwest-1', stage: 'a'.repeat(32), layerName: 'l'.repeat(140)},
	])('fits a managed policy: $region, $stage', where => {
		// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: white space is not counted.
		expect(JSON.stringify(policyFor(where)).length).toBeLessThanOrEqual(6144);
	});

	test('has statements that IAM takes: distinct alphanumeric Sids, actions once, resources of the form of an ARN', () => {
		const {Version, Statement} = policyFor(place);
		expect(Version).toBe('2012-10-17');
		expect(new Set(Statement.map(({Sid}) => Sid)).size).toBe(Statement.length);
		for (const {Sid, Action, Resource} of Statement) {
			expect(Sid).toMatch(/^[A-Za-z0-9]+$/v);
			expect(Action).toEqual([...new Set(Action)].toSorted());
			expect(Action.filter(action => !/^[a-z0-9]+:[A-Z][A-Za-z]+$/v.test(action))).toEqual([]);
			expect(Resource.filter(arn => arn !== '*' && !(Sid === 'PublicLayers' ? theirs : ours).test(arn))).toEqual([]);
		}
	});

	test('lets public layers be read, and nothing else be done to them', () => {
		const statement = policyFor(place).Statement.find(({Sid}) => Sid === 'PublicLayers');
		expect(statement?.Action).toEqual(['lambda:GetLayerVersion']);
		expect(statement?.Resource).toEqual(['arn:aws:lambda:eu-central-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python*-*:*']);
	});

	test('has the whole account only for actions that take no resource', () => {
		const wide = policyFor(place).Statement.filter(({Resource}) => Resource.includes('*'));
		expect(wide.map(({Action, Resource}) => ({Action, Resource}))).toEqual([{
			Action: ['cloudformation:DescribeStacks', 'cloudformation:ValidateTemplate', 'lambda:GetAccountSettings', 'logs:DescribeLogGroups'],
			Resource: ['*'],
		}]);
	});

	test('is for one stage, one region and one account', () => {
		const policy = policyFor(place);
		const stack = 'arn:aws:cloudformation:eu-central-1:111122223333:stack/sls-layers-python-dev/7f1d';
		expect(allows(policy, 'cloudformation:DeleteStack', stack)).toBe(true);
		for (const other of [stack.replace('python-dev', 'python-prod'), stack.replace('central-1', 'west-1'), stack.replace('111122223333', '444455556666')]) {
			expect(allows(policy, 'cloudformation:DeleteStack', other), other).toBe(false);
		}

		expect(allows(policy, 'iam:CreateRole', 'arn:aws:iam::111122223333:role/sls-layers-python-dev-eu-central-1-lambdaRole')).toBe(true);
		expect(allows(policy, 'iam:CreateRole', 'arn:aws:iam::111122223333:role/administrator')).toBe(false);
		expect(allows(policy, 'lambda:InvokeFunction', 'arn:aws:lambda:eu-central-1:111122223333:function:sls-layers-python-dev-hello')).toBe(true);
		expect(allows(policy, 'lambda:InvokeFunction', 'arn:aws:lambda:eu-central-1:111122223333:function:payments')).toBe(false);
		const named = policyFor({...place, layerName: 'shared'});
		expect(allows(named, 'lambda:PublishLayerVersion', 'arn:aws:lambda:eu-central-1:111122223333:layer:shared')).toBe(true);
		expect(allows(named, 'lambda:PublishLayerVersion', 'arn:aws:lambda:eu-central-1:111122223333:layer:other')).toBe(false);
	});

	test('passes the function\'s role to Lambda and to nobody else', () => {
		const passing = policyFor(place).Statement.filter(({Action}) => Action.includes('iam:PassRole'));
		expect(passing).toMatchObject([{
			Action: ['iam:PassRole'],
			Resource: ['arn:aws:iam::111122223333:role/sls-layers-python-dev-eu-central-1-lambdaRole'],
			Condition: {StringEquals: {'iam:PassedToService': 'lambda.amazonaws.com'}},
		}]);
	});

	test.each([
		['dev', 'sls-layers-python-dev-serverlessdeploymentbucket-1entzeedx2d7e', true],
		// 63 characters at most: both names are cut.
		['dev', 'sls-layers-python-requir-serverlessdeploymentbuck-1p6f52dnzsq77', true],
		['Feature-Branch', 'sls-layers-python-featur-serverlessdeploymentbuck-1p6f52dnzsq77', true],
		['prod-e', 'sls-layers-python-prod-e-serverlessdeploymentbuck-1p6f52dnzsq77', true],
		['dev', 'sls-layers-python-prod-serverlessdeploymentbucket-1entzeedx2d7e', false],
		['dev', 'sls-layers-python-dev-data', false],
	])('stage %s, bucket %s: %s', (stage, bucket, isOwn) => {
		const policy = policyFor({...place, stage});
		expect(allows(policy, 's3:DeleteBucket', `arn:aws:s3:::${bucket}`)).toBe(isOwn);
		expect(allows(policy, 's3:PutObject', `arn:aws:s3:::${bucket}/serverless/x.zip`)).toBe(isOwn);
	});

	test.each([['eu-central-1', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov']])('in %s the partition is %s', (region, partition) => {
		expect(scopes.stacks({...place, region})[0]).toBe(`arn:${partition}:cloudformation:${region}:111122223333:stack/sls-layers-python-dev/*`);
	});

	test('knows what CloudFormation does for every type that was deployed, and no other', () => {
		expect(handlers.map(({type}) => type).toSorted()).toEqual(recording.resourceTypes.toSorted());
	});

	test('docs/aws.md names exactly the actions that no test can prove', () => {
		const listed = /schemas and proven by no test:\n\n```text\n(?<actions>[^`]*)```/v.exec(readFileSync('docs/aws.md', 'utf8'))?.groups?.actions;
		expect(listed?.trim().split('\n')).toEqual(derivedOnly());
	});
});
