import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import omit from 'lodash/omit.js';

import { junkOf, type Chance } from './chance.mts';

type Tree = Record<string, unknown> | unknown[];

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** Every place of a value, as what holds it and under which key. */
function placesIn(tree: Tree): Array<readonly [Tree, string]> {
	return Object.entries(tree).flatMap(([key, value]) => [
		[tree, key] as const,
		...(isTree(value) ? placesIn(value) : []),
	]);
}

/** Changes one place: something else, nothing, twice, or cut off. */
function alterOne(tree: Tree, chance: Chance): void {
	const places = placesIn(tree);
	if (places.length === 0) return;
	const [holder, key] = chance.pick(places);
	const value = (holder as Record<string, unknown>)[key];
	if (Array.isArray(value) && chance.is(0.5)) {
		if (chance.is(0.5)) value.push(value.length > 0 ? structuredClone(value[0]) : null);
		else value.splice(chance.below(value.length + 1), 1, junkOf(chance));
	} else if (chance.is(0.2)) {
		if (Array.isArray(holder)) holder.splice(Number(key), 1);
		else delete holder[key];
	} else (holder as Record<string, unknown>)[key] = junkOf(chance);
}

/** Answers in a batch are JSON in JSON: those inside are altered as well. */
function alterBody(text: string, chance: Chance): string {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		return text;
	}
	if (!isTree(body)) return text;
	const part = Array.isArray(body) && body.length > 0 ? (chance.pick(body) as { body?: unknown } | null) : null;
	if (typeof part?.body === 'string' && chance.is(0.8)) part.body = alterBody(part.body, chance);
	else for (let times = 1 + chance.below(2); times > 0; times--) alterOne(body, chance);
	return JSON.stringify(body);
}

export interface AlteredMeta {
	readonly url: string;
	/** Who decides from now on; null leaves every answer as it is. */
	alterBy: (chance: Chance | null) => void;
	/** What becomes of every answer from now on. */
	alterWith: (change: (text: string) => string) => void;
	readonly close: () => Promise<void>;
}

/** Stands before an emulator: calls go on as they are, answers come back altered. */
export async function alterAnswersOf(emulatorUrl: string): Promise<AlteredMeta> {
	const asItIs = (text: string): string => text;
	let change = asItIs;
	const server = createServer(async (request, reply) => {
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		const headers = omit(request.headers, 'host', 'connection');
		const answer = await fetch(`${emulatorUrl}${request.url}`, {
			method: request.method,
			headers: headers as Record<string, string>,
			...(pieces.length > 0 ? { body: Buffer.concat(pieces) } : {}),
		});
		const now = change(await answer.text());
		const kept: Record<string, string> = {};
		answer.headers.forEach((value, name) => (kept[name] = value));
		for (const name of ['content-length', 'content-encoding', 'transfer-encoding']) delete kept[name];
		reply.writeHead(answer.status, kept).end(now);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		alterBy: (chance) =>
			(change = chance === null ? asItIs : (text) => (chance.is(0.4) ? alterBody(text, chance) : text)),
		alterWith: (next) => (change = next),
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
