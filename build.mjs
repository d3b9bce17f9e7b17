// Bundles the bin into dist/.
import {rm} from 'node:fs/promises';
import {bundle} from './scripts/bundle.mjs';

await rm('dist', {recursive: true, force: true});
await bundle('source/cli.ts', 'dist', {banner: '#!/usr/bin/env node\n'});
