import lodash from 'lodash';
import { DateTime } from 'luxon';

import { uniform } from '../../../bench/uniform.mts';
import type { Ask } from '../guardMonth/guardProcess.mts';
import type { Change } from './hostile.mts';

/**
 * What ad sets spend of their budgets, which the emulator's invented numbers do not follow: as much as the budget of each hour
 * allows, less on weekends, and some days more than others. Reports of it come by the day, late at night, and at times broken.
 */

const HOUR = 3_600_000;
/** Beside an average day, from Monday on. */
const SHAPE = [1.05, 1.05, 1, 1, 1, 0.95, 0.95];
const LEVEL = 0.95;
/** A day's spend lies so far around what is expected. */
const NOISE = 0.1;

type Broken = 'null' | 'negative' | 'twice' | 'missing' | 'dayless' | 'endless' | 'late';
/** Each is seen in a row, or a page; one that is late is only seen by the days that are missing. */
export const breaks: readonly Broken[] = ['null', 'negative', 'twice', 'missing', 'dayless', 'endless'];

interface Row {
	date_start: string | null;
	readonly date_stop: string;
	readonly adset_id?: string;
	spend?: string | null;
}

export class Delivery {
	/** How reports of an object come; whole unless said. */
	readonly broken = new Map<string, Broken>();

	constructor(
		private readonly zone: string,
		private readonly start: number,
		private readonly changes: readonly Change[],
		private readonly now: () => number,
	) {}

	/** Meta, with these numbers: of each, and of an account that has no others. */
	altered =
		(ids: readonly string[], account?: string) =>
		(ask: Ask): Ask =>
		async (request) => {
			const [, id] = /\/((?:act_)?\d+)\/insights\?/.exec(request.url) ?? [];
			const answer = await ask(request);
			if (id === undefined || (id !== account && !ids.includes(id))) return answer;
			const params = new URL(request.url, 'http://localhost').searchParams;
			const rows = id === account ? this.rowsOfAccount(ids, params) : this.rowsOf([id], params);
			return { ...answer, status: 200, body: JSON.stringify(this.page(rows, this.broken.get(id), params)) };
		};

	/** Of the whole of it, or of each ad set; it has no campaigns that spend by themselves. */
	private rowsOfAccount(ids: readonly string[], params: URLSearchParams): Row[] {
		const level = params.get('level');
		if (level === 'campaign') return [];
		if (level === null) return this.rowsOf(ids, params);
		return ids.flatMap((id) => this.rowsOf([id], params).map((row) => ({ ...row, adset_id: id })));
	}

	private rowsOf(ids: readonly string[], params: URLSearchParams): Row[] {
		const { since, until } = JSON.parse(params.get('time_range')!) as { since: string; until: string };
		return daysFrom(since, until).flatMap((date): Row[] => {
			const spend = ids.reduce((sum, id) => sum + this.reported(id, date), 0);
			return spend > 0 ? [{ spend: spend.toFixed(2), date_start: date, date_stop: date }] : [];
		});
	}

	private page(all: Row[], broken: Broken | undefined, params: URLSearchParams): unknown {
		const rows = broken === 'late' ? all.filter(({ date_stop: date }) => next(date) < this.today()) : all;
		const first = rows[0];
		if (first !== undefined && broken === 'null') first.spend = null;
		if (first !== undefined && broken === 'negative') first.spend = '-3.00';
		if (first !== undefined && broken === 'missing') delete first.spend;
		if (first !== undefined && broken === 'dayless') first.date_start = null;
		if (first !== undefined && broken === 'twice') rows.push({ ...first, spend: '1.00' });
		const from = Number(params.get('after') ?? 0);
		const to = from + Number(params.get('limit') ?? 25);
		const [hasMore, more] = [to < rows.length, 'http://localhost/next'];
		if (broken === 'endless') return { data: rows.slice(from, to), paging: { next: more } };
		const paging = hasMore ? { paging: { cursors: { after: String(to) }, next: more } } : {};
		return { data: rows.slice(from, to), ...paging };
	}

	/** Nine tenths of a day are there when it ends, all of it three hours later. */
	private reported(id: string, date: string): number {
		const age = this.now() - this.startOf(next(date));
		return this.spent(id, date) * (age >= 3 * HOUR ? 1 : 0.9);
	}

	/** Until now, in currency units. */
	spent(id: string, date: string): number {
		const end = Math.min(this.startOf(next(date)), this.now());
		let sum = 0;
		for (let at = this.startOf(date); at < end; at += HOUR) sum += this.budgetAt(id, at) / 100;
		const noise = 1 + NOISE * (2 * uniform(Number(id.slice(-4)) + Date.parse(date) / 86_400_000)() - 1);
		return ((sum * HOUR) / (this.startOf(next(date)) - this.startOf(date))) * expected(date) * noise;
	}

	private budgetAt(id: string, at: number): number {
		const last = this.changes.filter((change) => change.id === id && change.at <= at).at(-1);
		return Number(last?.to ?? this.start);
	}

	/** Remembered: a month of reports asks for the same days many thousand times. */
	private startOf = lodash.memoize((date: string): number => DateTime.fromISO(date, { zone: this.zone }).toMillis());

	total = (id: string, since: string, until: string): number =>
		daysFrom(since, until).reduce((sum, date) => sum + this.spent(id, date), 0);

	today = (): string => DateTime.fromMillis(this.now(), { zone: this.zone }).toISODate()!;
}

/** What a day spends of its budget. */
export const expected = (date: string): number => LEVEL * SHAPE[(new Date(date).getUTCDay() + 6) % 7]!;

const next = (date: string): string => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

export const daysFrom = (since: string, until: string): string[] => {
	const days: string[] = [];
	for (let date = since; date <= until; date = next(date)) days.push(date);
	return days;
};
