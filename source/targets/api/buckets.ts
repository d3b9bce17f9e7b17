import {
	AbortMultipartUploadCommand,
	DeleteBucketCommand,
	DeleteObjectsCommand,
	HeadBucketCommand,
	ListMultipartUploadsCommand,
	ListObjectVersionsCommand,
	type S3Client,
} from '@aws-sdk/client-s3';
import {CloudError} from '../../engine/errors.js';
import {refusals, unlessMissing} from './refusals.js';

export type BucketCalls = {
	readonly exists: (bucket: string) => Promise<boolean>;
	/** Deletes every version of every object and breaks off what is being uploaded; CloudFormation and S3 delete only empty buckets. */
	readonly empty: (bucket: string) => Promise<void>;
	/** Deletes an empty bucket. */
	readonly remove: (bucket: string) => Promise<void>;
};

/**
S3's calls for buckets of one account: another account's bucket is refused, whatever its name.
Each throws CloudError when the cloud refuses.
*/
export function bucketCalls(client: S3Client, account: string): BucketCalls {
	const of = (bucket: string) => ({Bucket: bucket, ExpectedBucketOwner: account});
	return {
		async exists(bucket) {
			const request = client.send(new HeadBucketCommand(of(bucket)));
			return await unlessMissing(refusals('s3:ListBucket', request), missing) !== undefined;
		},
		async empty(bucket) {
			// A page is deleted before the next one is asked for, so that each is the first.
			for (let objects = await versionsIn(client, of(bucket)); objects.length > 0; objects = await versionsIn(client, of(bucket))) {
				const {Errors: [failure] = []} = await refusals('s3:DeleteObjectVersion', client.send(new DeleteObjectsCommand({...of(bucket), Delete: {Objects: [...objects], Quiet: true}})));
				if (failure) {
					throw new CloudError(`The cloud refused s3:DeleteObjectVersion of ${failure.Key} in ${bucket}: ${failure.Code}: ${failure.Message}`);
				}
			}

			const {Uploads = []} = await refusals('s3:ListBucketMultipartUploads', client.send(new ListMultipartUploadsCommand(of(bucket))));
			for (const {Key, UploadId} of Uploads) {
				await refusals('s3:AbortMultipartUpload', client.send(new AbortMultipartUploadCommand({...of(bucket), Key, UploadId})));
			}
		},
		async remove(bucket) {
			await unlessMissing(refusals('s3:DeleteBucket', client.send(new DeleteBucketCommand(of(bucket)))), missing);
		},
	};
}

const missing = /NotFound|NoSuchBucket/v;

type Owned = {readonly Bucket: string; readonly ExpectedBucketOwner: string};

/** The first versions and delete markers, 1000 at most: as many as one call can delete. */
async function versionsIn(client: S3Client, bucket: Owned): Promise<ReadonlyArray<{readonly Key: string; readonly VersionId: string | undefined}>> {
	const {Versions = [], DeleteMarkers = []} = await refusals('s3:ListBucketVersions', client.send(new ListObjectVersionsCommand(bucket)));
	return [...Versions, ...DeleteMarkers].map(({Key = '', VersionId}) => ({Key, VersionId}));
}
