import type {WalkChapter} from '../context.js';
import {grant, revoke} from './accounts.js';
import {alone} from './alone.js';
import {publicOnes} from './public.js';
import {allowedAccounts} from './service.js';

/** Layers across accounts. */
export const share: WalkChapter = {
	id: 'share',
	title: 'Layers across accounts',
	steps: [grant, revoke, allowedAccounts, alone, publicOnes],
};
