import process from 'node:process';
import {main} from './cli/main.js';

// A note of the AWS SDK about future Node versions, which would stand in the middle of the progress.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// Not process.exit: what was written to a pipe must still get out.
process.exitCode = await main(process.argv.slice(2));
