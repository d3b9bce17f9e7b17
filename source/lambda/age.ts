const dayMs = 86_400_000;
/** From here on months are told. */
const manyDays = 60;
const daysOfMonth = 365.25 / 12;

/**
How long ago a day was, in words: `today`, `12 days ago`, `3 months ago`.

@param day As `2026-11-23`; it begins in UTC.
*/
export function ageOf(day: string, now: Date): string {
	const days = Math.floor((now.getTime() - Date.parse(day)) / dayMs);
	if (days < 1) {
		return 'today';
	}

	const [count, unit] = days < manyDays ? [days, 'day'] : [Math.floor(days / daysOfMonth), 'month'];
	return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}
