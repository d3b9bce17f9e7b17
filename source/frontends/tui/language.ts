import {createContext, useContext} from 'react';
import en from '../../lessons/en/interface.json' with {type: 'json'};
import type {Strings} from '../../lessons/strings.js';

/** The interface's sentences in the person's language. */
export const StringsContext = createContext<Strings>(en);

export const useStrings = () => useContext(StringsContext);
