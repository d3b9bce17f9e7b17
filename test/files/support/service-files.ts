import fc from 'fast-check';

/** A service file as somebody may have written it, and the comments that are in it. */
export type ServiceFile = {readonly text: string; readonly comments: readonly string[]};

/** How the lines of a file are written. */
type Manner = {
	/** Spaces for each level. */
	readonly step: 2 | 4;
	/** True where the dashes of a list stand below its key, not deeper. */
	readonly isFlat: boolean;
	readonly eol: '\n' | '\r\n';
	readonly hasEnd: boolean;
	readonly start: string;
	readonly order: readonly string[];
	readonly layers: 'none' | 'block' | 'flow' | 'alias' | 'tagged';
	readonly noDeploy: 'none' | 'block' | 'flow' | 'long' | 'comma';
	readonly isFlowFunction: boolean;
	/** Which lines have a comment above them, and which at their end, after how many spaces. */
	readonly above: readonly boolean[];
	readonly beside: readonly number[];
};

const sections = ['provider', 'custom', 'defaults', 'functions', 'resources'];

const manner: fc.Arbitrary<Manner> = fc.record({
	step: fc.constantFrom(2, 4),
	isFlat: fc.boolean(),
	eol: fc.constantFrom('\n', '\r\n'),
	hasEnd: fc.boolean(),
	start: fc.constantFrom('', '---\n', '\uFEFF', '# first\n\n', '%YAML 1.2\n---\n'),
	order: fc.shuffledSubarray(sections, {minLength: sections.length}),
	layers: fc.constantFrom('none', 'block', 'flow', 'alias', 'tagged'),
	noDeploy: fc.constantFrom('none', 'block', 'flow', 'long', 'comma'),
	isFlowFunction: fc.boolean(),
	above: fc.array(fc.boolean(), {minLength: 12, maxLength: 12}),
	beside: fc.array(fc.constantFrom(0, 0, 1, 3), {minLength: 17, maxLength: 17}),
});

/** Service files with what people write: comments, anchors, merge keys, tags, quotes, long lines, blocks of text, lists in every style. */
export const serviceFiles: fc.Arbitrary<ServiceFile> = manner.map(how => write(how));

function write(how: Manner): ServiceFile {
	const {step, isFlat, eol, hasEnd, start, order, layers, noDeploy, isFlowFunction, above, beside} = how;
	const comments: string[] = [];
	const lines: string[] = [];
	const comment = () => {
		comments.push(`#c${comments.length}`);
		return comments.at(-1) ?? '';
	};

	/** A line at a level; what is inside a block of text, or goes on in the next line, takes no comment. */
	const line = (level: number, text: string, takesComment = true) => {
		const indent = ' '.repeat(level * step);
		if (takesComment && above[lines.length % above.length]) {
			lines.push(`${indent}${comment()} above`);
		}

		const gap = takesComment ? beside[lines.length % beside.length] ?? 0 : 0;
		lines.push(`${indent}${text}${gap > 0 ? `${' '.repeat(gap)}${comment()} beside` : ''}`);
	};

	const list = (level: number, key: string, items: readonly string[]) => {
		line(level, `${key}:`);
		for (const item of items) {
			const indent = ' '.repeat(isFlat ? 0 : step);
			line(level, `${indent}- ${item}`);
		}
	};

	const write: Readonly<Record<string, () => void>> = {
		provider() {
			line(0, 'provider:');
			line(1, 'name:   aws');
			line(1, 'runtime: "python3.12"');
			line(1, 'environment: &env');
			line(2, 'BUCKET:  !Ref   Bucket');
			line(2, 'URL: !Sub \'https://${Bucket}.example\'');
			line(2, 'PARTS: !GetAtt [ Bucket,Arn ]');
			line(1, `description: ${'a long line that nobody wants wrapped, '.repeat(4)}end`);
		},
		custom() {
			line(0, 'custom:');
			line(1, 'note: >-', false);
			line(2, 'folded text # no comment', false);
			line(2, 'that goes on', false);
			line(1, 'pythonRequirements:');
			line(2, 'useStaticCache: False');
			const styles: Readonly<Record<Manner['noDeploy'], () => void>> = {
				none() {
					// Nothing is kept out yet.
				},
				block() {
					list(2, 'noDeploy', ['boto3', '\'botocore\'']);
				},
				flow() {
					line(2, 'noDeploy: [ boto3,   "botocore" ]');
				},
				long() {
					line(2, 'noDeploy: [boto3,', false);
					line(4, 'botocore]');
				},
				comma() {
					line(2, 'noDeploy: [boto3, botocore, ]');
				},
			};
			styles[noDeploy]();
			line(2, 'slim:  yes');
			line(1, 'empty: {}');
			line(1, 'hex: 0x1F');
			line(1, '"odd key": \'it\'\'s\'');
		},
		defaults() {
			line(0, 'defaults: &defaults');
			line(1, 'memorySize: 128');
			line(1, 'tags: {a: 1,  b: [ 2,3 ]}');
			line(0, 'shared: &shared [ \'arn:aws:lambda:us-east-1:000000000000:layer:shared:3\' ]');
		},
		functions() {
			line(0, 'functions:');
			line(1, 'other:');
			line(2, 'handler: other.main');
			const layersOf: Readonly<Record<Manner['layers'], string>> = {
				none: '',
				block: '',
				flow: 'layers: [ arn:aws:lambda:us-east-1:000000000000:layer:mine:7 ]',
				alias: order.indexOf('defaults') < order.indexOf('functions') ? 'layers: *shared' : '',
				tagged: 'layers: [!Ref OwnLayer]',
			};
			if (isFlowFunction) {
				line(1, `hello: {handler: handler.hello,  memorySize: 256${layersOf[layers] === '' || layers === 'alias' ? '' : `, ${layersOf[layers]}`}}`);
				return;
			}

			line(1, 'hello:');
			if (order.indexOf('defaults') < order.indexOf('functions')) {
				line(2, '<<: *defaults');
			}

			line(2, 'handler: "handler.hello"');
			if (layers === 'block') {
				list(2, 'layers', ['arn:aws:lambda:us-east-1:000000000000:layer:mine:7']);
			} else if (layersOf[layers] !== '') {
				line(2, layersOf[layers]);
			}

			line(2, 'timeout: 1_0');
			line(2, 'text: |', false);
			line(3, 'kept as   it is', false);
		},
		resources() {
			line(0, 'resources:');
			line(1, 'Outputs:');
			line(2, 'Name: {Value: !GetAtt Bucket.Arn,   Export: {Name: !Sub "${AWS::StackName}-x"}}');
		},
	};
	for (const name of ['service', ...order]) {
		if (name === 'service') {
			line(0, 'service: demo');
		} else {
			write[name]?.();
		}

		if (above[name.length % above.length]) {
			lines.push('');
		}
	}

	const text = `${start}${lines.join('\n')}${hasEnd ? '\n' : ''}`;
	return {text: text.replaceAll('\n', eol), comments};
}
