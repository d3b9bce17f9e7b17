import {lambdaPlace, macPlace, wheelFit, type Place} from '../lambda/wheels.js';
import {wheelsIn, type Archive} from '../tools/archive.js';
import {canonical, type InstalledPackage} from '../tools/python/environment.js';
import type {Context} from './context.js';

/** Whether a zip holds a module, as a package folder or a file, below a folder that ends with `/` or is empty. */
export function hasModule({entries}: Archive, folder: string, module: string): boolean {
	const start = folder + module;
	return entries.some(({path}) => path.startsWith(`${start}/`) || path === `${start}.py` || (path.startsWith(`${start}.`) && path.endsWith('.so') && !path.includes('/', start.length)));
}

/**
What a zip still holds of packages that it should hold nothing of: a module, its libraries or its metadata; undefined when nothing.

@param stays Packages that it may hold: those that are in no layer.
*/
export function leftover(archive: Archive, modules: readonly string[], stays: readonly string[] = []): string | undefined {
	return modules.find(module => hasModule(archive, '', module))
		?? archive.entries.map(({path}) => path.split('/', 1)[0] ?? '')
			.find(top => /\.(?:libs|dist-info)$/v.test(top) && !stays.some(name => canonical(top).startsWith(`${name}-`)));
}

/** What a zip holds in another version than is installed now, or not at all; undefined when nothing. */
export function outdated(archive: Archive, packages: ReadonlyArray<{readonly name: string; readonly version: string}>): string | undefined {
	const packed = new Set(wheelsIn(archive).map(({distribution}) => canonical(distribution)));
	const missing = packages.find(({name, version}) => !packed.has(canonical(`${name}-${version}`)));
	return missing && `the zip does not hold ${missing.name} ${missing.version}, which is installed`;
}

/** Why a zip would not work with the installed packages below a folder of it: one is absent, of another version, or cannot load in the runtime. */
export function packingFault(context: Context, archive: Archive, folder: string, packages: readonly InstalledPackage[]): string | undefined {
	const absent = packages.flatMap(({modules}) => modules).find(module => !hasModule(archive, folder, module));
	return absent ? `the zip does not hold the module ${absent} ${folder === '' ? 'at its root' : `below ${folder}`}` : outdated(archive, packages) ?? unfitWheel(context, archive);
}

/** Why what is in a zip could not load where it is to run, by the tags of its wheels; undefined when all fit. Warns of wheels that were built here. */
function unfitWheel(context: Context, archive: Archive): string | undefined {
	const place = placeOf(context);
	for (const wheel of wheelsIn(archive)) {
		const fit = wheelFit(wheel, place);
		if (fit === 'unfit') {
			return `${wheel.distribution} is for ${wheel.tags.join(', ')} and cannot load in ${place.name}`;
		}

		if (fit === 'built') {
			context.warn('wheel.built', `${wheel.distribution} was compiled on this machine; whether it loads on AWS depends on this machine's libraries.`);
		}
	}

	return undefined;
}

/** Where the zips are to run. */
function placeOf({settings, walk}: Context): Place {
	return settings.packing === 'host' ? macPlace(walk.interpreter) : lambdaPlace(settings.runtime, settings.architecture);
}
