import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { groupBy, sortBy, uniqBy } from 'lodash';

import type { RawRequest } from '../../../emulator/http/decode.mts';
import type { Answer } from '../../../emulator/http/exchange.mts';
import { inProcess, type Emulator, type Listening } from '../../../emulator/http/server.mts';
import { isRecord } from '../../../nodes/shared/record.ts';

/** Answers of the emulator with places altered, on their way to the nodes. */

type Json = Record<string | number, unknown>;

interface Place {
	readonly holder: Json;
	readonly key: string | number;
	readonly path: string;
}

const places = (value: unknown, path = ''): Place[] =>
	typeof value !== 'object' || value === null
		? []
		: (Array.isArray(value) ? [...value.keys()] : Object.keys(value)).flatMap((key) => [
				{ holder: value as Json, key, path: `${path}.${key}` },
				...places((value as Json)[key], `${path}.${key}`),
			]);

export const REMOVED = Symbol('nothing');

/** A number that JSON can write and no number holds: `1e999`. */
export const HUGE = Symbol('1e999');

const HUGE_MARK = '%1e999%';

const asJson = (value: unknown): string => JSON.stringify(value).replaceAll(`"${HUGE_MARK}"`, '1e999');

type Part = { readonly code: unknown; body: unknown };

const isPart = (value: unknown): value is Part => isRecord(value) && 'code' in value && 'body' in value;

/** An answer with those inside a batch, which it carries as text. */
function openedAnswer(text: string): unknown {
	const whole = JSON.parse(text) as unknown;
	if (!Array.isArray(whole)) return whole;
	return whole.map((part: unknown) =>
		isPart(part) && typeof part.body === 'string' ? { ...part, body: JSON.parse(part.body) as unknown } : part,
	);
}

const closedAnswer = (whole: unknown): string =>
	asJson(
		Array.isArray(whole)
			? whole.map((part: unknown) =>
					isPart(part) && typeof part.body === 'object' ? { ...part, body: asJson(part.body) } : part,
				)
			: whole,
	);

/** The same place of all rows; the parts of a batch are answers of their own. */
const columnOf = (path: string, isBatch: boolean): string => {
	const [part, rest] = isBatch ? (/^(\.\d+)(.*)$/.exec(path)?.slice(1) ?? ['', path]) : ['', path];
	return `${part}${rest!.replace(/\.\d+/g, '.*')}`;
};

/** The places of an answer, outermost first; of the same column of all rows the first. */
export function columnPlaces(text: string): string[] {
	const whole = openedAnswer(text);
	const found = uniqBy(places(whole), ({ path }) => columnOf(path, Array.isArray(whole)));
	return sortBy(
		found.map(({ path }) => path),
		depthOf,
	);
}

/** What a call asks for: the names of fields, by where in its answer the object stands that has them. */
export type WantedFields = ReadonlyMap<string, readonly string[]>;

/** Names at the top of a list of fields such as `id,name,insights{spend}`. */
function topNames(fields: string): string[] {
	let depth = 0;
	const parts = [''];
	for (const sign of fields) {
		if (sign === '{' || sign === '(') depth += 1;
		if (sign === '}' || sign === ')') depth -= 1;
		if (sign === ',' && depth === 0) parts.push('');
		else parts.push((parts.pop() ?? '') + sign);
	}
	return parts.flatMap((part) => /^\w+/.exec(part)?.[0] ?? []);
}

const fieldsIn = (address: string): string[] =>
	topNames(new URL(address, 'http://localhost').searchParams.get('fields') ?? '');

/** What the call asks for; of a batch, by its parts. */
export function wantedFields(address: string, body: string): WantedFields {
	const batch = new URLSearchParams(body).get('batch');
	if (batch === null) return new Map([['', fieldsIn(address)]]);
	const parts = JSON.parse(batch) as Array<{ readonly relative_url: string }>;
	return new Map(parts.map(({ relative_url: part }, index) => [`.${index}.body`, fieldsIn(part)]));
}

/** Places of fields that were asked for and are not there: of the object, or of the first row of a list. */
export function absentPlaces(text: string, wanted: WantedFields): string[] {
	const whole = openedAnswer(text);
	const all = new Map(places({ whole }).map(({ path, holder, key }) => [path.replace('.whole', ''), holder[key]]));
	return [...wanted].flatMap(([at, names]) => {
		const place = Array.isArray(all.get(`${at}.data`)) ? `${at}.data.0` : at;
		const holder = all.get(place);
		return isRecord(holder) ? names.filter((name) => !(name in holder)).map((name) => `${place}.${name}`) : [];
	});
}

/** How many keys lead to a place. */
export const depthOf = (path: string): number => path.split('.').length;

