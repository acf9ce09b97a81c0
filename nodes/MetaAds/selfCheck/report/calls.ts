import type { Listener } from '../../../shared/graph/client';
import type { GraphRequest } from '../../../shared/graph/request';
import type { RequestOutcome } from '../../../shared/graph/wire/retry';
import { isRecord } from '../../../shared/record';
import { answerShapeOf, type Shape } from './shape';
import { Anonymizer } from './withoutNames';

/** One request and what came back for it, without anything of whoever asked. */
export interface Call {
	readonly method: string;
	/** The path with its ids taken out: `{account}/campaigns`. */
	readonly path: string;
	/** Names of the parameters that were sent. */
	readonly parameters: readonly string[];
	readonly answer?: Shape;
	readonly error?: CallError;
	/** No usable answer came. */
	readonly lost?: true;
}

export interface CallError {
	readonly code?: number;
	readonly subcode?: number;
	readonly type?: string;
	readonly texts: readonly string[];
}

/** Why a request may not leave; null where it may. */
export type Gate = (request: GraphRequest) => string | null;

/** A request that a level of the check does not allow: nothing was sent. */
export class NotAllowed extends Error {}

/** Follows what the steps send, and keeps what may be told of it. */
export class CallBook implements Listener {
	/** Requests that have left, each try of them. */
	sent = 0;
	/** IDs of what was deleted again; of images, their hashes. */
	readonly deleted = new Set<string>();
	private calls: Call[] = [];
	private readonly anonymizer = new Anonymizer();

	/** @param createdIds is given the IDs of what the requests have made, and the hashes of images */
	constructor(
		private readonly gate: Gate,
		readonly createdIds: Set<string>,
	) {}

	before(request: GraphRequest): void {
		const why = this.gate(request);
		if (why !== null) throw new NotAllowed(`${request.method} ${patternOf(request.path)}: ${why}`);
	}

	after(request: GraphRequest, outcome: RequestOutcome): void {
		this.sent += 1;
		this.anonymizer.note(request.params, 'value');
		if (outcome.kind === 'answered') {
			this.anonymizer.note(outcome.body);
			if (request.effect === 'create') this.noteMade(outcome.body, /^(?:id|copied_(?:\w+_)?id)$/);
			if (request.method === 'POST' && request.path.endsWith('/adimages')) this.noteMade(outcome.body, /^hash$/);
			if (request.method === 'DELETE') this.deleted.add(String(request.params?.hash ?? request.path));
		}
		const parameters = Object.entries(request.params ?? {}).flatMap(([name, value]) =>
			value === undefined ? [] : [name],
		);
		this.calls.push({
			method: request.method,
			path: patternOf(request.path),
			parameters: parameters.sort(),
			...answerColumns(outcome),
		});
	}

	/** What was followed since the last time. Its texts are still as Meta wrote them. */
	newCalls(): readonly Call[] {
		const { calls } = this;
		this.calls = [];
		return calls;
	}

	/** The same calls as they may be told: asked at the end, when everything has been seen that could stand in a text. */
	anonymousCalls(calls: readonly Call[]): Call[] {
		return calls.map(({ error, ...call }) => ({
			...call,
			...(error ? { error: { ...error, texts: error.texts.map((text) => this.anonymizer.text(text)) } } : {}),
		}));
	}

	/** A create answers with the ID; a copy with those of everything in it; an upload with the hash. */
	private noteMade(body: unknown, field: RegExp): void {
		if (Array.isArray(body)) for (const entry of body) this.noteMade(entry, field);
		if (!isRecord(body)) return;
		for (const [name, value] of Object.entries(body)) {
			if (field.test(name) && typeof value === 'string') this.createdIds.add(value);
			else this.noteMade(value, field);
		}
	}
}

function answerColumns(outcome: RequestOutcome): Pick<Call, 'answer' | 'error' | 'lost'> {
	if (outcome.kind === 'answered') return { answer: answerShapeOf(outcome.body) };
	if (outcome.kind === 'lost') return { lost: true };
	const { code, subcode, type, message, userTitle, userMessage } = outcome.failure.meta ?? {};
	const texts = [message, userTitle, userMessage].filter((text): text is string => text !== undefined && text !== '');
	return {
		error: {
			...(code === undefined ? {} : { code }),
			...(subcode === undefined ? {} : { subcode }),
			// A class of Meta's, such as OAuthException.
			...(type !== undefined && /^[A-Za-z]{1,60}$/.test(type) ? { type } : {}),
			texts,
		},
	};
}

/** Edges are Meta's words; everything else in a path is somebody's. */
export const patternOf = (path: string): string =>
	(path || 'batch')
		.split('/')
		.map((part) => (part.startsWith('act_') ? '{account}' : /^[a-z_]{2,40}$/.test(part) ? part : '{id}'))
		.join('/');
