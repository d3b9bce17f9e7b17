import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {scaffold} from '../../source/chapters/scaffold.js';
import {editableFiles, workspaceAt} from '../../source/chapters/workspace.js';
import {settleHandEdits} from '../../source/cli/hand-edits.js';
import {Journal} from '../../source/engine/journal.js';
import {askNobody} from '../../source/engine/questions.js';
import {contextFor} from '../support/context.js';
import {temporaryDirectory} from '../support/directory.js';

const template = readFileSync('templates/handlers/any.py', 'utf8');

test('a file that a person kept when they began anew stays as it is, is not asked about, and is again once they change it', async () => {
	const workspace = workspaceAt(temporaryDirectory());
	const [handler = ''] = editableFiles(workspace);
	const journal = new Journal(workspace.journal);
	mkdirSync(workspace.state);
	mkdirSync(path.dirname(workspace.handler));
	journal.open();
	writeFileSync(workspace.handler, `# mine\n${template}`);
	const step = scaffold('function.scaffold', '', () => [{file: handler, from: 'handlers/any.py'}]);
	const context = contextFor(step.id, workspace, {journal});
	const settled = async () => settleHandEdits(workspace, {journal, ask: askNobody, isDry: false, signal: new AbortController().signal});

	expect(await step.verify(context)).toEqual({done: false, why: `there is no copy to compare ${handler} with`});
	await step.run?.(context);
	expect(await step.verify(context)).toEqual({done: true});
	expect(readFileSync(workspace.handler, 'utf8')).toBe(`# mine\n${template}`);
	expect(await settled()).toEqual([]);
	writeFileSync(workspace.handler, `# mine\n# again\n${template}`);
	expect(await settled()).toEqual([{code: 'edits.kept', message: `${handler} was changed by hand (2 lines added, 0 removed); it is kept as it is.`}]);
});
