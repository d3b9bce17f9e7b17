import {expect, test} from 'vitest';
import {transcriptOf, type ToldStep} from '../../source/chapters/transcript.js';

const step = (told: Partial<ToldStep>): ToldStep => ({chapter: 'layer', title: 'Deploy the layer', output: [], diff: [], ...told});
const transcript = (...steps: readonly ToldStep[]) => transcriptOf({
	about: ['Packages: numpy', 'Cloud: practice'],
	chapters: [{id: 'weigh', title: 'Weigh'}, {id: 'layer', title: 'The layer'}],
	steps,
	summary: 'a  1\n',
});

test('chapters with their steps: the command, what it printed, what it changed; then the numbers', () => {
	expect(transcript(step({command: 'npx sls deploy', output: ['one', 'two'], diff: ['+three']}))).toBe(`# A walkthrough of AWS Lambda layers in Python

Packages: numpy\\
Cloud: practice

## The layer

### Deploy the layer

\`\`\`sh
npx sls deploy
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
