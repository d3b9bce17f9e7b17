import {CloudError, messageOf} from '../../engine/errors.js';
import {explainRefusal} from '../../lambda/refusals.js';

/**
Awaits a call of the AWS SDK.

@param action The call's IAM action, e.g. `lambda:InvokeFunction`.
@throws CloudError that names the action and says what to do about the cloud's answer.
*/
export async function refusals<Answer>(action: string, request: Promise<Answer>): Promise<Answer> {
	try {
		return await request;
	} catch (error) {
		const name = error instanceof Error ? `${error.name}: ` : '';
		const said = `${name}${messageOf(error)}`;
		throw new CloudError(`The cloud refused ${action}: ${said}`, {tryThis: explainRefusal(said), cause: error});
	}
}

/** A call's answer, or undefined where the cloud says that there is no such thing. */
export async function unlessMissing<Answer>(request: Promise<Answer>, missing: RegExp): Promise<Answer | undefined> {
	try {
		return await request;
	} catch (error) {
		if (missing.test(messageOf(error))) {
			return undefined;
		}

		throw error;
	}
}
