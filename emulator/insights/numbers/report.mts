import { passes, unfilterable } from '../../graph/language/filtering.mts';
import { parameterError } from '../../graph/language/graphError.mts';
import type { World } from '../../world/world.mts';
import { dayAt, type Day, type Period } from '../query/days.mts';
import type { InsightsQuery } from '../query/insightsQuery.mts';
import { lacksReach } from '../query/retention.mts';
import type { ReportSize } from '../query/reportSize.mts';
import { countDay, emptyCounts } from './delivery.mts';
import { cellKey, leavesFor, split } from './dimensions.mts';
import { addCounts, SUMMED } from './facts.mts';
import { freshnessOf, type Freshness } from './freshness.mts';
import { groupsOf, isObjectFilter } from './groups.mts';
import type { Leaf } from './leaf.mts';
import { hasMetric, measure } from './metrics.mts';
import { conversionsOf } from './actions/conversions.mts';
import type { CountedConversion, Group, NumbersRow } from './row.mts';

interface Cell {
	values: Record<string, string>;
	people: number;
}

/** The rows of a report at a moment, computed as they are read: a place in the order is enough to go on from. */
export class Report implements ReportSize {
	private readonly groups: Group[];
	private readonly cells: Cell[] = [];
	/** For every ad, the cell each of its leaves belongs to. */
	private readonly leaves = new Map<string, { leaves: Leaf[]; cells: number[] }>();
	private readonly fresh = new Map<Day, Freshness>();
	private readonly tellsReach: boolean;
	private readonly conversions: readonly CountedConversion[];
	readonly today: Day;
	private cached?: { key: string; rows: (NumbersRow | undefined)[] };
	private sorted?: NumbersRow[];

	constructor(
		world: World,
		readonly query: InsightsQuery,
		private readonly now: number,
	) {
		this.today = dayAt(now, query.account.timeZone);
		this.tellsReach = query.hasOldReach === true || !lacksReach(query, this.today);
		this.groups = groupsOf(world, query);
		this.conversions = conversionsOf(world, query.account);
		const places = new Map<string, number>();
		for (const delivery of this.groups.flatMap(({ ads }) => ads)) {
			const leaves = leavesFor(query.breakdowns, delivery);
			const cells = leaves.map((leaf) => this.cellOf(leaf, places));
			this.leaves.set(delivery.ad.id, { leaves, cells });
			const people = new Map<number, number>();
			leaves.forEach((leaf, index) => people.set(cells[index]!, (people.get(cells[index]!) ?? 0) + leaf.people));
			// Shares of everybody: the same person can be met in several placements, but never twice in one cell.
			for (const [place, part] of people)
				this.cells[place]!.people = Math.min(1, Math.max(this.cells[place]!.people, part));
		}
	}

	/** Sorted reports are computed as a whole, others row by row. */
	prepare(): void {
		if (this.query.sort) this.sort();
	}

	/** How many rows there can be at most; empty ones are left out. */
	get places(): number {
		return this.sorted?.length ?? this.groups.length * this.query.periods.length * this.cells.length;
	}

	/** Days times ads times cells: what the report costs to compute. */
	get cost(): number {
		const ads = this.groups.reduce((sum, group) => sum + group.ads.length, 0);
		const days = this.query.periods.reduce((sum, { since, until }) => sum + until - since + 1, 0);
		return ads * days * Math.max(1, this.cells.length);
	}

	adIds(): string[] {
		return [...this.leaves.keys()];
	}

	/** The row at a place, unless nothing happened there or a filter takes it out. */
	row(place: number): NumbersRow | undefined {
		if (this.query.sort) return this.sort()[place];
		const perGroup = this.query.periods.length * this.cells.length;
		const group = this.groups[Math.floor(place / perGroup)];
		const period = this.query.periods[Math.floor((place % perGroup) / this.cells.length)];
		if (!group || !period) return undefined;
		const row = this.rowsOf(group, period)[place % this.cells.length];
		return row && this.isWanted(row) ? row : undefined;
	}

