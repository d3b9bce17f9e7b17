import {defaultProvider} from '@aws-sdk/credential-provider-node';
import {CloudError, messageOf, UsageError} from '../../engine/errors.js';
import {secrets} from '../../engine/secrets.js';
import type {CredentialProvider} from '../api.js';
import {AbortableHandler} from '../api/abortable-handler.js';

export type CredentialSource = {
	/** Undefined: the SDK's own order, from the environment to the machine's role. */
	readonly profile: string | undefined;
	/** Asks for the code of a profile's second factor. */
	readonly mfaCode: (device: string) => Promise<string>;
	/** Aborts what is asked of a portal or of STS. */
	readonly signal: AbortSignal;
};

/** The sign-in of a profile is over; `aws sso login` begins a new one. */
export class SignInOver extends CloudError {
	readonly profile: string | undefined;

	constructor(profile: string | undefined, cause: unknown) {
		super(`The sign-in of ${profile === undefined ? 'the default AWS profile' : `the AWS profile ${JSON.stringify(profile)}`} is over: ${sentence(cause)}`, {
			tryThis: `Sign in again: ${loginCommand(profile).join(' ')}. Then run the same command again.`,
			cause,
		});
		this.profile = profile;
	}
}

/** The command that signs in again, for profiles of AWS's single sign-on. */
export const loginCommand = (profile: string | undefined): readonly [string, ...string[]] => ['aws', 'sso', 'login', ...(profile === undefined ? [] : ['--profile', profile])];

/** What the SDK says when a person has to sign in again. */
const signInOver = /aws sso login|aws login|Session token not found or invalid/v;

function unsaid(): void {
	// Nothing that the SDK has to say beside its errors belongs on the screen.
}

const silent = {debug: unsaid, info: unsaid, warn: unsaid, error: unsaid} as const;

/**
Gives keys by the SDK's own chain: environment, profiles, single sign-on, a process, a container's or a machine's role.
Rule: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html

@returns What throws SignInOver when a sign-in is over, and UsageError when there are no keys or the profile does not give any.
*/
export function credentialsFrom({profile, mfaCode, signal}: CredentialSource): CredentialProvider {
	const asking = {requestHandler: new AbortableHandler(signal)};
	const provide = defaultProvider({...(profile !== undefined && {profile}), mfaCodeProvider: mfaCode, logger: silent, clientConfig: asking, parentClientConfig: asking});
	return async () => {
		try {
			const {accessKeyId, secretAccessKey, sessionToken} = await provide();
			secrets.learnFrom({AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken});
			return {accessKeyId, secretAccessKey, ...(sessionToken !== undefined && {sessionToken})};
		} catch (error) {
			if (signInOver.test(messageOf(error))) {
				throw new SignInOver(profile, error);
			}

			if (error instanceof UsageError) {
				throw error;
			}

			throw new UsageError(`No AWS credentials: ${sentence(error)}`, {
				tryThis: 'Name a profile with --profile, set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in: aws sso login.',
				cause: error,
			});
		}
	};
}

function sentence(error: unknown): string {
	const [first = ''] = messageOf(error).split('\n', 1);
	return first.endsWith('.') ? first : `${first}.`;
}
