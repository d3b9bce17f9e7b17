import {NodeHttpHandler} from '@smithy/node-http-handler';

type Handle = NodeHttpHandler['handle'];

/** Until a connection stands, and between two pieces of an answer, in milliseconds: a network that swallows packets must not hang the run. */
const patience = {connectionTimeout: 10_000, requestTimeout: 60_000} as const;

/** Sends the SDK's requests, and leaves those that are under way when the run is to stop: a slow answer must not hold it. */
export class AbortableHandler extends NodeHttpHandler {
	readonly #signal: AbortSignal;

	constructor(signal: AbortSignal) {
		super(patience);
		this.#signal = signal;
	}

	override async handle(request: Parameters<Handle>[0], options: Parameters<Handle>[1] = {}): ReturnType<Handle> {
		return super.handle(request, {...options, abortSignal: this.#signal});
	}
}