	/** Everything as one row, over all periods. Filters on texts do not touch it (Meta: reference/ad-account/insights). */
	total(): NumbersRow {
		const days = this.query.periods.flatMap(({ since, until }) => [since, until]);
		const period = { since: Math.min(...days), until: Math.max(...days) };
		const ads = this.groups.flatMap((group) => group.ads);
		const group = { object: this.query.scope, ads };
		const sums = new Float64Array(SUMMED);
		for (const part of this.query.periods) {
			for (const row of this.rowsOf(group, part)) row?.sums.forEach((value, place) => (sums[place]! += value));
		}
		const { query, conversions, tellsReach } = this;
		return { query, group, period, values: {}, conversions, people: 1, sums, tellsReach };
	}

	private cellOf(leaf: Leaf, places: Map<string, number>): number {
		const key = cellKey(this.query.breakdowns, leaf.values);
		const cell = places.get(key);
		const place = cell ?? this.cells.length;
		if (cell === undefined) {
			const values = Object.fromEntries(this.query.breakdowns.map((name) => [name, leaf.values[name] ?? '']));
			this.cells.push({ values, people: 0 });
			places.set(key, place);
		}
		return place;
	}

	private rowsOf(group: Group, period: Period): (NumbersRow | undefined)[] {
		const key = `${group.object.id}/${period.since}/${period.until}`;
		if (this.cached?.key === key) return this.cached.rows;
		const rows: (NumbersRow | undefined)[] = this.cells.map(() => undefined);
		const counts = emptyCounts();
		const buffer = emptyCounts();
		const { query, today, conversions, tellsReach } = this;
		const ofAll = { query, conversions, tellsReach };
		for (const delivery of group.ads) {
			const { leaves, cells } = this.leaves.get(delivery.ad.id)!;
			for (let day = period.since; day <= Math.min(period.until, today); day += 1) {
				if (!countDay(delivery, day, this.freshness(day), counts)) continue;
				split(counts, leaves, delivery.seed, day, buffer, (_leaf, place, part) => {
					const cell = cells[place]!;
					const { values, people } = this.cells[cell]!;
					rows[cell] ??= { ...ofAll, group, period, values, people, sums: new Float64Array(SUMMED) };
					addCounts(rows[cell].sums, part, delivery.parts, delivery.orderValue);
				});
			}
		}
		this.cached = { key, rows };
		return rows;
	}

	private freshness(day: Day): Freshness {
		const dayFreshness = this.fresh.get(day);
		if (dayFreshness) return dayFreshness;
		const fresh = freshnessOf(day, this.query.account.timeZone, this.now);
		this.fresh.set(day, fresh);
		return fresh;
	}

	private isWanted(row: NumbersRow): boolean {
		return this.query.filters
			.filter((filter) => !isObjectFilter(filter) && filter.field !== 'action_type')
			.every((filter) => {
				const name = filter.field.replace(/^(account|campaign|adset|ad)\./, '');
				if (this.query.breakdowns.includes(name)) return passes(row.values[name], filter);
				if (!hasMetric(name)) throw unfilterable(filter);
				return passes(measure(row, name), filter);
			});
	}

	/** Sorted reports are computed as a whole. Rows without the value come last (UNCONFIRMED 69). */
	private sort(): NumbersRow[] {
		if (this.sorted) return this.sorted;
		const { sort, periods } = this.query;
		const { field, isDescending } = sort!;
		if (!hasMetric(field.split(':')[0]!) && !field.startsWith('date_')) {
			throw parameterError(`Param sort[0] must be a sortable field: ${field}`, 'sort');
		}
		const rows = this.groups.flatMap((group) =>
			periods.flatMap((period) => this.rowsOf(group, period).filter((row) => row !== undefined && this.isWanted(row))),
		) as NumbersRow[];
		const sign = isDescending ? -1 : 1;
		const value = (row: NumbersRow): number => measure(row, field) ?? -1;
		this.sorted = rows
			.map((row): [NumbersRow, number] => [row, value(row)])
			.sort((one, other) => sign * (one[1] - other[1]))
			.map(([row]) => row);
		return this.sorted;
	}
}
