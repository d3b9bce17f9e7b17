/**
A text in which addresses have lost the names and passwords before their host. Addresses of proxies may lack the scheme,
and a password may hold anything, so all up to the last `@` of a word goes.
*/
export function withoutPasswords(text: string): string {
	return text.replaceAll(/(?<scheme>[a-z][a-z0-9+.\-]*:\/\/)?\S*@/giv, '$<scheme>');
}
