import {appendFileSync} from 'node:fs';
import path from 'node:path';
import {CreateStackCommand} from '@aws-sdk/client-cloudformation';
import {expect, onTestFinished, test} from 'vitest';
import en from '../../source/lessons/en/interface.json' with {type: 'json'};
import {fill} from '../../source/lessons/strings.js';
import {clients, inventory, nothing} from '../support/account.js';
import {runBin} from '../support/bin.js';
import {temporaryDirectory} from '../support/directory.js';
import {startEmulator} from '../support/emulator.js';
import {writeProfiles} from '../support/profiles.js';
import {startSignOn} from '../support/sso.js';
import {openTerminal, shows} from '../support/terminal.js';

const enter = '\r';
const pageDown = '\u001B[6~';
const down = '\u001B[B';
const {questions, choices} = en;

/** Only what is set: a pseudo-terminal's environment has no holes. */
const set = (env: Readonly<Record<string, string | undefined>>) => Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value ?? '']));

test.each([{columns: 80, rows: 24}, {columns: 60, rows: 20}])('in $columns x $rows: profile, region, another stage, the account and the plan; no means that nothing was changed', async size => {
	const cwd = temporaryDirectory();
	const emulator = await startEmulator();
	onTestFinished(emulator.stop);
	await clients(emulator).cloudFormation.send(new CreateStackCommand({StackName: 'sls-layers-python-dev', TemplateBody: '{"Resources": {"Topic": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}}'}));
	const planted = await inventory(emulator);
	const env = set(writeProfiles(cwd, [
		{name: 'first', region: 'us-west-2', endpoint: 'http://127.0.0.1:1', credentials: emulator.credentials},
		{name: 'second', region: emulator.region, endpoint: emulator.endpoint, credentials: emulator.credentials},
	]));
	const terminal = openTerminal(['walk', '--package', 'six', '--layer-name', 'own'], {cwd, ...size, env});
	await shows(terminal, en.interview.begin);
	terminal.type(enter);
	await shows(terminal, questions.target.ask);
	terminal.type(down);
	await shows(terminal, `❯ ${choices.aws}`);
	terminal.type(enter);
	await shows(terminal, questions.profile.ask, '❯ first', 'second');
	terminal.type(down);
	await shows(terminal, '❯ second');
	terminal.type(enter);
	await shows(terminal, questions.region.ask, `❯ ${emulator.region}`);
	terminal.type(enter);
	await shows(terminal, questions.stage.ask);
	terminal.type(enter);
	await shows(terminal, fill(questions.newStage.ask, {stack: 'sls-layers-python-dev'}), '❯ dev-2');
	terminal.type(enter);
	await shows(terminal, questions.account.ask, `Account ${emulator.account}`, `arn:aws:iam::${emulator.account}:root`, emulator.region, emulator.endpoint, `❯ ${choices.stop}`);
	terminal.type(down);
	await shows(terminal, `❯ ${choices.agree}`);
	terminal.type(enter);
	await shows(terminal, questions.plan.ask, 'CloudFormation stacks: sls-layers-python-dev-2', `❯ ${choices.stop}`, choices.agree);
	terminal.type(pageDown);
	terminal.type(pageDown);
	await shows(terminal, 'Log group: /aws/lambda/sls-layers-python-dev-2-hello', 'Layer: own');
	terminal.type(enter);
	expect(await terminal.exitCode).toBe(0);
	expect(await inventory(emulator)).toEqual(planted);
});

test('row 13: an expired sign-in is offered to be renewed on the terminal, and the walkthrough goes on', async () => {
	const cwd = temporaryDirectory();
	const emulator = await startEmulator();
	onTestFinished(emulator.stop);
	const signOn = await startSignOn(emulator, cwd);
	const profiles = writeProfiles(cwd, [{name: 'signed-on', region: emulator.region, endpoint: emulator.endpoint, lines: signOn.lines}]);
	appendFileSync(path.join(cwd, 'config'), signOn.section);
	const env = {...set(profiles), ...signOn.env};
	const flags = ['w', '--target', 'aws', '--profile', 'signed-on', '--region', emulator.region, '--package', 'six', '--layer-name', 'own', '--stage', 'dev'];

	const unattended = await runBin([...flags, '--yes', '--plain'], {cwd, env});
	expect(unattended.exitCode).toBe(4);
	expect(unattended.stderr).toContain('The sign-in of the AWS profile "signed-on" is over:');
	expect(unattended.stderr).toContain('Sign in again: aws sso login --profile signed-on.');

	const terminal = openTerminal(flags, {cwd, columns: 80, rows: 24, env});
	await shows(terminal, en.interview.begin);
	terminal.type(enter);
	await shows(terminal, fill(questions.signIn.ask, {profile: 'signed-on'}), `❯ ${choices.signIn}`);
	terminal.type(enter);
	await shows(terminal, 'Press Enter in the browser:');
	terminal.type(enter);
	await shows(terminal, questions.account.ask, `arn:aws:sts::${emulator.account}:assumed-role/developer/test`);
	terminal.type(enter);
	expect(await terminal.exitCode).toBe(0);
	expect(await inventory(emulator)).toEqual({...nothing, roles: ['developer']});
});
