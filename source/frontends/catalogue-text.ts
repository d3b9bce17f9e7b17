import type {Catalogue} from '../engine/findings.js';
import {ageOf} from '../lambda/age.js';
import {fill, type Strings} from '../lessons/strings.js';

/** Public layers as lines: how old the list is, and of each what it is, who keeps it, and where the newest version is found. */
export function catalogueText({checked, layers}: Catalogue, {catalogue}: Strings, now = new Date()): readonly string[] {
	return [
		fill(catalogue.age, {day: checked, age: ageOf(checked, now)}),
		...layers.flatMap(({name, publisher, holds, upkeep, newest, source, arn}) => [
			fill(catalogue.layer, {name, publisher, holds}),
			`  ${fill(catalogue.upkeep, {upkeep})}`,
			`  ${arn ?? fill(catalogue.newest, {newest})}`,
			`  ${source}`,
		]),
	];
}
