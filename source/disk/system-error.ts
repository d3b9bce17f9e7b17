/** The system's code of an error, e.g. `ENOENT`; undefined when it has none. */
export function codeOf(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/** True for the system's error that there is nothing of that name. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');

/** Names the file in an error of the system, as errors of opening do and those of writing do not. */
export function withPath(error: unknown, file: string): unknown {
	if (error instanceof Error && 'syscall' in error && !('path' in error)) {
		error.message += ` '${file}'`;
	}

	return error;
}

/** Waits for a look at something; undefined when there is nothing of that name. */
export async function ifPresent<Result>(reading: Promise<Result>): Promise<Result | undefined> {
	try {
		return await reading;
	} catch (error) {
		if (isAbsent(error)) {
			return undefined;
		}

		throw error;
	}
}
