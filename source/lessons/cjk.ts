/** Scripts without spaces, with their punctuation: rows may end anywhere between two of these characters. */
export const cjk = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303F\uFF01-\uFF60]/v;
