import type {Verdict} from './layer-verdict.js';

/**
What a layer version says that it is compatible with; an empty list says nothing. Its publisher may have written anything there.
Source: https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html
*/
export type Claims = {readonly runtimes: readonly string[]; readonly architectures: readonly string[]};

/** One thing that is said: a runtime on an architecture, or only one of the two where the other is left open. */
export type Claim = {readonly runtime?: string; readonly architecture?: string};

/** What is said and is not so: the layer would run in none of the places that it means. Runtimes without a verdict are left out. */
export function brokenClaims(claims: Claims, verdicts: readonly Verdict[]): readonly Claim[] {
	return claimsIn(claims).filter(({runtime, architecture}) => {
		const meant = verdicts.filter(verdict => (runtime ?? verdict.runtime) === verdict.runtime && (architecture ?? verdict.architecture) === verdict.architecture);
		return meant.length > 0 && meant.every(({faults}) => faults.length > 0);
	});
}

function claimsIn({runtimes, architectures}: Claims): readonly Claim[] {
	return runtimes.length === 0
		? architectures.map(architecture => ({architecture}))
		: runtimes.flatMap(runtime => architectures.length === 0 ? [{runtime}] : architectures.map(architecture => ({runtime, architecture})));
}
