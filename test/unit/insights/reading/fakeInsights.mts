import { cutPeriod, dayText, parseDay } from '../../../../emulator/insights/query/days.mts';
import { GraphClient } from '../../../../nodes/shared/graph/client.ts';
import type { Transport, WireAnswer } from '../../../../nodes/shared/graph/wire/transport.ts';
import { Drawing } from '../../../../nodes/shared/graph/wire/drawing.ts';
import type { Increment } from '../../../../nodes/MetaInsights/facts/increments.ts';
import type { ReportPeriod } from '../../../../nodes/MetaInsights/facts/dateRanges.ts';
import { idField, type ReportLevel, reportLevels } from '../../../../nodes/MetaInsights/facts/levels.ts';

/** One ad with its parents; every metric of a row is a function of the row's own place, so joined parts can be checked. */
export interface FakeAd {
	readonly campaign: string;
	readonly adset: string;
	readonly ad: string;
}

export interface Asked {
	readonly method: string;
	readonly node: string;
	readonly level: ReportLevel;
	readonly fields: readonly string[];
	readonly period: ReportPeriod;
	readonly increment: Increment;
	readonly breakdowns: readonly string[];
	readonly filtering: ReadonlyArray<{ field: string; operator: string; value: unknown }>;
	readonly limit: number;
	readonly after?: string;
}

/** How a question or a run goes wrong; null: it does not. `slow`: looks at a run before it comes to its end. */
export type Trouble =
	| { readonly error: Record<string, unknown>; readonly headers?: Record<string, string> }
	| { readonly slow: number }
	| {
			readonly run: 'failed' | 'skipped' | 'stuck' | 'failedWithoutReason';
			readonly code?: number;
			readonly subcode?: number;
	  }
	| null;

export interface FakeOptions {
	readonly ads: readonly FakeAd[];
	/** Asked for each question (sync call, start of a run, look at a run, page of a run); `tries` counts the same question. */
	readonly trouble?: (asked: Asked, tries: number, at: 'sync' | 'start' | 'look' | 'page') => Trouble;
	/** Largest page served, whatever the limit. */
	readonly pageSize?: number;
	readonly headers?: () => Record<string, string>;
}

export const tooMuch = { error: { code: 100, error_subcode: 1487534, message: 'Too much' } };

const asked = { total: 'all_days', month: 'monthly', week: 7 } as const;

/** The rows Meta makes of a period, by the emulator's reckoning and not by that of the code under test. */
const chunksOf = ({ since, until }: ReportPeriod, increment: Increment): ReportPeriod[] =>
	cutPeriod(
		{ since: parseDay(since, 'since'), until: parseDay(until, 'until') },
		typeof increment === 'number' ? increment : asked[increment],
	).map((chunk) => ({
		since: dayText(chunk.since),
		until: dayText(chunk.until),
	}));

const AGES = ['18-24', '25-34'];

type RowFilter = Asked['filtering'][number];

/** A filter by a number of the row, which Meta holds against each row, whatever row that is. */
export const isAboutNumbers = ({ field }: RowFilter): boolean => !field.includes('.');

/** What an ad spent on a day in an age, 1 to 9: nothing but different. */
const spentBy = (...place: string[]): number =>
	1 + ([...place.join()].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 1009, 7) % 9);

/** Spend adds up and ctr is a mean, as Meta's: the row of a parent can miss a filter that rows below it pass. */
function numbersOf(
	ads: readonly FakeAd[],
	{ since, until }: ReportPeriod,
	ages: readonly string[],
): Readonly<Record<string, number>> {
	const days = chunksOf({ since, until }, 1).map((day) => day.since);
	const all = ads.flatMap(({ ad }) => days.flatMap((day) => ages.map((age) => spentBy(ad, day, age))));
	const spend = all.reduce((sum, one) => sum + one, 0);
	return { spend, ctr: spend / all.length };
}

