/** Matches an address up to the first blank, quote or bracket. */
const addresses = /[a-z][a-z\d+.\-]*:\/\/[^\0-\u0020"'<>\\]+/giv;

/** Starts a parameter of a query or a fragment; `;` also ends the `&amp;` of HTML. */
const parameterStart = '[?&;#]';

/** Names of parameters that hold secrets. Bounds keep a search linear. */
const tellingName = [
	String.raw`[\w.%\-]{0,64}(?:token|secret|signature|passw(?:or)?d|passphrase|credential|api[_\-]?key|access[_\-]?key)[\w.%\-]{0,64}`,
	String.raw`(?:[\w.%\-]{0,64}[_.\-])?(?:key|sig|auth|access|pass|pwd)`,
].join('|');

/** Matches each parameter whose name says that its value is a secret. */
const tellingParameters = new RegExp(String.raw`(?<start>${parameterStart}(?:${tellingName})=)(?<value>[^\0-\x20&#"'<>\\]+)`, 'giv');

/** Names of files that a package comes in. */
const archiveName = /\.(?:whl|zip|egg|conda|tar|tgz|tbz2?|txz|(?:tar\.)?(?:gz|bz2|xz|zst))$/iv;

/** Parts of an address that are long without being secret: words, versions, platforms, and digests (SHA-1, SHA-2, BLAKE2b as PyPI uses it). */
const ordinary = /^(?:[a-z]+\d{0,4}|\d+[a-z]{0,2}|[\da-f]{40}|[\da-f]{56}|[\da-f]{60}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/iv;

const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/iv;

/** The shortest token, in characters. Short commits have up to 12; package hosts give out tokens of 16 and more. */
const shortestToken = 14;

/** Masks the values of parameters that hold secrets, in any text. */
export function maskParameters(text: string, mask: string): string {
	return text.includes('=') ? text.replaceAll(tellingParameters, `$<start>${mask}`) : text;
}

/** Finds the secrets in the paths and queries of the addresses in a text. */
export function secretsInAddresses(text: string): readonly string[] {
	return text.includes('://') ? [...text.matchAll(addresses)].flatMap(([address]) => secretsOf(address)) : [];
}

function secretsOf(address: string): readonly string[] {
	const telling = [...address.matchAll(tellingParameters)].map(({groups}) => groups?.value ?? '');
	// Before them are the scheme and the host.
	const segments = address.split(/[\/?;=#]|&/v).slice(3);
	return [...telling, ...segments.filter(segment => isToken(decoded(segment)))].flatMap(secret => [secret, decoded(secret)]);
}

/** Judges by what is left after the ordinary parts: a token mixes letters and digits over some length. */
function isToken(segment: string): boolean {
	if (archiveName.test(segment)) {
		return false;
	}

	const odd = segment.split(/[^a-z\d]/iv).filter(part => part !== '' && !ordinary.test(part));
	return uuid.test(segment) || odd.join('').length >= shortestToken;
}

/** Undoes the escapes of an address; text with a wrong escape stays as it is. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
