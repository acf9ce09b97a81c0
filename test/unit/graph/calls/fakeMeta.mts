import { GraphClient } from '../../../../nodes/shared/graph/client.ts';
import type { Transport, WireAnswer, WireRequest } from '../../../../nodes/shared/graph/wire/transport.ts';
import type { Headers } from '../../../../nodes/shared/graph/wire/usage.ts';
import { Drawing } from '../../../../nodes/shared/graph/wire/drawing.ts';

/** One request as it reached Meta, alone or as a part of a batch. */
export interface Arrival {
	readonly method: string;
	/** Without version: `act_1/campaigns`. */
	readonly path: string;
	readonly params: Readonly<Record<string, string>>;
	/** Whether Meta carried it out, whatever the answer said. */
	readonly applied: boolean;
}

export type Call = Omit<Arrival, 'applied'>;

/** What goes wrong with one request. `applied`: Meta carries it out all the same. */
export type Fault =
	| {
			readonly kind: 'error';
			readonly error: Readonly<Record<string, unknown>>;
			readonly headers?: Headers;
			readonly applied?: boolean;
	  }
	/** The connection breaks, before or after Meta saw the request; in a batch, the slot is null. */
	| { readonly kind: 'cut'; readonly applied: boolean }
	/** The connection cannot be made; only for a whole call. */
	| { readonly kind: 'unreachable' }
	| { readonly kind: 'text'; readonly status: number; readonly text: string; readonly applied: boolean }
	/** A batch whose list of answers ends early; all parts were carried out. */
	| { readonly kind: 'shortList'; readonly length: number };

export type Stored = { id: string } & Record<string, unknown>;

export interface FakeOptions {
	/** Faults of single requests and of parts. */
	readonly fault?: (call: Call) => Fault | undefined;
	/** Faults of whole batch calls. */
	readonly batchFault?: (parts: readonly Call[]) => Fault | undefined;
	/** Meta's clock minus ours, in milliseconds. */
	readonly skew?: number;
	readonly sendsDate?: boolean;
	readonly maxWait?: number;
	/** Milliseconds before a created object shows on its edge. */
	readonly appearsAfter?: number;
	readonly random?: () => number;
}

interface Reply {
	readonly status: number;
	readonly headers: Headers;
	readonly text: string;
}

const VERSION = 'v26.0';
export const START = Date.parse('2026-11-25T12:00:00.400Z');

/**
 * A store with Meta's habits and a clock of its own: waiting moves it. Tests ask the store what really happened, so that
 * no answer is believed for its own sake.
 */
export class FakeMeta {
	readonly objects = new Map<string, Stored>();
	readonly arrivals: Arrival[] = [];
	/** Milliseconds waited so far. */
	waited = 0;
	readonly waits: number[] = [];
	calls = 0;
	private clock = START;
	private nextId = 120_210_000_000_000_000n;

	constructor(private readonly options: FakeOptions = {}) {}

	readonly now = (): number => this.clock;

	readonly wait = async (milliseconds: number): Promise<void> => {
		this.clock += milliseconds;
		this.waited += milliseconds;
		if (milliseconds > 0) this.waits.push(milliseconds);
	};

	get serverNow(): number {
		return this.clock + (this.options.skew ?? 0);
	}

	client(): GraphClient {
		return new GraphClient({
			transport: this.transport,
			origin: 'https://graph.facebook.com',
			version: VERSION,
			drawing: new Drawing(this.now),
			wait: this.wait,
			now: this.now,
			random: this.options.random ?? (() => 0.5),
			maxWait: this.options.maxWait ?? 120_000,
		});
	}

	/** Puts an object into the store, as if made `age` milliseconds ago. */
	put(edge: string, values: Record<string, unknown>, age = 0): Stored {
		const id = String(this.nextId++);
		const created = new Date(Math.floor((this.serverNow - age) / 1000) * 1000).toISOString();
		const object = {
			status: 'PAUSED',
			...values,
			id,
			edge,
			created_time: created.replace('.000Z', '+0000'),
			visibleFrom: this.serverNow - age + (this.options.appearsAfter ?? 0),
		};
		this.objects.set(id, object);
		return object;
	}

	of(method: string, path?: string): Arrival[] {
		return this.arrivals.filter(
			(arrival) => arrival.method === method && (path === undefined || arrival.path === path),
		);
	}

	private readonly transport: Transport = async ({ method, url, body }): Promise<WireAnswer> => {
		this.calls++;
		this.clock += 50;
		const relative = url.slice('https://graph.facebook.com/'.length);
		if (relative !== '') return this.single(parse(method, relative, await textOf(body)));
		const { batch } = Object.fromEntries(new URLSearchParams(String(body)));
		return this.batch(
			(JSON.parse(batch) as Array<{ method: string; relative_url: string; body?: string }>).map((part) =>
				parse(part.method, part.relative_url, part.body ?? ''),
			),
		);
	};

	private single(call: Call): WireAnswer {
		const reply = this.reply(call, this.options.fault?.(call));
		if (reply === 'unreachable') return { lost: { kind: 'lost', sent: false, reason: 'unreachable' } };
		if (reply === 'cut') return { lost: { kind: 'lost', sent: true, reason: 'cut' } };
		return { ...reply, headers: { ...this.headers(), ...reply.headers } };
	}

