import {expect, test} from 'vitest';
import {factRows, numberRows} from '../../source/frontends/facts.js';
import {recording, replay} from './tui/support/recording.js';
import {strings, words} from './tui/support/words.js';

const {facts} = replay(recording);

test('a fact that continues the one before joins its row', () => {
	expect(factRows([{id: 'layer.zip.bytes', value: 21_240_571}, {id: 'layer.unpacked.bytes', value: 72_457_981}], strings)).toEqual([
		{label: 'Layer zip', value: '21.2 MB, unpacked 72.5 MB'},
	]);
});

test('a fact that continues another stands alone where that one is not there', () => {
	expect(factRows([{id: 'layer.unpacked.bytes', value: 72_457_981}], strings)).toEqual([{label: 'Layer zip, unpacked', value: '72.5 MB'}]);
});

test('the numbers of a run are its sizes and times', () => {
	expect(numberRows(facts, strings)).toEqual([
		{label: 'Layer zip', value: '16.7 MB, unpacked 58.6 MB'},
		{label: 'The packages, installed', value: '72.5 MB'},
		{label: 'Function zip, packages inside', value: '16.7 MB, unpacked 58.6 MB'},
		{label: 'Deploying the layer took', value: '2.3 s'},
		{label: 'Function zip, layer attached', value: '437 B, unpacked 307 B'},
		{label: 'Deploying the function took', value: '1.5 s'},
	]);
});

test('empty texts have no row, and texts from outside cannot move the cursor', () => {
	expect(factRows([{id: 'invoke.cloud.log', value: ''}, {id: 'invoke.cloud.payload', value: '\u001B[2J"yes"'}], strings)).toEqual([
		{label: 'Answer from the cloud', value: '"yes"'},
	]);
});

test('labels are in the person\'s language', () => {
	expect(factRows([{id: 'layer.zip.bytes', value: 21_240_571}, {id: 'layer.unpacked.bytes', value: 72_457_981}], words.zh.strings)).toEqual([
		{label: words.zh.strings.facts['layer.zip.bytes'], value: `21.2 MB, ${words.zh.strings.facts.unpacked} 72.5 MB`},
	]);
});
