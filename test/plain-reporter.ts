import process from 'node:process';
import type {Reporter, TestModule} from 'vitest/node';

/** Prints `N passed, N failed` as the last line, for programs that read the output. */
export class PlainReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
		const tests = modules.flatMap(module => [...module.children.allTests()]);
		const count = (state: string) => tests.filter(test => test.result().state === state).length;
		// A file that could not be loaded has no tests to count, and an error outside of them belongs to none.
		const broken = modules.filter(module => module.state() === 'failed' && [...module.children.allTests()].length === 0).length;
		const failed = count('failed') + broken + errors.length;
		const skipped = count('skipped');
		process.on('exit', () => {
			process.stdout.write(`${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
		});
	}
}

// Vitest wants a default export.
export default PlainReporter;
