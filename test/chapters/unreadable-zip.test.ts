import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {layer} from '../../source/chapters/layer.js';
import {use} from '../../source/chapters/use.js';
import {weigh} from '../../source/chapters/weigh.js';
import {workspaceAt} from '../../source/chapters/workspace.js';
import {contextFor} from '../support/context.js';
import {temporaryDirectory} from '../support/directory.js';

test.each([
	['weigh.package', 'fatZip'],
	['layer.package', 'layerZip'],
	['use.package', 'thinZip'],
] as const)('%s says of its zip that it is not there, and why it cannot be read', async (id, zip) => {
	const workspace = workspaceAt(temporaryDirectory());
	const file = workspace[zip];
	const step = [weigh, layer, use].flatMap(({steps}) => steps).find(each => each.id === id);
	const verify = async () => step?.verify(contextFor(id, workspace));
	expect(await verify()).toEqual({done: false, why: `there is no ${file}`});
	mkdirSync(path.dirname(file), {recursive: true});
	writeFileSync(file, 'PK and then nothing more');
	expect(await verify()).toEqual({done: false, why: `${file} cannot be read as a zip: it is none, or it is cut off`});
});
