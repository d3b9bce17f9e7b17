import {mkdirSync, readdirSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {removeStaleDrafts} from '../../source/disk/stale-drafts.js';
import {temporaryDirectory} from '../support/directory.js';

test('what a killed wizard left goes; what another builds now, and what is no draft, stays', async () => {
	const folder = temporaryDirectory();
	const hoursAgo = new Date(Date.now() - 7_200_000);
	for (const name of ['cloud.draft-1', 'cloud.draft-2', 'cloud']) {
		mkdirSync(path.join(folder, name));
		writeFileSync(path.join(folder, name, 'file'), name);
	}

	utimesSync(path.join(folder, 'cloud.draft-1'), hoursAgo, hoursAgo);
	utimesSync(path.join(folder, 'cloud'), hoursAgo, hoursAgo);
	await Promise.all([removeStaleDrafts(folder), removeStaleDrafts(folder)]);
	expect(readdirSync(folder)).toEqual(['cloud', 'cloud.draft-2']);
});
