// Bundles the bin into dist/, with all that it needs, so that nothing has to be installed beside it.
import {rm, writeFile} from 'node:fs/promises';
import {bundle} from './scripts/bundle.mjs';
import {licencesOf} from './scripts/licences.mjs';

await rm('dist', {recursive: true, force: true});
const metafile = await bundle('source/cli.ts', 'dist', {banner: '#!/usr/bin/env node\n'});
await writeFile('dist/LICENCES.txt', await licencesOf(metafile));
