import {expect, test} from 'vitest';
import {toldApart} from '../../source/lambda/told-apart.js';

const numpy = {distribution: 'numpy-2.2.6', tags: ['cp311-cp311-manylinux_2_17_x86_64', 'cp311-cp311-manylinux2014_x86_64'], isPure: false};
const six = {distribution: 'six-1.17.0', tags: ['py2-none-any', 'py3-none-any'], isPure: true};

test.each([
	['compiled: numpy 2.2.6 (manylinux2014); pure Python: six 1.17.0', [numpy, six]],
	['pure Python: six 1.17.0', [six]],
	['compiled: numpy 2.2.6 (manylinux2014)', [numpy]],
	// Built here: no tag says where else it runs.
	['compiled: demo 1.0 (linux)', [{distribution: 'demo-1.0', tags: ['cp311-cp311-linux_aarch64'], isPure: false}]],
	// Without a compiled file for one platform, and still not pure: its files lie in platlib.
	['compiled: demo 1.0 (any)', [{distribution: 'demo-1.0', tags: ['py3-none-any'], isPure: false}]],
	['compiled: demo 1.0 (manylinux_2_28)', [{distribution: 'demo-1.0', tags: ['py3-none-manylinux_2_28_x86_64'], isPure: true}]],
])('%s', (line, wheels) => {
	expect(toldApart(wheels)).toBe(line);
});
