import type {Scope} from './scopes.js';

/** What CloudFormation does as the caller for one type of resource. */
export type Handler = {
	readonly type: string;
	readonly actions: Readonly<Partial<Record<Scope, readonly string[]>>>;
};

/**
The actions with which CloudFormation creates, reads, updates and deletes what is in the stacks, tags included.
Source: the handlers in each type's schema (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html,
`aws cloudformation describe-type --type RESOURCE --type-name …`), without those for properties that the templates do not have.
*/
export const handlers: readonly Handler[] = [
	{
		// The stack itself is made by calls that were recorded; only its tag is extra.
		type: 'AWS::CloudFormation::Stack',
		actions: {stacks: ['cloudformation:TagResource']},
	},
	{
		type: 'AWS::S3::Bucket',
		actions: {buckets: ['s3:CreateBucket', 's3:DeleteBucket', 's3:PutBucketTagging', 's3:PutEncryptionConfiguration']},
	},
	{
		type: 'AWS::S3::BucketPolicy',
		actions: {buckets: ['s3:DeleteBucketPolicy', 's3:GetBucketPolicy', 's3:PutBucketPolicy']},
	},
	{
		type: 'AWS::Lambda::LayerVersion',
		// The zip is read from the deployment bucket as the caller.
		actions: {layers: ['lambda:DeleteLayerVersion', 'lambda:GetLayerVersion', 'lambda:PublishLayerVersion'], objects: ['s3:GetObject']},
	},
	{
		type: 'AWS::Logs::LogGroup',
		actions: {
			everything: ['logs:DescribeLogGroups'],
			logGroups: ['logs:CreateLogGroup', 'logs:DeleteLogGroup', 'logs:ListTagsForResource', 'logs:TagResource', 'logs:UntagResource'],
		},
	},
	{
		type: 'AWS::IAM::Role',
		actions: {
			roles: [
				'iam:CreateRole',
				'iam:DeleteRole',
				'iam:DeleteRolePolicy',
				'iam:GetRole',
				'iam:GetRolePolicy',
				'iam:ListAttachedRolePolicies',
				'iam:ListRolePolicies',
				'iam:PutRolePolicy',
				'iam:TagRole',
				'iam:UntagRole',
				'iam:UpdateAssumeRolePolicy',
			],
		},
	},
	{
		type: 'AWS::Lambda::Function',
		actions: {
			functions: [
				'lambda:CreateFunction',
				'lambda:DeleteFunction',
				'lambda:GetFunction',
				'lambda:GetFunctionCodeSigningConfig',
				'lambda:GetFunctionConfiguration',
				'lambda:GetFunctionRecursionConfig',
				'lambda:GetRuntimeManagementConfig',
				'lambda:ListTags',
				'lambda:TagResource',
				'lambda:UntagResource',
				'lambda:UpdateFunctionCode',
				'lambda:UpdateFunctionConfiguration',
			],
			layers: ['lambda:GetLayerVersion'],
			objects: ['s3:GetObject'],
			passedRoles: ['iam:PassRole'],
		},
	},
	{
		type: 'AWS::Lambda::Version',
		actions: {functions: ['lambda:DeleteFunction', 'lambda:GetFunctionConfiguration', 'lambda:ListVersionsByFunction', 'lambda:PublishVersion']},
	},
];
