import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { groupBy } from 'lodash';

/** Answers of the emulator with one place altered, on their way to the nodes. */

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

const REMOVED = Symbol('removed');

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
	const whole = JSON.parse(text) as unknown;
	const all = places(whole);
	if (all.length === 0) return { text, what: 'nothing' };
	// The same column of all rows is one place: otherwise most would be tried in long lists only.
	const columns = groupBy(all, ({ path }) => path.replace(/\.\d+/g, '.*'));
	const { holder, key, path } = oneOf(oneOf(Object.values(columns), random), random);
	const value = oneOf(strange, random);
	if (value !== REMOVED) holder[key] = value;
	else if (Array.isArray(holder)) holder.splice(Number(key), 1);
	else delete holder[key];
	return { text: JSON.stringify(whole), what: `${path} = ${shown(value)}` };
}

const shown = (value: unknown): string =>
	value === REMOVED ? 'removed' : (JSON.stringify(value) ?? String(value)).slice(0, 40);

export interface Interpreter {
	readonly url: string;
	/** What becomes of the next answers; what it was is told there. */
	alter: (text: string) => string;
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

/** Stands between the nodes and the emulator. */
export async function interpret(emulatorUrl: string): Promise<Interpreter> {
	const server = createServer((request, response) => {
		void (async () => {
			const { method = 'GET', url = '/', headers } = request;
			const body = await bodyOf(request);
			const answer = await fetch(`${emulatorUrl}${url}`, {
				method,
				headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
				body: method === 'GET' ? undefined : new Uint8Array(body),
			});
			const text = await answer.text();
			const usage = answer.headers.get('x-business-use-case-usage');
			response.writeHead(answer.status, {
				'content-type': 'application/json',
				...(usage !== null && { 'x-business-use-case-usage': usage }),
			});
			response.end(interpreter.alter(text));
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const interpreter: Interpreter = {
		url: `http://127.0.0.1:${port}`,
		alter: (text) => text,
		close: async () => await new Promise((resolve) => server.close(() => resolve())),
	};
	return interpreter;
}