	private batch(calls: readonly Call[]): WireAnswer {
		const fault = this.options.batchFault?.(calls);
		if (fault?.kind === 'unreachable') return { lost: { kind: 'lost', sent: false, reason: 'unreachable' } };
		const carriedOut =
			fault === undefined || fault.kind === 'shortList' || ('applied' in fault && fault.applied === true);
		const replies = carriedOut
			? calls.map((call) => this.reply(call, fault === undefined ? this.options.fault?.(call) : undefined))
			: [];
		if (!carriedOut) for (const call of calls) this.arrivals.push({ ...call, applied: false });
		if (fault?.kind === 'cut') return { lost: { kind: 'lost', sent: true, reason: 'cut' } };
		if (fault?.kind === 'text') return { status: fault.status, headers: this.headers(), text: fault.text };
		if (fault?.kind === 'error')
			return {
				status: 400,
				headers: { ...this.headers(), ...fault.headers },
				text: JSON.stringify({ error: fault.error }),
			};
		const slots = replies.map((reply) =>
			typeof reply === 'string' ? null : { code: reply.status, headers: listed(reply.headers), body: reply.text },
		);
		return {
			status: 200,
			headers: this.headers(),
			text: JSON.stringify(fault?.kind === 'shortList' ? slots.slice(0, fault.length) : slots),
		};
	}

	private headers(): Headers {
		return this.options.sendsDate === false ? {} : { date: new Date(this.serverNow).toUTCString() };
	}

	/** Carries a request out, or not, and answers. */
	private reply(call: Call, fault: Fault | undefined): Reply | 'cut' | 'unreachable' {
		if (fault?.kind === 'unreachable') return 'unreachable';
		const applied = fault === undefined || ('applied' in fault && fault.applied === true);
		this.arrivals.push({ ...call, applied });
		const reply = applied ? this.carryOut(call) : undefined;
		if (fault?.kind === 'cut') return 'cut';
		if (fault?.kind === 'text') return { status: fault.status, headers: {}, text: fault.text };
		if (fault?.kind === 'error')
			return { status: 400, headers: fault.headers ?? {}, text: JSON.stringify({ error: fault.error }) };
		return reply as Reply;
	}

	private carryOut({ method, path, params }: Call): Reply {
		const checksOnly = params.execution_options?.includes('validate_only') ?? false;
		if (path.includes('/'))
			return method === 'POST' ? this.create(path, params, checksOnly) : ok({ data: this.list(path, params) });
		const object = this.objects.get(path);
		if (object === undefined)
			return {
				status: 400,
				headers: {},
				text: JSON.stringify({ error: { message: 'No', code: 100, error_subcode: 33 } }),
			};
		if (method === 'GET') return ok(object);
		if (method === 'DELETE') this.objects.delete(path);
		else if (!checksOnly) Object.assign(object, params);
		return ok({ success: true });
	}

	private create(edge: string, params: Call['params'], checksOnly: boolean): Reply {
		if (checksOnly) return ok({ success: true });
		const { id } = this.put(edge, { ...params });
		return ok(edge.endsWith('/insights') ? { report_run_id: id } : { id });
	}

	private list(edge: string, params: Call['params']): Stored[] {
		const filters = JSON.parse(params.filtering ?? '[]') as Array<{
			field: string;
			operator: string;
			value: string | string[];
		}>;
		const fits = (object: Stored): boolean =>
			filters.every(({ field, value }) => [value].flat().includes(String(object[field])));
		return [...this.objects.values()].filter(
			(object) => object.edge === edge && Number(object.visibleFrom) <= this.serverNow && fits(object),
		);
	}
}

const ok = (body: unknown): Reply => ({ status: 200, headers: {}, text: JSON.stringify(body) });

const listed = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));

const textOfJson = (content: Uint8Array): string => {
	const values = Object.entries(JSON.parse(Buffer.from(content).toString()) as Record<string, unknown>);
	return new URLSearchParams(
		values.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
	).toString();
};

/** Files of a multipart body stand in the form as base64 text, the values of a JSON body as Graph takes them in a form. */
async function textOf(body: WireRequest['body']): Promise<string> {
	if (typeof body !== 'object') return body ?? '';
	if (body.contentType === 'application/json') return textOfJson(body.content);
	const parts: Array<[string, string | Blob]> = [];
	const form = await new Response(Uint8Array.from(body.content), {
		headers: { 'content-type': body.contentType },
	}).formData();
	form.forEach((value, name) => parts.push([name, value]));
	const texts = parts.map(async ([name, value]): Promise<[string, string]> => [
		name,
		typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('base64'),
	]);
	return new URLSearchParams(await Promise.all(texts)).toString();
}

function parse(method: string, relative: string, body: string): Call {
	const [path, query = ''] = relative.split('?');
	if (!path.startsWith(`${VERSION}/`)) throw new Error(`No version in ${relative}`);
	return {
		method,
		path: path.slice(VERSION.length + 1),
		params: Object.fromEntries(new URLSearchParams(method === 'POST' || body !== '' ? body : query)),
	};
}
