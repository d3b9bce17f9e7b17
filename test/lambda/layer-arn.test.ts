import {expect, test} from 'vitest';
import {looksLikeArn, readLayerArn} from '../../source/lambda/layer-arn.js';

test('the parts of a layer version\'s ARN', () => {
	expect(readLayerArn('arn:aws-us-gov:lambda:us-gov-west-1:123456789012:layer:num_py-2:17')).toEqual({
		partition: 'aws-us-gov', region: 'us-gov-west-1', account: '123456789012', name: 'num_py-2', version: 17,
	});
});

test.each<readonly [string, string]>([
	['ARN:aws:lambda:us-east-1:123456789012:layer:numpy:1', 'The ARN\'s beginning cannot be "ARN".'],
	['arn:amazon:lambda:us-east-1:123456789012:layer:numpy:1', 'The ARN\'s partition cannot be "amazon".'],
	['arn:aws:s3:us-east-1:123456789012:layer:numpy:1', 'The ARN\'s service cannot be "s3".'],
	['arn:aws:lambda:virginia:123456789012:layer:numpy:1', 'The ARN\'s region cannot be "virginia".'],
	['arn:aws:lambda::123456789012:layer:numpy:1', 'The ARN\'s region cannot be "".'],
	['arn:aws:lambda:us-east-1:12345678901:layer:numpy:1', 'The ARN\'s account cannot be "12345678901".'],
	['arn:aws:lambda:us-east-1:123456789012:function:numpy:1', 'The ARN\'s kind cannot be "function".'],
	['arn:aws:lambda:us-east-1:123456789012:layer:num py:1', 'The ARN\'s layer name cannot be "num py".'],
	['arn:aws:lambda:us-east-1:123456789012:layer:numpy', 'The ARN ends before its version.'],
	['arn:aws:lambda:us-east-1:123456789012:layer:numpy:0', 'The ARN\'s version cannot be "0".'],
	['arn:aws:lambda:us-east-1:123456789012:layer:numpy:latest', 'The ARN\'s version cannot be "latest".'],
	['arn:aws:lambda:us-east-1:123456789012:layer:numpy:1:2', 'The ARN goes on after its version: "2".'],
	['arn:aws', 'The ARN ends before its service.'],
])('%s', (text, message) => {
	expect(looksLikeArn(text)).toBe(true);
	expect(() => readLayerArn(text)).toThrow(expect.objectContaining({message, exitCode: 2}));
});

test('a path is no ARN', () => {
	expect(['./arn:x', 'layer.zip', 'warn:aws', String.raw`C:\layer.zip`].filter(text => looksLikeArn(text))).toEqual([]);
});
