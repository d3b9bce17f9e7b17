import process from 'node:process';
import {expect, test} from 'vitest';
import {runtimes} from '../../source/lambda/runtimes.js';
import {findInterpreter} from '../../source/tools/python/interpreter.js';
import {python} from '../support/python.js';

const foreign = runtimes.find(({name}) => name !== python.runtime)?.name ?? '';

test('it says what packing has to know of the machine', async () => {
	const {platform, runtime} = await findInterpreter({target: 'practice', python: python.executable, packages: []});
	expect({platform, runtime: runtime?.name}).toEqual({platform: process.platform, runtime: python.runtime});
});

test('for another runtime: on AWS this Python packs for it, on practice it would have to be it', async () => {
	const wanted = {python: python.executable, runtime: foreign, packages: []};
	const onAws = await findInterpreter({target: 'aws', ...wanted});
	expect(onAws.executable).toBe(python.executable);
	await expect(findInterpreter({target: 'practice', ...wanted})).rejects.toThrow(`not ${foreign}`);
});
