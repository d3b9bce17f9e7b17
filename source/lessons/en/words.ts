import type {Explanation} from '../explain.js';
import type {Lesson} from '../lesson.js';
import type {Strings} from '../strings.js';
import cleanup from './cleanup.md';
import commands from './commands.json' with {type: 'json'};
import end from './end.md';
import functionLocal from './function.local.md';
import words from './interface.json' with {type: 'json'};
import layerDeploy from './layer.deploy.md';
import preflight from './preflight.md';
import shipDeploy from './ship.deploy.md';
import shipInvoke from './ship.invoke.md';
import useAttach from './use.attach.md';
import usePackage from './use.package.md';
import weighPackage from './weigh.package.md';

export const strings: Strings = words;

export const explanations: readonly Explanation[] = commands;

/** In the order in which they are read. */
export const lessons: readonly Lesson[] = [preflight, functionLocal, weighPackage, layerDeploy, useAttach, usePackage, shipDeploy, shipInvoke, end, cleanup];
