import type {Explanation} from '../explain.js';
import type {Lesson} from '../lesson.js';
import type {Strings} from '../strings.js';
import cleanup from './cleanup.md';
import commands from './commands.json' with {type: 'json'};
import end from './end.md';
import functionLocal from './function.local.md';
import words from './interface.json' with {type: 'json'};
import layerDeploy from './layer.deploy.md';
import limitsDeleted from './limits.deleted.md';
import limitsGauges from './limits.gauges.md';
import limitsModule from './limits.module.md';
import limitsRegion from './limits.region.md';
import limitsSixth from './limits.sixth.md';
import limitsWeight from './limits.weight.md';
import limitsWheel from './limits.wheel.md';
import preflight from './preflight.md';
import shareAlone from './share.alone.md';
import shareGrant from './share.grant.md';
import sharePublic from './share.public.md';
import shareRevoke from './share.revoke.md';
import shareService from './share.service.md';
import shipDeploy from './ship.deploy.md';
import shipInvoke from './ship.invoke.md';
import useAttach from './use.attach.md';
import usePackage from './use.package.md';
import weighPackage from './weigh.package.md';

export const strings: Strings = words;

export const explanations: readonly Explanation[] = commands;

/** In the order in which they are read. */
export const lessons: readonly Lesson[] = [
	preflight, functionLocal, weighPackage, layerDeploy, useAttach, usePackage, shipDeploy, shipInvoke,
	limitsGauges, limitsSixth, limitsWeight, limitsRegion, limitsDeleted, limitsModule, limitsWheel,
	shareGrant, shareRevoke, shareService, shareAlone, sharePublic,
	end, cleanup,
];
