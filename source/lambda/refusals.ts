/** What to do about what AWS says, most telling first; `$<name>` stands for what the pattern found. */
const cures: ReadonlyArray<{readonly pattern: RegExp; readonly cure: string}> = [
	{
		// What Lambda says of a layer version of another account, also of one that is no more: https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html
		pattern: /no resource-based policy allows the lambda:GetLayerVersion action/v,
		cure: 'Its publisher does not share this version with your account, or has deleted it: look for a newer one, or ask for it to be shared.',
	},
	{
		// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
		pattern: /not authorized to perform: (?<action>[\w\-]+:\w+)(?: on resource: (?<resource>\S+))?/v,
		cure: 'This identity lacks the IAM action $<action>: ask whoever administers the account for it. layer-wizard policy prints all that the walkthrough needs.',
	},
	{
		// Serverless's words for what S3 denies.
		pattern: /Could not access the deployment bucket/v,
		cure: 'This identity lacks the IAM action s3:ListBucket: ask whoever administers the account for it. layer-wizard policy prints all that the walkthrough needs.',
	},
	{
		pattern: /Could not access objects in the deployment bucket/v,
		cure: 'This identity lacks the IAM action s3:GetObject: ask whoever administers the account for it. layer-wizard policy prints all that the walkthrough needs.',
	},
	{
		pattern: /ExpiredToken|RequestExpired|token (?:included in the request )?is expired|session (?:associated with this profile )?has expired/iv,
		cure: 'The session is over: sign in again (aws sso login, or new keys), then run the same command again.',
	},
	{
		pattern: /InvalidClientTokenId|UnrecognizedClient|security token included in the request is invalid/v,
		cure: 'The access key is unknown to AWS: it was deleted or mistyped, or the region is not enabled in this account. Look at the profile and at --region.',
	},
	{
		pattern: /RequestTimeTooSkewed|Signature (?:not yet current|expired)/v,
		cure: 'The clock of this machine is wrong: set it, then run the same command again.',
	},
	{
		pattern: /SignatureDoesNotMatch|signature we calculated does not match/v,
		cure: 'The secret does not belong to the access key: set both again in the profile.',
	},
	{
		pattern: /Throttl|TooManyRequests|Rate exceeded/v,
		cure: 'AWS asks for fewer calls: wait a minute, then run the same command again.',
	},
	{
		pattern: /ROLLBACK_COMPLETE state and can ?not be updated/v,
		cure: 'Its first deployment failed, and CloudFormation can only delete it: run the same command again, it offers to.',
	},
	{
		pattern: /ENOTFOUND|EAI_AGAIN/v,
		cure: 'The address is not known: look at the network, and at the spelling of the region and of the endpoint.',
	},
	{
		pattern: /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ETIMEDOUT|TimeoutError|socket hang up/v,
		cure: 'The cloud cannot be reached: look at the network, at proxies, and at the endpoint. Then run the same command again.',
	},
	{
		pattern: /InternalFailure|InternalError|ServiceUnavailable|ServiceException|\b50[0-4]\b/v,
		cure: 'That is a fault on the cloud\'s side: wait a minute, then run the same command again.',
	},
];

/** What a person can do about the cloud's words; undefined when they are not known. */
export function explainRefusal(said: string): string | undefined {
	const row = cures.find(({pattern}) => pattern.test(said));
	const groups = row?.pattern.exec(said)?.groups ?? {};
	return row?.cure.replaceAll(/\$<(?<name>\w+)>/gv, (_, name: string) => groups[name] ?? '');
}
