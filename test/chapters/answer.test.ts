import {expect, test} from 'vitest';
import {resultIn} from '../../source/chapters/answer.js';

const result = '{\n    "statusCode": 200,\n    "modules": {\n        "six": "/six.py"\n    }\n}';

test.each([
	['the result alone', result, result],
	['a package that prints when it is imported, JSON too', `a warning\n{\n"not": "this"\n}\n{} {\n${result}\n\n`, result],
	['a handler that returns a text', '"hello"\n', '"hello"'],
	['nothing', '', ''],
])('the result in what a local run prints: %s', (_, printed, expected) => {
	expect(resultIn(printed)).toBe(expected);
});
