/**
The region in an ARN; undefined when the text is none.
Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
*/
export function regionOf(arn: string): string | undefined {
	return /^arn:[^:]+:[^:]+:(?<region>[^:]+):/v.exec(arn)?.groups?.region;
}
