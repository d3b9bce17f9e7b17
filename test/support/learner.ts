import {AttachUserPolicyCommand, CreateAccessKeyCommand, CreatePolicyCommand, CreateUserCommand} from '@aws-sdk/client-iam';
import type {Policy} from '../../source/chapters/policy/policy.js';
import {clients} from './account.js';
import type {Credentials, Emulator} from './emulator.js';

/** Makes an IAM user with a managed policy and nothing else, as an administrator would, and gives it a key. */
export async function learnerWith(policy: Policy, emulator: Emulator, UserName = 'learner'): Promise<Credentials> {
	const {iam} = clients(emulator);
	await iam.send(new CreateUserCommand({UserName}));
	const {Policy: made} = await iam.send(new CreatePolicyCommand({PolicyName: UserName, PolicyDocument: JSON.stringify(policy)}));
	await iam.send(new AttachUserPolicyCommand({UserName, PolicyArn: made?.Arn}));
	const {AccessKey: key} = await iam.send(new CreateAccessKeyCommand({UserName}));
	return {accessKeyId: key?.AccessKeyId ?? '', secretAccessKey: key?.SecretAccessKey ?? ''};
}

/** A policy without one action, in whatever statements it stands. */
export const without = (policy: Policy, action: string): Policy => ({
	...policy,
	Statement: policy.Statement.flatMap(statement => {
		const left = statement.Action.filter(one => one !== action);
		return left.length > 0 ? [{...statement, Action: left}] : [];
	}),
});
