import * as z from 'zod';
import type {Journal} from '../engine/journal.js';

/** The journal's note of the account that a workspace deploys to. */
export const accountNote = 'account';

const noted = z.object({account: z.string(), region: z.string()});

/** Undefined while the workspace has none. */
export function accountOf(journal: Pick<Journal, 'recall'>): z.infer<typeof noted> | undefined {
	return noted.safeParse(journal.recall(accountNote)).data;
}
