import {expect, test} from 'vitest';
import {explainRefusal} from '../../source/lambda/refusals.js';

test.each([
	['AccessDeniedException: User: arn:aws:iam::111122223333:user/dev is not authorized to perform: lambda:InvokeFunction on resource: arn:aws:lambda:eu-central-1:111122223333:function:f because no identity-based policy allows the lambda:InvokeFunction action', /lacks the IAM action lambda:InvokeFunction: /v],
	['AccessDeniedException: User: arn:aws:iam::111122223333:user/dev is not authorized to perform: lambda:GetLayerVersion on resource: arn:aws:lambda:us-east-1:770693421928:layer:x:1 because no resource-based policy allows the lambda:GetLayerVersion action', /does not share this version with your account, or has deleted it/v],
	['AccessDenied: User: arn:aws:iam::111122223333:user/dev is not authorized to perform: cloudformation:DescribeStacks', /lacks the IAM action cloudformation:DescribeStacks: /v],
	['Could not access the deployment bucket. Make sure you have sufficient permissions to access it.', /lacks the IAM action s3:ListBucket: /v],
	['Could not access objects in the deployment bucket. Make sure you have sufficient permissions to access it.', /lacks the IAM action s3:GetObject: /v],
	['ExpiredTokenException: The security token included in the request is expired', /sign in again/v],
	['InvalidClientTokenId: The security token included in the request is invalid', /access key is unknown/v],
	['SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided.', /secret does not belong/v],
	['SignatureDoesNotMatch: Signature not yet current: 20300101T000000Z is still later than 20261123T000000Z', /clock/v],
	['ThrottlingException: Rate exceeded', /fewer calls/v],
	['ValidationError: Stack:arn:aws:cloudformation:x is in ROLLBACK_COMPLETE state and can not be updated.', /only delete it/v],
	['Error: getaddrinfo ENOTFOUND sts.eu-central-9.amazonaws.com', /spelling of the region/v],
	['Error: connect ECONNREFUSED 127.0.0.1:9', /cannot be reached/v],
	['InternalFailure: We encountered an internal error. Please try again.', /fault on the cloud's side/v],
])('%s', (said, cure) => {
	expect(explainRefusal(said)).toMatch(cure);
});

test('what is not known has no cure', () => {
	expect(explainRefusal('ResourceConflictException: Function already exist: f')).toBeUndefined();
});