function passes(numbers: Readonly<Record<string, number>>, { field, operator, value }: RowFilter): boolean {
	if (!(field in numbers)) throw new Error(`no number ${field}`);
	return operator === 'LESS_THAN' ? numbers[field] < Number(value) : numbers[field] > Number(value);
}

/** Meta's insights edge, as far as parts and their joining go, with a clock of its own. */
export class FakeInsights {
	readonly asked: Array<Asked & { at: 'sync' | 'start' | 'look' | 'page' }> = [];
	readonly waits: number[] = [];
	active = 0;
	mostActive = 0;
	private clock = Date.parse('2026-11-25T12:00:00Z');
	private readonly runs = new Map<
		string,
		{
			asked: Asked;
			state: 'ok' | 'failed' | 'skipped' | 'stuck' | 'failedWithoutReason';
			looks: number;
			slow: number;
			code?: number;
			subcode?: number;
		}
	>();
	private readonly tries = new Map<string, number>();
	private nextRun = 900_000_000_000_001;

	constructor(private readonly options: FakeOptions) {}

	readonly now = (): number => this.clock;
	readonly wait = async (milliseconds: number): Promise<void> => {
		this.clock += milliseconds;
		this.waits.push(milliseconds);
	};

	client(): GraphClient {
		return new GraphClient({
			transport: this.transport,
			origin: 'https://graph.facebook.com',
			version: 'v26.0',
			drawing: new Drawing(this.now),
			wait: this.wait,
			now: this.now,
			random: () => 0,
			maxWait: 120_000,
		});
	}

	/** What the whole report is, with nothing in the way. */
	rows({
		node,
		level,
		fields,
		period,
		increment,
		breakdowns,
		filtering,
	}: Omit<Asked, 'limit' | 'method' | 'after'>): Array<Record<string, unknown>> {
		const ads = this.options.ads.filter(
			(ad) =>
				(node.startsWith('act_') || [ad.campaign, ad.adset, ad.ad].includes(node)) &&
				filtering.every(({ field, value }) => {
					const [of, property] = field.split('.');
					return property !== 'id' || (value as string[]).includes(ad[of as keyof FakeAd]);
				}),
		);
		const objects = [...new Set(ads.map((ad) => (level === 'account' ? '1' : ad[level])))].sort();
		const byNumbers = filtering.filter(isAboutNumbers);
		return objects.flatMap((id) => {
			const own = ads.filter((one) => level === 'account' || one[level] === id);
			return chunksOf(period, increment).flatMap((chunk) =>
				(breakdowns.includes('age') ? AGES : [undefined]).flatMap((age) => {
					if (byNumbers.length > 0) {
						const numbers = numbersOf(own, chunk, age === undefined ? AGES : [age]);
						if (!byNumbers.every((filter) => passes(numbers, filter))) return [];
					}
					const place = `${id} ${chunk.since} ${age ?? ''}`;
					const row: Record<string, unknown> = { date_start: chunk.since, date_stop: chunk.until };
					if (age !== undefined) row.age = age;
					for (const field of fields) {
						const of = reportLevels.find((one) => idField(one) === field);
						row[field] = of === undefined ? `${field} of ${place}` : of === 'account' ? '1' : own[0][of];
					}
					return [row];
				}),
			);
		});
	}

	private readonly transport: Transport = async ({ method, url, body }): Promise<WireAnswer> => {
		this.active++;
		this.mostActive = Math.max(this.mostActive, this.active);
		await new Promise(setImmediate);
		this.active--;
		this.clock += 100;
		const [path, query = ''] = url.slice('https://graph.facebook.com/v26.0/'.length).split('?');
		const params = Object.fromEntries(new URLSearchParams(method === 'POST' ? String(body) : query));
		const answer = this.answer(method, path, params);
		return {
			status: 'error' in answer ? 400 : 200,
			headers: { ...this.options.headers?.(), ...(answer.headers as Record<string, string>) },
			text: JSON.stringify({ ...answer, headers: undefined }),
		};
	};

