// The smallest Ink program, as it comes from npm: what bench/start.mjs compares the wizard's start with.
import {createElement} from 'react';
import {render, Text} from 'ink';

render(createElement(Text, null, 'Hello'));
// Stays until it is ended, as the wizard does.
setInterval(() => undefined, 60_000);
