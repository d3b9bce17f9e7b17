import {describe, expect, test} from 'vitest';
import {transcriptOf, type ToldStep} from '../../source/chapters/transcript.js';
import {hostile, hostileText, injected, rawIn} from '../support/hostile.js';

const step = (told: Partial<ToldStep>): ToldStep => ({chapter: 'layer', title: 'Deploy the layer', output: [], diff: [], ...told});
const transcript = (...steps: readonly ToldStep[]) => transcriptOf({
	about: ['Packages: numpy', 'Cloud: practice'],
	chapters: [{id: 'weigh', title: 'Weigh'}, {id: 'layer', title: 'The layer'}],
	steps,
	summary: 'a  1\n',
});

test('chapters with their steps: the command, what it printed, what it changed; then the numbers', () => {
	expect(transcript(step({command: 'npx osls deploy', output: ['one', 'two'], diff: ['+three']}))).toBe(`# A walkthrough of AWS Lambda layers in Python

Packages: numpy\\
Cloud: practice

## The layer

### Deploy the layer

\`\`\`sh
npx osls deploy
\`\`\`

\`\`\`text
one
two
\`\`\`

\`\`\`diff
+three
\`\`\`

## The numbers

\`\`\`text
a  1
\`\`\`
`);
});

test('a long output loses its middle, and says how much', () => {
	const text = transcript(step({output: Array.from({length: 30}, (_, index) => `line ${index}`)}));
	expect(text).toContain('line 3\n… 14 lines …\nline 18\n');
	expect(transcript(step({output: Array.from({length: 17}, (_, index) => `line ${index}`)}))).not.toContain('…');
});

test('what is printed cannot end its block', () => {
	expect(transcript(step({output: ['```', '# no heading']}))).toContain('````text\n```\n# no heading\n````');
});

test('a step that only looked is left out', () => {
	expect(transcript(step({}))).not.toContain('## The layer');
	expect(transcript(step({}))).not.toContain('### ');
});

describe('hostile words', () => {
	const evil = `${hostile}</h3><script>*x* [y](javascript:z) \`q\``;
	const text = transcriptOf({
		about: [`Packages: ${evil}`, 'Cloud: practice'],
		chapters: [{id: 'layer', title: evil}],
		steps: [step({title: evil, command: evil, output: [hostileText, '   ````', '# x'], diff: [`+${evil}`]})],
		summary: `${hostileText}\n`,
	});

	test('hold nothing that a terminal obeys', () => {
		expect(rawIn(text)).toEqual([]);
	});

	test('begin no line, except where they are output', () => {
		expect(text).not.toMatch(new RegExp(`^${injected}`, 'mv'));
		expect(text).toContain('second\n   ````\n');
	});

	test('are no markup outside code blocks', () => {
		expect(text).toMatch(/^### abfdpc .+\\<\/h3\\>\\<script\\>\\\*x\\\* \\\[y\\\]\(javascript:z\) \\`q\\`$/mv);
		expect(text).toMatch(/^Packages: a.+\\<script\\>/mv);
	});

	test('cannot end a block with a fence behind spaces', () => {
		expect(text).toMatch(/^`{5}text\n[^`]+ {3}`{4}\n# x\n`{5}$/mv);
	});
});
