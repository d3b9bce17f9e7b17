import process from 'node:process';
import type {FrontEnd} from '../frontend.js';
import {plainFrontEnd} from '../plain.js';

export function tuiFrontEnd(_options: {readonly interrupt: () => void; readonly canAsk: boolean; readonly color: boolean}): FrontEnd {
	return plainFrontEnd({stdout: process.stdout, stderr: process.stderr, verbose: false, color: true});
}
