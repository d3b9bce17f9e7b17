/** Where AWS puts the files of all of a function's layers together, and where MiniStack unpacks each by its place in the function's list. */
const layerFolder = /^\/opt\/python\/|\/layer_(?<index>\d+)\/python\//v;

/** Says whether a module's path lies in a layer's folder. */
export const isLayerPath = (module: string): boolean => layerFolder.test(module);

/** Which of the function's layers, counted from 0, a module's path lies in; undefined when in none, or when the path does not tell. */
export function layerIndex(module: string): number | undefined {
	const index = layerFolder.exec(module)?.groups?.index;
	return index === undefined ? undefined : Number(index);
}

/** The importable name in a module's path below a `python/` folder: `numpy` of …/python/numpy/__init__.py, `six` of …/python/six.py; undefined for other paths. */
export function moduleIn(file: string): string | undefined {
	return /.*\/python\/(?<module>[^\/.]+)/v.exec(file)?.groups?.module;
}
