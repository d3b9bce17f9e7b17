import {maskParameters} from './address-secrets.js';
import {mapTexts} from './map-texts.js';
import {formsOf, secretsIn, userInfoCharacter, type Surroundings} from './secret-variables.js';

/** What stands in a secret's place. */
const mask = '***';

const userInfo = new RegExp(`://${userInfoCharacter}*@`, 'gv');

/** A text without these secrets, longest first, and without the name, the password and the telling parameters in any address. */
export function redactText(text: string, secrets: readonly string[]): string {
	let told = text;
	for (const secret of secrets) {
		// Hardly ever is there one, and to look is many times as fast.
		if (told.includes(secret)) {
			told = told.replaceAll(secret, mask);
		}
	}

	return maskParameters(told.includes('://') ? told.replaceAll(userInfo, `://${mask}@`) : told, mask);
}

/** The secrets that this process has seen, kept from all that it tells or writes. */
export class Secrets {
	#known: readonly string[] = [];

	/** Each of them, longest first, so that one that holds another is hidden whole. */
	get known(): readonly string[] {
		return this.#known;
	}

	/** Call it with every environment that a child gets, before the child starts. */
	learnFrom(variables: Surroundings): void {
		this.#learn(secretsIn(variables));
	}

	/** Learns secrets that stand elsewhere than in a variable, e.g. in a flag. */
	learn(found: readonly string[]): void {
		this.#learn(formsOf(found));
	}

	redact(text: string): string {
		return redactText(text, this.#known);
	}

	/** The same value with every text in it redacted; the value itself when there is nothing to hide. */
	redactIn<Value>(value: Value): Value {
		return mapTexts(value, text => this.redact(text));
	}

	#learn(found: readonly string[]): void {
		this.#known = [...new Set([...this.#known, ...found])].toSorted((one, other) => other.length - one.length);
	}
}

/** Those of this process. */
export const secrets = new Secrets();
