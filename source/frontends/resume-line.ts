import type {Earlier} from '../engine/events.js';
import {fill, type Strings} from '../lessons/strings.js';

/** What a run that goes on finds done. */
export function resumeLine({done, steps, at}: Earlier, {resume}: Strings): string {
	return at === undefined ? fill(resume.none, {steps}) : fill(resume.some, {done, steps, at: minuteOf(at)});
}

/** A time as people here write it, in a form that no language reads in two ways: `2026-11-22 18:03`. */
export function minuteOf(at: string): string {
	return new Date(at).toLocaleString('sv', {dateStyle: 'short', timeStyle: 'short'});
}
