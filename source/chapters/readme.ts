import prettyBytes from 'pretty-bytes';
import type {FactId, Facts} from '../engine/events.js';
import {sanitizeLine} from '../engine/sanitize.js';
import {sectionIn, withSection, type Markers} from '../files/section.js';
import {editOwn, versionsOf} from '../files/written.js';
import type {Context, WalkStep} from './context.js';
import {arnOutput, functionName, functionStack, layerStack} from './names.js';
import {readmeFile as file, serviceFile} from './workspace.js';

const markers: Markers = {start: '<!-- layer-wizard: the numbers -->', end: '<!-- layer-wizard: end of the numbers -->'};

/** The numbers and the map of a finished walkthrough, in the workspace's README.md. The rest of that file is the person's, and so is the section once they changed it. */
export const writeReadme: WalkStep = {
	id: 'ship.readme',
	title: 'Write the numbers into README.md',
	needs: ['ship.invoke'],
	plan: () => ({changes: [`fill in the numbers in ${file}`]}),
	async run(context) {
		const section = sectionFor(context);
		await editOwn(context.workspace, file, text => withSection(text, markers, section), context.walk.journal);
	},
	async verify(context) {
		const {written, mine} = versionsOf(context.workspace, file);
		const section = sectionIn(mine ?? '', markers);
		const isOurs = section !== undefined && section === sectionIn(written ?? '', markers);
		return isOurs && section !== sectionFor(context) ? {done: false, why: `${file} does not hold the numbers of this run`} : {done: true};
	},
};

function sectionFor(context: Context): string {
	return numbersSection(context.walk.facts(), {layerStack: layerStack(context), functionStack: functionStack(context), functionName: functionName(context)});
}

/** Sizes as they are told: what, its zip, and unpacked. */
const sizes: ReadonlyArray<{readonly label: string; readonly zip?: FactId; readonly unpacked: FactId}> = [
	{label: 'the packages, as pip installed them', unpacked: 'package.unpacked.bytes'},
	{label: 'the function with its packages inside', zip: 'zip.fat.bytes', unpacked: 'zip.fat.unpacked.bytes'},
	{label: 'the layer', zip: 'layer.zip.bytes', unpacked: 'layer.unpacked.bytes'},
	{label: 'the function that uses the layer', zip: 'zip.thin.bytes', unpacked: 'zip.thin.unpacked.bytes'},
];

const durations: ReadonlyArray<{readonly label: string; readonly id: FactId}> = [
	{label: 'the layer', id: 'deploy.layer.ms'},
	{label: 'the function', id: 'deploy.function.ms'},
];

/** What things are called in the cloud. */
export type Names = {readonly layerStack: string; readonly functionStack: string; readonly functionName: string};

/** The section as Markdown; what was not measured is left out. */
export function numbersSection(facts: Facts, names: Names): string {
	const rows = sizes.filter(({unpacked}) => facts[unpacked] !== undefined)
		.map(({label, zip, unpacked}) => `| ${label} | ${zip ? size(facts[zip]) : ''} | ${size(facts[unpacked])} |`);
	const took = durations.flatMap(({label, id}) => {
		const value = facts[id];
		return typeof value === 'number' ? [`${label} ${(value / 1000).toFixed(1)} s`] : [];
	});
	return [
		'| what | zip | unpacked |',
		'|---|---:|---:|',
		...rows,
		'',
		...(took.length > 0 ? [`To deploy took: ${took.join(', ')}.`, ''] : []),
		'```text',
		...mapLines(sanitizeLine(String(facts['layer.arn'] ?? '')), names),
		'```',
	].join('\n');
}

/** How the two stacks hang together, by the ARN that goes from one to the other. */
function mapLines(arn: string, names: Names): readonly string[] {
	return [
		`stack ${names.layerStack}`,
		`  └─ output ${arnOutput}`,
		`       ${arn}`,
		'         │',
		`         ▼  functions.hello.layers in ${serviceFile}`,
		`stack ${names.functionStack}`,
		`  └─ function ${names.functionName}`,
	];
}

function size(value: Facts[FactId]): string {
	return typeof value === 'number' ? prettyBytes(value) : '';
}
