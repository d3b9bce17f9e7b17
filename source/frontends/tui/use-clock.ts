import {useEffect, useState} from 'react';
import {useIsScreenReaderEnabled} from 'ink';

/** One turn of the spinner, in milliseconds. */
export const tick = 100;

/** The time, ticking; undefined with a screen reader, which would read out every tick. */
export function useClock(): number | undefined {
	const isScreenReader = useIsScreenReaderEnabled();
	const [now, setNow] = useState(() => Date.now());
	useEffect(() => {
		if (isScreenReader) {
			return;
		}

		const timer = setInterval(() => {
			setNow(Date.now());
		}, tick);
		return () => {
			clearInterval(timer);
		};
	}, [isScreenReader]);
	return isScreenReader ? undefined : now;
}
