import type {WalkChapter} from '../context.js';
import {grant, revoke} from './accounts.js';
import {allowedAccounts} from './service.js';

/** Layers across accounts. */
export const share: WalkChapter = {
	id: 'share',
	title: 'Layers across accounts',
	steps: [grant, revoke, allowedAccounts],
};
