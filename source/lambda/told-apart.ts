import type {Wheel} from './wheels.js';

/** Tells compiled packages from pure Python in one line: `compiled: numpy 2.2.6 (manylinux2014); pure Python: six 1.17`. */
export function toldApart(wheels: readonly Wheel[]): string {
	const compiled = wheels.filter(wheel => !isPurePython(wheel)).map(wheel => `${spoken(wheel)} (${platformOf(wheel)})`);
	const pure = wheels.filter(wheel => isPurePython(wheel)).map(wheel => spoken(wheel));
	return [
		...(compiled.length > 0 ? [`compiled: ${compiled.join(', ')}`] : []),
		...(pure.length > 0 ? [`pure Python: ${pure.join(', ')}`] : []),
	].join('; ');
}

/** Its tags decide: a wheel for one platform is compiled even where it says that it is pure. */
const isPurePython = ({isPure, tags}: Wheel): boolean => isPure && tags.every(tag => tag.endsWith('-any'));

/** `numpy-2.2.6` as `numpy 2.2.6`; a wheel's name and version have no other hyphen (PEP 427). */
const spoken = ({distribution}: Wheel): string => distribution.replace('-', ' ');

/** The platform without its machine; of several names for one, the last. */
function platformOf({tags}: Wheel): string {
	const platform = tags.at(-1)?.split('-').at(-1) ?? 'no tag';
	return platform.replace(/_(?:x86_64|aarch64|arm64|universal2)$/v, '');
}
