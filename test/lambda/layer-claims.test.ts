import {expect, test} from 'vitest';
import {brokenClaims, type Claim, type Claims} from '../../source/lambda/layer-claims.js';
import type {Verdict} from '../../source/lambda/layer-verdict.js';

/** A layer that runs in python3.13 on x86_64 alone. */
const verdicts: readonly Verdict[] = [
	{runtime: 'python3.13', architecture: 'x86_64', faults: []},
	{runtime: 'python3.13', architecture: 'arm64', faults: ['one']},
	{runtime: 'python3.12', architecture: 'x86_64', faults: ['one']},
	{runtime: 'python3.12', architecture: 'arm64', faults: ['one']},
];

test.each<readonly [string, Claims, readonly Claim[]]>([
	['what is so', {runtimes: ['python3.13'], architectures: ['x86_64']}, []],
	['one runtime and one architecture too many', {runtimes: ['python3.13', 'python3.12'], architectures: ['x86_64', 'arm64']}, [
		{runtime: 'python3.13', architecture: 'arm64'}, {runtime: 'python3.12', architecture: 'x86_64'}, {runtime: 'python3.12', architecture: 'arm64'},
	]],
	['runtimes alone', {runtimes: ['python3.13', 'python3.12'], architectures: []}, [{runtime: 'python3.12'}]],
	['architectures alone', {runtimes: [], architectures: ['x86_64', 'arm64']}, [{architecture: 'arm64'}]],
	['nothing', {runtimes: [], architectures: []}, []],
	['a runtime that is not judged', {runtimes: ['python3.8', 'nodejs22.x'], architectures: ['arm64']}, []],
])('of a layer that says %s', (_, claims, broken) => {
	expect(brokenClaims(claims, verdicts)).toEqual(broken);
});
