/** The kinds of things that the walkthrough leaves in a cloud beside its stacks, by CloudFormation's names for them. */
const types = {
	'AWS::Lambda::Function': 'function',
	'AWS::Lambda::LayerVersion': 'layerVersion',
	'AWS::Logs::LogGroup': 'logGroup',
	'AWS::S3::Bucket': 'bucket',
	'AWS::IAM::Role': 'role',
} as const;

export const thingKinds = Object.values(types);

export type ThingKind = (typeof thingKinds)[number];

/** Something in a cloud: its kind, and its name there, of a layer version the ARN. */
export type Thing = {readonly kind: ThingKind; readonly id: string};

/** Undefined for other types. */
export function kindOf(type: string): ThingKind | undefined {
	return Object.entries(types).find(([name]) => name === type)?.[1];
}
