import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { range } from 'lodash';

import type { Emulator } from '../../../emulator/http/server.mts';
import { APP } from '../../../emulator/world/tokens.mts';
import { dayAgo } from '../support/lives/days.mts';

/** Answers of Meta as others recorded them, in `test/recorded`: what they are, and how the emulator comes to give one. */

/** One line of a file there. Ids are those of the emulator's seed. */
export interface RecordedAnswer {
	readonly id: string;
	/** Where somebody recorded or pasted it. */
	readonly source: Readonly<Record<string, string>>;
	/** `recorded` and `pasted` are evidence; of `described` only the codes and shapes are. */
	readonly fidelity: 'recorded' | 'pasted' | 'described';
	readonly request: { readonly method: string; readonly path: string; readonly params?: Record<string, unknown> };
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: unknown;
	/** What reads it; `op` names an operation. */
	readonly probe: string;
	readonly op?: string;
	readonly form?: Readonly<Record<string, unknown>>;
	readonly expect: Readonly<Record<string, unknown>>;
	/** Given in pages of one entry each. */
	readonly inPages?: true;
}

/** Another folder of the same shape can be read instead. */
const FOLDER = process.env.RECORDED ?? join(__dirname, '../../recorded');

/** One answer a line; a `.json` file holds a list of them. */
export const recordedAnswers = (): RecordedAnswer[] =>
	readdirSync(FOLDER)
		.sort()
		.flatMap((name) => {
			const text = readFileSync(join(FOLDER, name), 'utf8');
			if (name.endsWith('.jsonl'))
				return text
					.trim()
					.split('\n')
					.map((line) => JSON.parse(line) as RecordedAnswer);
			return name.endsWith('.json') ? (JSON.parse(text) as RecordedAnswer[]) : [];
		});

/** `{{h:5}}` is five hours ago, `{{d:3}}` the day three days ago, `{{app}}` the app that asks. */
export function bodyOf({ body }: RecordedAnswer, now: number): string {
	const ago = (hours: string): string => graphTime(now - Number(hours) * 3_600_000);
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return text
		.replace(/\{\{h:([\d.]+)\}\}/g, (_, hours: string) => ago(hours))
		.replace(/\{\{d:(\d+)\}\}/g, (_, days: string) => dayAgo(Number(days)))
		.replaceAll('{{app}}', APP.id);
}

export const graphTime = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, '+0000');

/** Each call of this path gets the answer, so many times or until it is taken away. */
export function give(emulator: Emulator, answer: RecordedAnswer, path: string, method?: string, times?: number): void {
	const body = bodyOf(answer, emulator.world.clock.now());
	const contentType = body.startsWith('<') ? 'text/html; charset=utf-8' : 'application/json; charset=UTF-8';
	const match = { path, ...(method === undefined ? {} : { method }) };
	const fault = { kind: 'http' as const, status: answer.status, contentType, headers: answer.headers };
	if (answer.inPages) {
		const pages = range(READS).flatMap(() => pagesOf(body));
		for (const page of pages)
			emulator.control.addFault({ match: { ...match, times: 1 }, fault: { ...fault, body: page } });
	} else
		emulator.control.addFault({
			match: { ...match, ...(times === undefined ? {} : { times }) },
			fault: { ...fault, body },
		});
}

/** How often a step reads one list at most. */
const READS = 6;

/** A list as pages of one entry. */
function pagesOf(body: string): string[] {
	const { data } = JSON.parse(body) as { data: unknown[] };
	return data.map((entry, index) => {
		const cursors = { before: `b${index}`, after: `a${index}` };
		const next = index + 1 < data.length ? { next: 'https://graph.facebook.com/next' } : {};
		return JSON.stringify({ data: [entry], paging: { cursors, ...next } });
	});
}

/** Whether a value is as a fixture says: text between slashes is a pattern. */
export function isAs(expected: unknown, value: unknown): boolean {
	if (typeof expected !== 'string' || !/^\/.+\/i?$/.test(expected)) return Object.is(expected ?? null, value ?? null);
	const [, pattern = '', flags] = /^\/(.+)\/(i?)$/.exec(expected) ?? [];
	return new RegExp(pattern, flags).test(typeof value === 'string' ? value : JSON.stringify(value ?? ''));
}

/** Whether a call has got the answer: an answer that nothing asked for would prove nothing. */
export const wasGiven = ({ log }: Emulator): boolean => log.some(({ fault }) => fault !== undefined);
