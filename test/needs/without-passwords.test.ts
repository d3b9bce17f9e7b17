import {expect, test} from 'vitest';
import {withoutPasswords} from '../../source/needs/without-passwords.js';

test.each([
	['http://proxy:3128', 'http://proxy:3128'],
	['http://me:geheim@proxy:3128', 'http://proxy:3128'],
	['socks5h://me:ge@h/eim@proxy:1080', 'socks5h://proxy:1080'],
	['me:geheim@proxy:3128', 'proxy:3128'],
	['request to https://me:geheim@registry.example/osls failed, https://x:y@other.example', 'request to https://registry.example/osls failed, https://other.example'],
	['localhost,127.0.0.1', 'localhost,127.0.0.1'],
])('%s', (text, shown) => {
	expect(withoutPasswords(text)).toBe(shown);
});
