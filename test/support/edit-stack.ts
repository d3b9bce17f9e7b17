import {GetTemplateCommand, UpdateStackCommand, waitUntilStackUpdateComplete} from '@aws-sdk/client-cloudformation';
import {z} from 'zod';
import {clients} from './account.js';
import type {Connection} from './emulator.js';

const template = z.looseObject({Resources: z.record(z.string(), z.looseObject({Type: z.string()}))});

type Resources = z.infer<typeof template>['Resources'];

/** Changes a stack as somebody does who edits its template by hand. */
export async function editStack(connection: Connection, name: string, edit: (resources: Resources) => Readonly<Record<string, unknown>>): Promise<void> {
	const {cloudFormation} = clients(connection);
	const {TemplateBody = ''} = await cloudFormation.send(new GetTemplateCommand({StackName: name}));
	const before = template.parse(JSON.parse(TemplateBody));
	await cloudFormation.send(new UpdateStackCommand({
		StackName: name,
		TemplateBody: JSON.stringify({...before, Resources: {...before.Resources, ...edit(before.Resources)}}),
		Capabilities: ['CAPABILITY_NAMED_IAM'],
	}));
	await waitUntilStackUpdateComplete({client: cloudFormation, maxWaitTime: 10, minDelay: 0.1, maxDelay: 0.1}, {StackName: name});
}

/** Has a stack leave its buckets and layer versions behind when it is deleted. */
export async function retainContents(connection: Connection, name: string): Promise<void> {
	const kept = new Set(['AWS::S3::Bucket', 'AWS::Lambda::LayerVersion']);
	await editStack(connection, name, resources => Object.fromEntries(Object.entries(resources).filter(([, {Type}]) => kept.has(Type))
		.map(([id, resource]) => [id, {...resource, DeletionPolicy: 'Retain'}])));
}
