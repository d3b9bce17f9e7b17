import process from 'node:process';

/** The oldest Node.js that this bundle runs on; the same as `engines` in package.json. */
const oldest = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
	process.stderr.write(`Error: layer-wizard needs Node.js ${oldest.join('.')} or newer, and this is ${process.versions.node}.\n  Try: Install a current Node.js from nodejs.org.\n`);
	process.exitCode = 3;
} else {
	// A note of the AWS SDK about future Node versions, which would stand in the middle of the progress.
	process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
	// Loaded only now: an older Node.js could not even read it.
	const {main} = await import('./cli/main.js');
	// Not process.exit: what was written to a pipe must still get out.
	process.exitCode = await main(process.argv.slice(2));
}