function put({ holder, key }: Place, value: unknown): void {
	if (value === HUGE) holder[key] = HUGE_MARK;
	else if (value !== REMOVED) holder[key] = value;
	else if (Array.isArray(holder)) holder.splice(Number(key), 1);
	else delete holder[key];
}

/** The answer with values at these places, the last of a list first: what is removed moves the others. */
export function withStruck(text: string, struck: ReadonlyMap<string, unknown>): string {
	const whole = openedAnswer(text);
	const all = places({ whole }).map((place) => ({ ...place, path: place.path.replace('.whole', '') }));
	const holders = new Map(all.map(({ path, holder, key }) => [path, holder[key]]));
	for (const place of all.reverse()) if (struck.has(place.path)) put(place, struck.get(place.path));
	for (const [path, value] of struck) {
		const [, parent = '', key = ''] = /^(.*)\.(\w+)$/.exec(path) ?? [];
		const holder = holders.get(parent);
		if (!holders.has(path) && isRecord(holder)) put({ holder, key, path }, value);
	}
	return closedAnswer(whole);
}

/** What an answer can hold that nobody expects there; what tells most stands in it more than once. */
const strange: readonly unknown[] = [
	...Array<unknown>(6).fill(REMOVED),
	null,
	null,
	null,
	'',
	'x',
	'x',
	'Not/A_Zone',
	'Not/A_Zone',
	{},
	{},
	[{}],
	0.5,
	'2026-13-45',
	'2026-11-26T10:00:00',
	'1e400',
	true,
	false,
	0,
	-1,
	0.5,
	1e300,
	HUGE,
	[],
	{},
	[null],
	[[]],
	{ id: null },
	'long '.repeat(12_000),
];

const oneOf = <T,>(values: readonly T[], random: () => number): T => values[Math.floor(random() * values.length)];

/** One place of a JSON text altered, and which; the text itself where there is nothing to alter. */
export function altered(text: string, random: () => number): { text: string; what: string } {
	const whole = openedAnswer(text);
	const all = places(whole);
	if (all.length === 0) return { text, what: 'nothing' };
	// The same column of all rows is one place: otherwise most would be tried in long lists only.
	const columns = groupBy(all, ({ path }) => columnOf(path, Array.isArray(whole)));
	const place = oneOf(oneOf(Object.values(columns), random), random);
	const value = oneOf(strange, random);
	put(place, value);
	return { text: closedAnswer(whole), what: `${place.path} = ${shownValue(value)}` };
}

export const shownValue = (value: unknown): string =>
	typeof value === 'symbol' ? value.description! : (JSON.stringify(value) ?? String(value)).slice(0, 40);

export interface Interpreter {
	readonly url: string;
	/** What becomes of the next answers; what it was is told there. */
	alter: (text: string, wanted: WantedFields, address: string) => string;
	/** What becomes of the next requests: their addresses, and the text of their bodies. */
	ask: (text: string) => string;
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

/** A call as it is asked, and its answer as it is altered. */
async function altering(emulator: Pick<Emulator, 'ask'>, between: Interpreter, sent: RawRequest): Promise<Answer> {
	const url = between.ask(sent.url);
	const isText = !(sent.headers['content-type'] ?? '').startsWith('multipart/');
	const body = isText ? Buffer.from(between.ask(sent.body.toString('utf8'))) : sent.body;
	const answer = await emulator.ask({ ...sent, url, body });
	const usage = answer.headers['x-business-use-case-usage'];
	return {
		status: answer.status,
		headers: {
			'content-type': 'application/json',
			...(usage !== undefined && { 'x-business-use-case-usage': usage }),
		},
		body: between.alter(answer.body, wantedFields(url, body.toString('utf8')), url),
	};
}

/** Stands between the nodes and the emulator, which is asked without a second connection. */
export async function interpret(emulator: Pick<Emulator, 'ask'>): Promise<Interpreter> {
	const ask = async (sent: RawRequest): Promise<Answer> => await altering(emulator, interpreter, sent);
	const server = createServer((request, response) => {
		void (async () => {
			const { method = 'GET', url = '/', headers } = request;
			const { status, headers: told, body } = await ask({ method, url, headers, body: await bodyOf(request) });
			response.writeHead(status, told);
			response.end(body);
		})().catch(() => response.destroy()); // A connection that breaks off behind breaks off here as well.
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const exchange = async (sent: RawRequest) => ({ answer: await ask(sent) });
	inProcess.publish({ url, emulator: { exchange, needsConnection: () => false } } satisfies Listening);
	const interpreter: Interpreter = {
		url,
		alter: (text) => text,
		ask: (text) => text,
		close: async () => {
			inProcess.publish({ url } satisfies Listening);
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return interpreter;
}
