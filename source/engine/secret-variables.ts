import {Buffer} from 'node:buffer';
import {decoded, secretsInAddresses} from './address-secrets.js';

export type Surroundings = Readonly<Record<string, string | undefined>>;

/** Shorter values are words like `none` or `true`: to hide those would only blacken what people read. */
const shortest = 6;

/** What may stand between `://` and `@` in an address, also unescaped as tools take it: all but blanks and what ends it (RFC 3986, section 3.2). */
export const userInfoCharacter = String.raw`[^\0-\x20\/?#"<>\\]`;

/** An address's name and password, which tools take in variables such as PIP_INDEX_URL and HTTPS_PROXY. */
const userInfos = new RegExp(`://(?<both>${userInfoCharacter}+)@`, 'gv');

/** Which variables hold secrets, by their names, and what in their values is one. */
const rows: ReadonlyArray<{readonly names: RegExp; readonly secretsOf: (value: string) => readonly string[]}> = [
	{names: /(?:SECRET|TOKEN|PASSWORD|PASSWD|PASSPHRASE|(?:SECRET|API|PRIVATE|AUTH)_?KEY|SECRET_ACCESS_KEY|SERVERLESS_ACCESS_KEY|:?_auth)$/iv, secretsOf: value => [value]},
	// The practice cloud's access key is its account's number, which is shown.
	{names: /ACCESS_KEY_ID$/iv, secretsOf: value => /^\d{12}$/v.test(value) ? [] : [value]},
	// Package hosts also take a token as a part of the path or the query.
	{names: /(?:URLS?|URI|INDEX|LINKS|REGISTRY|PROXY|WEBHOOK)$/iv, secretsOf: secretsInAddresses},
	{names: /(?:)/v, secretsOf: value => value.includes('@') ? [...value.matchAll(userInfos)].flatMap(({groups}) => userInfoSecrets(groups?.both ?? '')) : []},
];

/** As it is, in an address, in JSON, and as Python shows a text. */
const forms: ReadonlyArray<(secret: string) => string> = [
	secret => secret,
	secret => encodeURIComponent(secret.toWellFormed()),
	secret => JSON.stringify(secret).slice(1, -1),
	secret => secret.replaceAll('\\', String.raw`\\`),
];

/** The secrets among variables, in each way in which a tool may write them. */
export function secretsIn(variables: Surroundings): readonly string[] {
	return formsOf(Object.entries(variables)
		.flatMap(([name, value]) => value ? rows.flatMap(({names, secretsOf}) => names.test(name) ? secretsOf(value) : []) : []));
}

/** Gives each secret in the ways in which a tool may write it. */
export function formsOf(found: readonly string[]): readonly string[] {
	return found
		.filter(secret => secret.length >= shortest)
		.flatMap(secret => forms.map(form => form(secret)));
}

/** A name without a password is a token, as git hosts take it. HTTP sends both in Base64 (RFC 7617). */
function userInfoSecrets(both: string): readonly string[] {
	const colon = both.indexOf(':');
	const secret = both.slice(colon + 1);
	return [secret, decoded(secret), ...(colon === -1 ? [] : [Buffer.from(decoded(both)).toString('base64')])];
}
