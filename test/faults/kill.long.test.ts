import {suiteDirectory} from '../support/directory.js';
import {referenceRun} from '../support/kill.js';
import {killEverywhere} from '../support/kill-rows.js';

killEverywhere('SIGKILL', await referenceRun(suiteDirectory()));
