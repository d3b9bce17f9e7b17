import {knownPatterns} from '../../lambda/public-layers.js';
import {bucketStart, experimentResources, functionResources, layerResources, type Resource, type Stage} from '../resources.js';

/** Where the policy holds. */
export type Place = Stage & {
	/** `*` when it is not known. */
	readonly account: string;
};

/** What actions are allowed on; each becomes a statement of the policy. */
export type Scope = 'stacks' | 'buckets' | 'objects' | 'functions' | 'layers' | 'roles' | 'passedRoles' | 'logGroups' | 'publicLayers' | 'everything';

type Arns = (place: Place) => readonly string[];

/** The ARNs of each scope, as narrow as IAM takes them: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
export const scopes: Readonly<Record<Scope, Arns>> = {
	stacks: place => named(place, 'stack').map(name => `${regional(place, 'cloudformation')}:stack/${name}/*`),
	buckets: place => buckets(place),
	objects: place => buckets(place).map(bucket => `${bucket}/*`),
	// With `:*` the versions, too.
	functions: place => named(place, 'function').flatMap(name => withParts(`${regional(place, 'lambda')}:function:${name}`)),
	layers: place => named(place, 'layer').flatMap(name => withParts(`${regional(place, 'lambda')}:layer:${name}`)),
	roles: place => roles(place),
	passedRoles: place => roles(place),
	logGroups: place => named(place, 'logGroup').flatMap(name => withParts(`${regional(place, 'logs')}:log-group:${name}`)),
	publicLayers: ({region}) => knownPatterns(region),
	// For actions that take no resource.
	everything: () => ['*'],
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
const partitions = [['cn-', 'aws-cn'], ['us-gov-', 'aws-us-gov']] as const;

function partition({region}: Place): string {
	return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}

function regional(place: Place, service: string): string {
	return `arn:${partition(place)}:${service}:${place.region}:${place.account}`;
}

function named(place: Place, kind: Resource['kind']): readonly string[] {
	return [...functionResources(place), ...layerResources(place), ...experimentResources(place)].filter(resource => resource.kind === kind).map(({name}) => name);
}

const withParts = (arn: string): readonly string[] => [arn, `${arn}:*`];

function roles(place: Place): readonly string[] {
	return named(place, 'role').map(name => `arn:${partition(place)}:iam::${place.account}:role/${name}`);
}

/** Bucket names that CloudFormation makes; where it cut the stack's name, others may be cut to the same. */
function buckets(place: Place): readonly string[] {
	return named(place, 'stack').map(stack => {
		const kept = bucketStart(stack);
		return `arn:${partition(place)}:s3:::${kept}${kept.length < stack.length ? '*' : ''}-serverlessdeplo*`;
	});
}
