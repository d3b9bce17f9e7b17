import {expect, test} from 'vitest';
import {readLesson} from '../../source/lessons/lesson.js';

const page = (front: readonly string[], body = 'Why.\n') => `---\n${front.join('\n')}\n---\n\n${body}`;
const front = ['page: ship.deploy', 'chapter: ship', 'title: Deploy', 'after: It is there.'];

test('reads a page; notes and links may be absent', () => {
	expect(readLesson(page(front, 'Why.\n\n- `a`\n'))).toEqual({
		page: 'ship.deploy', chapter: 'ship', title: 'Deploy', after: 'It is there.', notes: [], links: [],
		prose: [{kind: 'paragraph', pieces: [{text: 'Why.'}]}, {kind: 'item', pieces: [{text: 'a', style: 'code'}]}],
	});
	const full = readLesson(page([...front, 'notes:', '  - line: "- "', '    note: An item.', 'links:', '  - {text: Docs, url: "https://docs.aws.amazon.com/"}']));
	expect(full.notes).toEqual([{line: '- ', note: 'An item.'}]);
	expect(full.links).toEqual([{text: 'Docs', url: 'https://docs.aws.amazon.com/'}]);
});

test.each([
	['a key is missing', page(front.slice(0, 3)), 'after'],
	['a key is not known', page([...front, 'befor: x']), 'befor'],
	['the chapter is not known', page(front.with(1, 'chapter: shop')), 'chapter'],
	['a link is not https', page([...front, 'links: [{text: Docs, url: "http://aws.amazon.com/"}]']), 'links'],
	['the YAML is broken', page([...front, 'notes: [']), 'not valid YAML'],
	['there is no text', page(front, '\n'), 'no text'],
	['the front matter does not end', `---\n${front.join('\n')}\nWhy.\n`, 'front matter'],
])('says which page is wrong when %s', (...[, text, reason]) => {
	const read = () => readLesson(text);
	expect(read).toThrow('The lesson ship.deploy');
	expect(read).toThrow(reason);
});

test('says how a text begins that names no page', () => {
	expect(() => readLesson('# Deploy\n')).toThrow(String.raw`The lesson "# Deploy\n"`);
});
