import {Buffer} from 'node:buffer';
import {sanitizeLine, sanitizeText} from '../engine/sanitize.js';
import {quote, showCommands, type Command} from '../tools/command.js';
import {arnOutput} from './names.js';
import {functionProject, layerProject, serviceFile} from './workspace.js';

/** A step that was done. */
export type ScriptStep = {readonly step: string; readonly title: string; readonly commands: readonly Command[]};

/** What a script is made of. All of it is data: nothing of it is read by the shell, except the programs that the commands name. */
export type ScriptParts = {
	/** In the order in which they are told. */
	readonly steps: readonly ScriptStep[];
	/** Contents of the files that are written before the commands, by paths relative to the workspace; serverless.yml as it was without the layer. */
	readonly files: ReadonlyMap<string, string>;
	/** The function's serverless.yml with the layer; undefined where it was not attached. */
	readonly attached: {readonly text: string; readonly arn: string} | undefined;
	/** For the head: the region, and the Python that makes the virtualenvs. */
	readonly region: string;
	readonly python: string;
};

const head = ({region, python}: Pick<ScriptParts, 'region' | 'python'>) => `#!/usr/bin/env bash
# A walkthrough of AWS Lambda layers in Python, as one would type it. Run it in an empty directory. It needs Node.js and ${sanitizeLine(python)}.
# It takes the cloud and the keys from the environment: AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; the region is ${sanitizeLine(region)}.
# It deploys two stacks there and leaves them; in each folder \`npx osls remove\` takes its stack away.
set -euo pipefail`;

/** Where the layer's deploy leaves its output, to read the ARN from. */
const deployLog = 'deploy-layer.log';

/** The walkthrough as a bash script that needs nothing of the wizard. */
export function scriptOf({steps, files, attached, ...about}: ScriptParts): string {
	const parts = steps.flatMap(({step, title, commands}) => {
		const lines = linesOf(step, commands, {files, attached});
		return lines.length > 0 ? [`# ${sanitizeLine(title)}`, ...lines, ''] : [];
	});
	// Serverless reads what stands on standard input: that may be the rest of this script.
	return [head(about), '', 'walk() {', ...parts, '}', '', 'walk </dev/null', ''].join('\n');
}

function linesOf(step: string, commands: readonly Command[], {files, attached}: Pick<ScriptParts, 'files' | 'attached'>): readonly string[] {
	switch (step) {
		case 'function.scaffold': {
			return [`mkdir -p ${functionProject} ${layerProject}`, ...[...files].filter(([file]) => !isOfLayer(file)).map(([file, text]) => written(file, text))];
		}

		case 'layer.scaffold': {
			return [...files].filter(([file]) => isOfLayer(file)).map(([file, text]) => written(file, text));
		}

		case 'layer.deploy': {
			return [`${showCommands(commands)} | tee ${deployLog}`, `arn=$(sed -n 's/.*${arnOutput}: //p' ${deployLog} | tail -n 1)`];
		}

		case 'use.attach': {
			return attached ? [written(serviceFile, attached.text, attached.arn)] : [];
		}

		default: {
			return commands.length === 0 ? [] : [showCommands(commands)];
		}
	}
}

/** One npm install serves both projects, so their manifests are written together. */
const isOfLayer = (file: string): boolean => file.startsWith(`${layerProject}/`) && !file.endsWith('package.json');

/** Writes a file by a here-document in which the shell reads nothing but `arn`, where that is to stand for a text. */
function written(file: string, text: string, arn?: string): string {
	if (sanitizeText(text) !== text) {
		return printed(file, text, arn);
	}

	const parts = arn === undefined ? [text] : text.split(arn).map(part => part.replaceAll(/[$\\`]/gv, String.raw`\$&`));
	// eslint-disable-next-line no-template-curly-in-string -- It is for the shell.
	const content = parts.join('${arn}');
	let end = 'END';
	while (content.split('\n').includes(end)) {
		end += '_';
	}

	return `cat > ${quote(file)} <<${arn === undefined ? `'${end}'` : end}\n${content.endsWith('\n') ? content : `${content}\n`}${end}`;
}

/** Writes a file of which something cannot be seen in a terminal: that stands in the script by its bytes. */
function printed(file: string, text: string, arn?: string): string {
	const parts = arn === undefined ? [text] : text.split(arn);
	return `printf '%s' ${parts.map(part => `$'${bytesOf(part)}'`).join('"$arn"')} > ${quote(file)}`;
}

function bytesOf(text: string): string {
	return Array.from(text, character => {
		if (character === '\n') {
			return character;
		}

		return sanitizeLine(character) === character
			? character.replace(/['\\]/v, String.raw`\$&`)
			: Array.from(Buffer.from(character), byte => String.raw`\x${byte.toString(16).padStart(2, '0')}`).join('');
	}).join('');
}
