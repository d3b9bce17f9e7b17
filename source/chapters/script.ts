import type {PlannedStep} from '../engine/events.js';
import {arnOutput} from './names.js';
import {functionProject, layerProject, serviceFile} from './workspace.js';

/** What a script is made of. */
export type ScriptParts = {
	/** The steps that were done, in the order in which they are told, with the commands that a person would type. */
	readonly steps: ReadonlyArray<Pick<PlannedStep, 'step' | 'title' | 'command'>>;
	/** Contents of the files that are written before the commands, by paths relative to the workspace; serverless.yml as it was without the layer. */
	readonly files: ReadonlyMap<string, string>;
	/** The function's serverless.yml with the layer; undefined where it was not attached. */
	readonly attached: {readonly text: string; readonly arn: string} | undefined;
	/** For the head. */
	readonly region: string;
};

const head = (region: string) => `#!/usr/bin/env bash
# A walkthrough of AWS Lambda layers in Python, as one would type it. Run it in an empty directory.
# It takes the cloud and the keys from the environment: AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; the region is ${region}.
# It deploys two stacks there and leaves them; in each folder \`npx sls remove\` takes its stack away.
set -euo pipefail`;

/** Where the layer's deploy leaves its output, to read the ARN from. */
const deployLog = 'deploy-layer.log';

/** The walkthrough as a bash script that needs nothing of the wizard. */
export function scriptOf({steps, files, attached, region}: ScriptParts): string {
	const parts = steps.flatMap(({step, title, command}) => {
		const lines = linesOf(step, command, {files, attached});
		return lines.length > 0 ? [`# ${title}`, ...lines, ''] : [];
	});
	// Serverless reads what stands on standard input: that may be the rest of this script.
	return [head(region), '', 'walk() {', ...parts, '}', '', 'walk </dev/null', ''].join('\n');
}

function linesOf(step: string, command: string | undefined, {files, attached}: Pick<ScriptParts, 'files' | 'attached'>): readonly string[] {
	switch (step) {
		case 'function.scaffold': {
			return [`mkdir -p ${functionProject} ${layerProject}`, ...[...files].filter(([file]) => !isOfLayer(file)).map(([file, text]) => written(file, text))];
		}

		case 'layer.scaffold': {
			return [...files].filter(([file]) => isOfLayer(file)).map(([file, text]) => written(file, text));
		}

		case 'layer.deploy': {
			return [`${command} | tee ${deployLog}`, `arn=$(sed -n 's/.*${arnOutput}: //p' ${deployLog} | tail -n 1)`];
		}

		case 'use.attach': {
			return attached ? [written(serviceFile, attached.text, {[attached.arn]: '$arn'})] : [];
		}

		case 'ship.invoke': {
			return [`(cd ${functionProject} && . venv/bin/activate && npx sls invoke --function hello)`];
		}

		default: {
			return command === undefined ? [] : [command];
		}
	}
}

/** One npm install serves both projects, so their manifests are written together. */
const isOfLayer = (file: string): boolean => file.startsWith(`${layerProject}/`) && !file.endsWith('package.json');

/** A file by a here-document; with values, in which shell variables stand for texts, all else that a shell would read is escaped. */
function written(file: string, text: string, values: Readonly<Record<string, string>> = {}): string {
	const isPlain = Object.keys(values).length === 0;
	let content = isPlain ? text : text.replaceAll(/[$\\`]/gv, String.raw`\$&`);
	for (const [value, variable] of Object.entries(values)) {
		content = content.replaceAll(value, () => variable);
	}

	let end = 'END';
	while (content.split('\n').includes(end)) {
		end += '_';
	}

	return `cat > ${file} <<${isPlain ? `'${end}'` : end}\n${content.endsWith('\n') ? content : `${content}\n`}${end}`;
}
