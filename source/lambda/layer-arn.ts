import {UsageError} from '../engine/errors.js';

/** A layer version by its ARN. */
export type LayerArn = {readonly partition: string; readonly region: string; readonly account: string; readonly name: string; readonly version: number};

/**
The parts of a layer version's ARN in their order, what each must be, and an example.
Source: https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html
*/
const parts = [
	{name: 'beginning', is: /^arn$/v, like: 'arn'},
	{name: 'partition', is: /^aws(?:-[a-z]+)*$/v, like: 'aws'},
	{name: 'service', is: /^lambda$/v, like: 'lambda'},
	{name: 'region', is: /^[a-z]{2}(?:-[a-z]+)+-\d$/v, like: 'us-east-1'},
	{name: 'account', is: /^\d{12}$/v, like: '123456789012'},
	{name: 'kind', is: /^layer$/v, like: 'layer'},
	{name: 'layer name', is: /^[\w\-]{1,140}$/v, like: 'numpy'},
	{name: 'version', is: /^[1-9]\d{0,8}$/v, like: '1'},
] as const;

const example = parts.map(({like}) => like).join(':');

/** True for what is meant as an ARN, well-formed or not; no file's name begins so in practice, and `./arn:…` names one that does. */
export const looksLikeArn = (text: string): boolean => /^arn:/iv.test(text);

/**
Reads a layer version's ARN.

@throws UsageError that names the first part at fault.
*/
export function readLayerArn(text: string): LayerArn {
	const given = text.split(':');
	const wrong = parts.findIndex(({is}, index) => !is.test(given[index] ?? ''));
	const part = parts[wrong];
	const tryThis = `An ARN of a layer version looks like ${example}.`;
	if (part) {
		const value = given[wrong];
		throw new UsageError(value === undefined ? `The ARN ends before its ${part.name}.` : `The ARN's ${part.name} cannot be ${JSON.stringify(value)}.`, {tryThis});
	}

	if (given.length > parts.length) {
		throw new UsageError(`The ARN goes on after its version: ${JSON.stringify(given.slice(parts.length).join(':'))}.`, {tryThis});
	}

	const [, partition = '', , region = '', account = '', , name = '', version = ''] = given;
	return {partition, region, account, name, version: Number(version)};
}
