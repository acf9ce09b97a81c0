import { GraphError, parameterError } from '../../graph/language/graphError.mts';
import { monthsKept, RETENTION_MONTHS, type Day } from './days.mts';
import type { InsightsQuery } from './insightsQuery.mts';

/** Wording as clients in the field show it (daroczig/fbRads issue 137). */
function tooOld(): GraphError {
	return new GraphError(
		3018,
		'(#3018) The start date of the time range cannot be beyond 37 months from the current date',
	);
}

/** Before a range is cut into days: that of all years would be millions of them. */
export function checkStart(since: Day, today: Day): void {
	if (since < monthsKept(today, RETENTION_MONTHS)) throw tooOld();
}

const UNIQUE = /^(cost_per_)?unique_/;
const UNIQUE_LISTS = /^(cost_per_)?unique_(actions?(_type)?|conversions?|outbound_clicks?(_ctr)?|video_.*)$/;

/**
 * 37 months for everything; 13 for unique counts with breakdowns and for hours, six for frequency_value (Meta: ads blog
 * 2025-10-16). Texts and codes of the shorter ones: third-party hint.
 */
export function checkRetention(query: InsightsQuery, today: Day): void {
	const since = Math.min(...query.periods.map((period) => period.since));
	checkStart(since, today);
	const isOlderThan = (months: number): boolean => since < monthsKept(today, months);
	const { breakdowns, fields } = query;
	// By type of action even without breakdowns (third-party measurement).
	if (fields.some((field) => UNIQUE_LISTS.test(field)) && isOlderThan(13)) {
		throw parameterError('Unique-count fields by action type are only available for the last 13 months', 'fields');
	}
	if (breakdowns.length > 0 && fields.some((field) => UNIQUE.test(field)) && isOlderThan(13)) {
		throw parameterError('Breakdowns for unique-count fields are only available for the last 13 months', 'breakdowns');
	}
	if (breakdowns.some((name) => name.startsWith('hourly_')) && isOlderThan(13)) {
		throw parameterError('Hourly breakdowns are only available for the last 13 months', 'breakdowns');
	}
	if (breakdowns.includes('frequency_value') && isOlderThan(6)) {
		throw parameterError('The breakdown frequency_value is only available for the last 6 months', 'breakdowns');
	}
}

/** Reach, frequency and cpp are left out with breakdowns and a start more than 13 months ago (Meta: marketing-api/insights/best-practices). */
export function lacksReach({ breakdowns, periods }: InsightsQuery, today: Day): boolean {
	return breakdowns.length > 0 && Math.min(...periods.map(({ since }) => since)) < monthsKept(today, 13);
}
