import {limits} from '../lambda/limits.js';
import type {Settings} from './context.js';
import {functionProject, layerProject} from './workspace.js';

type Named = {readonly settings: Pick<Settings, 'stage'>};

/** The output that serverless-python-requirements' layer gives its stack. */
export const arnOutput = 'PythonRequirementsLambdaLayerQualifiedArn';

/** The output that Serverless gives each stack: the bucket that it uploads to. */
export const bucketOutput = 'ServerlessDeploymentBucketName';

/** The output that Serverless gives the function's stack when it has the function. */
export const functionOutput = 'HelloLambdaFunctionQualifiedArn';

/** The tag of every stack that a workspace makes; its value is the workspace's id. */
export const ownTag = 'layer-wizard';

/** The name of the stack that holds the layer: service and stage. */
export const layerStack = ({settings}: Named): string => `${layerProject}-${settings.stage}`;

/** The name of the stack that holds the function. */
export const functionStack = ({settings}: Named): string => `${functionProject}-${settings.stage}`;

/** The function's name in the cloud: its stack's, and its name in serverless.yml. */
export const functionName = ({settings}: Named): string => `${functionStack({settings})}-hello`;

/** Experiments take away what bears these names, so nobody else's may: they hold a part of the workspace's id. At most 63 characters, of 64 that Lambda and IAM take. */
type Owned = {readonly settings: Pick<Settings, 'stage' | 'workspaceId'>};

const mark = ({settings: {workspaceId}}: Owned): string => workspaceId.slice(0, 8);

/** The function that experiments make and take away again; in a second account its role has that name, too. */
export const experimentFunction = (owned: Owned): string => `${functionStack(owned)}-try-${mark(owned)}`;

/** A layer that experiments make, by its number. */
export const experimentLayer = (owned: Owned, number: number): string => `${layerStack(owned)}-try-${mark(owned)}-${number}`;

/** The layers that experiments make: with the walkthrough's one more than a function can have. */
export const experimentLayers = (owned: Owned): readonly string[] => Array.from({length: limits.layers}, (_, index) => experimentLayer(owned, index + 1));

/** What stands for those names in a policy, where the workspace may not be known. */
export const experimentFunctions = (named: Named): string => `${functionStack(named)}-try-*`;
export const anyExperimentLayer = (named: Named): string => `${layerStack(named)}-try-*`;

/** The service that an experiment deploys with Serverless, and its stack, which bears the workspace's tag. */
export const experimentService = 'sls-layers-try';
export const experimentStack = ({settings}: Named): string => `${experimentService}-${settings.stage}`;
