import {ToolError, type ErrorDetails} from '../engine/errors.js';

/** Exit 3: a tool did not get what it needs from where packages come from. */
export class NetworkError extends ToolError {
	readonly who: NetworkTrouble['who'];
	/** True when the tool waited without an end, so that it was ended: it has not tried again itself. */
	readonly isStalled: boolean;

	constructor(message: string, details: ErrorDetails, {who, isStalled = false}: Pick<NetworkTrouble, 'who'> & {readonly isStalled?: boolean}) {
		super(message, details);
		this.who = who;
		this.isStalled = isStalled;
	}
}

export type NetworkTrouble = {
	/** Who did not get it. */
	readonly who: 'pip' | 'npm';
	/** What happened, in one sentence without an end. */
	readonly message: string;
	readonly tryThis: string;
};

/** Where pip and npm get packages, and what a person may set. */
const sources = {
	pip: {name: 'the package index', settings: 'python3 -m pip config list', variable: 'PIP_INDEX_URL', certificate: 'PIP_CERT'},
	npm: {name: 'the npm registry', settings: 'npm config list', variable: 'npm_config_registry', certificate: 'NODE_EXTRA_CA_CERTS'},
} as const;

/** The lines in which the tools speak of the network when they have given up; pip's warnings say how many attempts are left. */
const giveUp: Readonly<Record<NetworkTrouble['who'], RegExp>> = {
	pip: /Retry\(total=0,|Could not fetch URL|^\s*ERROR: (?:HTTP error|Could not install|THESE PACKAGES|Wheel .* is invalid)|^pip\._vendor\.\S+(?:Error|Timeout)|^.*IncompleteRead/v,
	npm: /^npm (?:error|ERR!) /v,
};

type Source = (typeof sources)[NetworkTrouble['who']];

const again = 'then run the same command again: it goes on where it stopped.';

const look = ({settings, variable}: Source) => `Look at the network, the proxies and the settings (${settings}, ${variable}), ${again}`;

/** What can happen on the way, most telling first, in the tools' words. */
const troubles: ReadonlyArray<{readonly pattern: RegExp; readonly says: string; readonly tryThis: (source: Source) => string}> = [
	{
		pattern: /CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_(?:GET_ISSUER|VERIFY)|CERT_HAS_EXPIRED|ERR_TLS_CERT|certificate/v,
		says: 'shows a certificate that this machine does not trust',
		tryThis: ({certificate}) => `Behind a proxy that opens encrypted traffic, name the file with its certificate in ${certificate}, ${again}`,
	},
	{
		pattern: /(?:\b|E)(?<status>5\d\d|429|407|403) (?:Server Error|Client Error|error responses|\p{Lu})/v,
		says: 'answered',
		tryThis: source => `Wait a little, or name another one (${source.variable}), ${again}`,
	},
	{
		pattern: /invalid json response body|not valid JSON|a page without files|Content-Type/v,
		says: 'sent something else than packages',
		tryThis: source => `Open any page in a browser: the network may want a login. Else: ${look(source)}`,
	},
	{
		pattern: /ENOTFOUND|EAI_AGAIN|Name or service not known|name resolution|nodename nor servname|NameResolutionError|getaddrinfo/v,
		says: 'cannot be found: its name does not resolve',
		tryThis: look,
	},
	{pattern: /DO NOT MATCH THE HASHES|EINTEGRITY|integrity checksum failed|is invalid/v, says: 'sent a damaged file', tryThis: look},
	{pattern: /ETIMEDOUT|TIMEOUT|[Tt]imed? ?out|timeout/v, says: 'did not answer in time', tryThis: look},
	{pattern: /ECONNRESET|ERR_STREAM_PREMATURE|socket hang up|aborted|Connection broken|IncompleteRead|ProtocolError|RemoteDisconnected/v, says: 'broke the connection off', tryThis: look},
	{pattern: /ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|NewConnectionError|ProxyError|Max retries exceeded|tunneling socket/v, says: 'cannot be reached', tryThis: look},
];

/** What the network did to pip or npm, read from the last lines of a failed tool; undefined when it was something else. */
export function networkTroubleIn(tail: readonly string[]): NetworkTrouble | undefined {
	for (const who of ['pip', 'npm'] as const) {
		const lines = tail.filter(line => giveUp[who].test(line));
		for (const {pattern, says, tryThis} of troubles) {
			const found = lines.map(line => pattern.exec(line)).find(match => match !== null);
			if (found) {
				const status = found.groups?.status;
				return {who, message: `${sources[who].name} ${says}${status === undefined ? '' : ` ${status}`}`, tryThis: tryThis(sources[who])};
			}
		}
	}

	return undefined;
}

/** Where packages stopped coming, and the tool goes on waiting. */
export const silenceOf = (who: NetworkTrouble['who']): NetworkTrouble => ({who, message: `${sources[who].name} fell silent in the middle`, tryThis: look(sources[who])});

/** True for a line in which pip or npm says that it tries a request again. */
export const saysRetry = (line: string): boolean => /^\s*WARNING: Retrying |^npm http fetch .* attempt \d+ failed with /v.test(line);