	private answer(method: string, path: string, params: Record<string, string>): Record<string, unknown> {
		const [node, edge] = path.split('/');
		const run = this.runs.get(node);
		if (run && edge === undefined) return this.look(node, run);
		if (run) return this.page({ ...run.asked, limit: Number(params.limit), after: params.after }, 'page');
		const increment = params.time_increment;
		const asked: Asked = {
			method,
			node,
			level: params.level as ReportLevel,
			fields: params.fields.split(','),
			period: JSON.parse(params.time_range),
			increment: increment === 'all_days' ? 'total' : increment === 'monthly' ? 'month' : Number(increment),
			breakdowns: JSON.parse(params.breakdowns ?? '[]'),
			filtering: JSON.parse(params.filtering ?? '[]'),
			limit: Number(params.limit ?? 25),
			after: params.after,
		};
		return method === 'POST' ? this.start(asked) : this.page(asked, 'sync');
	}

	private troubleOf(asked: Asked, at: 'sync' | 'start' | 'look' | 'page'): Trouble {
		this.asked.push({ ...asked, at });
		const key = JSON.stringify([at, asked]);
		const tries = (this.tries.get(key) ?? 0) + 1;
		this.tries.set(key, tries);
		return this.options.trouble?.(asked, tries, at) ?? null;
	}

	private start(asked: Asked): Record<string, unknown> {
		const trouble = this.troubleOf(asked, 'start');
		if (trouble && 'error' in trouble) return trouble;
		const id = String(this.nextRun++);
		const bad = trouble && 'run' in trouble ? trouble : undefined;
		this.runs.set(id, {
			asked,
			state: bad?.run ?? 'ok',
			looks: 0,
			slow: trouble && 'slow' in trouble ? trouble.slow : 0,
			code: bad?.code,
			subcode: bad?.subcode,
		});
		return { report_run_id: id };
	}

	private look(id: string, run: NonNullable<ReturnType<typeof this.runs.get>>): Record<string, unknown> {
		run.looks++;
		const status = (async_status: string, async_percent_completion: number, more = {}) => ({
			id,
			async_status,
			async_percent_completion,
			...more,
		});
		const trouble = this.troubleOf(run.asked, 'look');
		if (trouble && 'error' in trouble) return trouble;
		if (run.looks === 1) return status('Job Not Started', 0);
		if (run.looks <= run.slow) return status('Job Running', 30);
		if (run.state === 'stuck') return status('Job Running', 40);
		if (run.looks === Math.max(2, run.slow + 1)) return status('Job Completed', 90); // says so before it is
		if (run.state === 'ok') return status('Job Completed', 100);
		if (run.state === 'skipped') return status('Job Skipped', 0);
		return status('Job Failed', 60, run.state === 'failed' ? { error_code: run.code, error_subcode: run.subcode } : {});
	}

	private page(asked: Asked, at: 'sync' | 'page'): Record<string, unknown> {
		const trouble = this.troubleOf(asked, at);
		if (trouble && 'error' in trouble) return trouble;
		const rows = this.rows(asked);
		const start = Number(asked.after ?? 0);
		const end = start + Math.min(asked.limit, this.options.pageSize ?? Infinity);
		const next = end < rows.length ? { next: 'https://elsewhere.example' } : {};
		return { data: rows.slice(start, end), paging: { cursors: { before: 'b', after: String(end) }, ...next } };
	}
}

/** A tree of ads: the counts say how many ad sets each campaign and how many ads each ad set has. */
export const tree = (campaigns: ReadonlyArray<readonly number[]>): FakeAd[] =>
	campaigns.flatMap((adsets, c) =>
		adsets.flatMap((ads, s) =>
			Array.from({ length: ads }, (_, a) => ({ campaign: `c${c}`, adset: `s${c}${s}`, ad: `a${c}${s}${a}` })),
		),
	);
