import { chunkCount, dividePeriod } from '../../facts/increments';
import { isBelow, keyFieldsOf, levelsBetween, type ReportLevel } from '../../facts/levels';
import { IDS_PER_PART, type ReportPart, type ReportQuery } from '../../facts/query';

/** How a part was made smaller. */
export type SplitKind = 'dates' | 'objects' | 'fields';

export interface Split {
	readonly kind: SplitKind;
	readonly parts: readonly ReportPart[];
}

/** The ids of a level that a part has; read from Meta. */
export type Children = (part: ReportPart, level: ReportLevel) => Promise<readonly string[]>;

/** Cuts a list into at least `least` pieces of at most IDS_PER_PART. */
export function divideIds<T>(list: readonly T[], least: number): T[][] {
	const pieces = Math.min(list.length, Math.max(least, Math.ceil(list.length / IDS_PER_PART)));
	return Array.from({ length: pieces }, (_, index) =>
		list.slice(Math.floor((index * list.length) / pieces), Math.floor(((index + 1) * list.length) / pieces)),
	);
}

/**
 * Makes a part smaller, in the order that loses least. Dates come first, only where a row ends and never for Total.
 * Objects below it come next, never below the report's level: their rows would have to be added up. Fields come last.
 *
 * @returns null when nothing is left to divide: one row's worth of one field
 */
export async function split(query: ReportQuery, part: ReportPart, children: Children): Promise<Split | null> {
	if (chunkCount(part.period, query.increment) > 1) {
		return {
			kind: 'dates',
			parts: dividePeriod(part.period, query.increment, 2).map((period) => ({ ...part, period })),
		};
	}
	return (await splitObjects(query, part, children)) ?? splitFields(query, part);
}

async function splitObjects(query: ReportQuery, part: ReportPart, children: Children): Promise<Split | null> {
	let within = part;
	if (part.ids && part.ids.ids.length > 1 && !isBelow(part.ids.level, query.level))
		return byIds(part, part.ids.level, part.ids.ids);
	for (const level of levelsBetween(part.ids?.level ?? query.nodeLevel, query.level)) {
		const ids = await children(within, level);
		if (ids.length > 1) return byIds(within, level, ids);
		if (ids.length === 0) return null; // Nothing to divide by; what is there may still come field by field.
		within = { ...within, ids: { level, ids } };
	}
	return null;
}

const byIds = (part: ReportPart, level: ReportLevel, ids: readonly string[]): Split => ({
	kind: 'objects',
	parts: divideIds(ids, 2).map((some) => ({ ...part, ids: { level, ids: some } })),
});

function splitFields({ level }: ReportQuery, part: ReportPart): Split | null {
	const keys = keyFieldsOf(level);
	const metrics = part.fields.filter((field) => !keys.includes(field));
	if (metrics.length <= 1) return null;
	const middle = Math.ceil(metrics.length / 2);
	// The keys ride along, so that the halves of a row find each other again.
	return {
		kind: 'fields',
		parts: [metrics.slice(0, middle), metrics.slice(middle)].map((half) => ({ ...part, fields: [...keys, ...half] })),
	};
}

/** What a part that cannot be had would have brought, in words. */
export function describePart({ level }: ReportQuery, { period, ids, fields }: ReportPart): string {
	const keys = keyFieldsOf(level);
	const metrics = fields.filter((field) => !keys.includes(field));
	const days = period.since === period.until ? period.since : `${period.since} to ${period.until}`;
	const objects =
		ids === undefined
			? ''
			: `, ${ids.level} ${ids.ids.slice(0, 3).join(', ')}${ids.ids.length > 3 ? ` and ${ids.ids.length - 3} more` : ''}`;
	return `${metrics.length > 3 ? `${metrics.length} fields` : metrics.join(', ') || 'rows'}, ${days}${objects}`;
}
