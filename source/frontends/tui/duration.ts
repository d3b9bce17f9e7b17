/** How long something took, to a tenth of a second: `12.3 s`. */
export function took(milliseconds: number): string {
	return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** How long something has been running, in whole seconds: `12 s`, `2 min 05 s`. */
export function running(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
