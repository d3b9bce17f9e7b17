import path from 'node:path';
import process from 'node:process';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {comeBack, commandLine} from '../../source/cli/come-back.js';

afterEach(() => {
	vi.unstubAllEnvs();
});

describe.each([
	['exec', 'npx layer-wizard', 'npx layer-wizard'],
	['start', 'npm start', 'npm start --'],
	['run-script', 'layer-wizard', 'layer-wizard'],
	[undefined, 'layer-wizard', 'layer-wizard'],
])('started by npm as %s', (command, alone, program) => {
	test('the command line is one that can be typed there', () => {
		vi.stubEnv('npm_command', command);
		expect(comeBack(undefined)).toBe(alone);
		expect(comeBack(path.join(process.cwd(), 'layers'))).toBe(`${program} layers`);
		expect(comeBack(path.join(process.cwd(), 'my layers'))).toBe(`${program} 'my layers'`);
		expect(comeBack(path.join(process.cwd(), '-x'))).toBe(`${program} ./-x`);
		expect(comeBack(process.cwd())).toBe(`${program} .`);
		expect(commandLine('shell', 'layers')).toBe(`${program} shell layers`);
	});
});
