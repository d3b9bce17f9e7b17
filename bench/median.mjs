/** The middle of the numbers. */
export function median(numbers) {
	const sorted = numbers.toSorted((one, other) => one - other);
	const half = sorted.length / 2;
	return (sorted[Math.floor(half)] + sorted[Math.ceil(half) - 1]) / 2;
}
