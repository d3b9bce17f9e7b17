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

/** The function that experiments make and take away again. */
export const experimentFunction = ({settings}: Named): string => `${functionStack({settings})}-experiment`;

/** The role that it has in a second account; in the workspace's own it has the walkthrough's. */
export const experimentRole = ({settings}: Named): string => `${functionStack({settings})}-experiment`;

/** The service that an experiment deploys with Serverless, and its stack. */
export const experimentService = 'sls-layers-experiment';
export const experimentStack = ({settings}: Named): string => `${experimentService}-${settings.stage}`;

/** A layer that experiments make, by its number. */
export const experimentLayer = ({settings}: Named, number: number | '*'): string => `${layerStack({settings})}-experiment-${number}`;

/** The layers that experiments make: with the walkthrough's one more than a function can have. */
export const experimentLayers = (named: Named): readonly string[] => Array.from({length: limits.layers}, (_, index) => experimentLayer(named, index + 1));
