import {LambdaServiceException} from '@aws-sdk/client-lambda';
import {describe, expect, test} from 'vitest';
import {reactionIn, reactionTo} from '../../source/chapters/experiments/reaction.js';
import {CloudError} from '../../source/engine/errors.js';
import {refusals} from '../../source/targets/api/refusals.js';

const answered = (fault: 'client' | 'server') => new LambdaServiceException({name: 'InvalidParameterValueException', message: 'Too much.', $fault: fault, $metadata: {}});

describe('what a cloud does with a call', () => {
	test('it takes it', async () => {
		expect(await reactionTo(async () => undefined)).toEqual({kind: 'takes', words: ''});
	});

	test('it refuses it, in its own words', async () => {
		expect(await reactionTo(async () => refusals('lambda:CreateFunction', Promise.reject(answered('client'))))).toEqual({kind: 'refuses', words: 'InvalidParameterValueException: Too much.', refusal: expect.any(CloudError)});
	});

	test.each([
		['a fault of the cloud itself', answered('server')],
		['a cloud that cannot be reached', Object.assign(new Error('connect ECONNREFUSED'), {code: 'ECONNREFUSED'})],
	])('%s is no refusal', async (_, error) => {
		await expect(reactionTo(async () => refusals('lambda:CreateFunction', Promise.reject(error)))).rejects.toThrow(CloudError);
	});
});

test.each([
	['an answer', {payload: '"It works."', log: '', functionError: undefined}, {kind: 'takes', words: '"It works."'}],
	['a runtime\'s report', {payload: '{"errorMessage":"No module named \'x\'","errorType":"Runtime.ImportModuleError"}', log: '', functionError: 'Unhandled'}, {kind: 'fails', words: 'Runtime.ImportModuleError: No module named \'x\''}],
	['a report without a type', {payload: '{"errorMessage":"It timed out."}', log: '', functionError: 'Unhandled'}, {kind: 'fails', words: 'It timed out.'}],
	['what is no report', {payload: 'signal: killed', log: '', functionError: 'Unhandled'}, {kind: 'fails', words: 'signal: killed'}],
])('a function that gives %s', (_, invocation, reaction) => {
	expect(reactionIn(invocation)).toEqual(reaction);
});
