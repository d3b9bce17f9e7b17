import {expect, test} from 'vitest';
import {readAnswer, resultIn} from '../../source/chapters/answer.js';

const result = '{\n    "statusCode": 200,\n    "modules": {\n        "six": "/six.py"\n    }\n}';

test.each([
	['the result alone', result, result],
	['a package that prints when it is imported, JSON too', `a warning\n{\n"not": "this"\n}\n{} {\n${result}\n\n`, result],
	['a handler that returns a text', '"hello"\n', '"hello"'],
	['nothing', '', ''],
])('the result in what a local run prints: %s', (_, printed, expected) => {
	expect(resultIn(printed)).toBe(expected);
});

test('an answer is read', () => {
	const answer = {statusCode: 200, body: 'six 1.17.0', modules: {six: '/opt/python/six.py'}};
	expect(readAnswer(JSON.stringify(answer))).toEqual(answer);
});

test.each(['{"statusCode": 500, "body": "", "modules": {}}', '{"statusCode": 200, "modules": {}}', '{"statusCode": 200, "body": "", "modules": {"six": 1}}', '{"statusCode": 200, "body": "", "modules": []}', 'null', '"hello"', 'not JSON'])('%s is none', payload => {
	expect(readAnswer(payload)).toBeUndefined();
});
