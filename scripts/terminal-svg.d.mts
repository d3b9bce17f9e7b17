import type {Terminal} from '@xterm/headless';

export type PictureOptions = {readonly theme: 'light' | 'dark'; readonly title: string};

/** Draws the visible screen of a terminal in a plain window frame. */
export function terminalSvg(terminal: Terminal, options: PictureOptions): string;
