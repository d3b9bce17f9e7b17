import path from 'node:path';
import {expect} from 'vitest';
import {runBin} from './bin.js';
import {temporaryDirectory} from './directory.js';
import {fault} from './fault.js';
import {processesIn} from './processes.js';
import {stubbornPackage} from './stubborn-package.js';

/** The row of the fault matrix for a signal that comes while much is under way. */
export function signalFault(signal: NodeJS.Signals): void {
	fault({
		promise: 'Cancellation',
		fault: `${signal} while pip builds a package that ignores signals, npm installs, and the practice cloud runs`,
		then: 'all of them end, exit 130, one line on how to go on',
	}, async tell => {
		const cwd = temporaryDirectory();
		const {flags, env, started} = stubbornPackage(temporaryDirectory());
		const {exitCode, stderr} = await runBin(['w', '--plain', ...flags], {
			cwd,
			env,
			onStart(child) {
				void (async () => {
					await started();
					child.kill(signal);
				})();
			},
		});
		expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
		expect(exitCode, stderr).toBe(130);
		const [said] = /Error: Stopped before the end\.\n.*Go on where it stopped: .*/v.exec(stderr) ?? [];
		expect(said).toBeDefined();
		tell(String(said));
	});
}
