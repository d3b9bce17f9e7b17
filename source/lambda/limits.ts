/**
Lambda's size quotas, in bytes.
Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
*/
export const limits = {
	/** A function's code together with all of its layers, unzipped. */
	unzippedBytes: 262_144_000,
	/** A zip that is sent with the call itself; larger ones go through S3. */
	directUploadBytes: 52_428_800,
	/** Layers that one function can have. */
	layers: 5,
} as const;
