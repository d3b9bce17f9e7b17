import {createContext, useContext} from 'react';
import type {TextProps} from 'ink';

type Style = Pick<TextProps, 'color' | 'bold' | 'dimColor'>;

/** How texts look, by what they mean. */
export type Theme = Readonly<Record<'strong' | 'quiet' | 'good' | 'bad' | 'caution' | 'accent', Style>>;

export const colorTheme: Theme = {
	strong: {bold: true},
	quiet: {dimColor: true},
	good: {color: 'green'},
	bad: {color: 'red'},
	caution: {color: 'yellow'},
	accent: {color: 'cyan'},
};

/** For NO_COLOR, which the library below Ink does not know: nothing but the text. */
export const plainTheme: Theme = {strong: {}, quiet: {}, good: {}, bad: {}, caution: {}, accent: {}};

export const ThemeContext = createContext<Theme>(colorTheme);

export const useTheme = () => useContext(ThemeContext);
