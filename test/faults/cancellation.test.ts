import path from 'node:path';
import {expect} from 'vitest';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {fault} from '../support/fault.js';
import {processesIn} from '../support/processes.js';
import {stubbornPackage} from '../support/stubborn-package.js';

const promise = 'Cancellation';

for (const signal of ['SIGTERM'] as const) {
	fault({
		promise,
		fault: `${signal} while pip builds a package that ignores signals, npm installs, and the practice cloud runs`,
		then: 'all of them end, exit 130, one line on how to go on',
	}, async tell => {
		const cwd = temporaryDirectory();
		const {flags, env, started} = stubbornPackage(temporaryDirectory());
		const {exitCode, stderr} = await runBin(['w', '--plain', ...flags], {
			cwd,
			env,
			async onStart(child) {
				await started();
				child.kill(signal);
			},
		});
		expect(processesIn(path.join(cwd, 'w'))).toEqual([]);
		expect(exitCode, stderr).toBe(130);
		const [said] = /Error: Stopped before the end\.\n.*Go on where it stopped: .*/v.exec(stderr) ?? [];
		expect(said).toBeDefined();
		tell(String(said));
	});
}
