import {appendFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {Text} from 'ink';
import {expect, test, vi} from 'vitest';
import {useLog} from '../../../../source/frontends/tui/overlays/use-log.js';
import {temporaryDirectory} from '../../../support/directory.js';
import {show} from '../support/frame.js';

type OnRead = (lines: readonly string[]) => void;

function Reader({file, onRead}: {readonly file: string; readonly onRead: OnRead}) {
	useLog(file, onRead);
	return <Text>reader</Text>;
}

test('reads a log when it changes, until it is not shown any more', async () => {
	const file = path.join(temporaryDirectory(), 'step.log');
	writeFileSync(file, 'one\n');
	const [gone, open] = [vi.fn<OnRead>(), vi.fn<OnRead>()];
	const first = show(<Reader file={file} onRead={gone}/>);
	await vi.waitFor(() => {
		expect(gone).toHaveBeenLastCalledWith(['one']);
	});
	first.unmount();
	const second = show(<Reader file={file} onRead={open}/>);
	for (const line of ['two', 'three', 'four']) {
		appendFileSync(file, `${line}\n`);
		await vi.waitFor(() => {
			expect(open.mock.lastCall?.[0]).toContain(line);
		});
	}

	second.unmount();
	expect(gone).toHaveBeenCalledTimes(1);
	expect(open.mock.calls.length).toBeLessThanOrEqual(4);
});
