import { existing } from '../../../shared/lists';
import { ANY_PAGE, ANY_VISIT, engagementSources, PAGE_LIKED, type EngagementSource } from './choices';
import { DAY_SECONDS } from '../../../shared/durations';

/** Audience rules as Meta takes them (Marketing API, "Audience Rules"). Pure: the form's rows in, JSON out. */

/** Meta takes ten rules in all, inclusions and exclusions together (Audience Rules: limitations). */
export const MOST_RULES = 10;

export interface RuleFilter {
	readonly field: string;
	readonly operator: string;
	readonly value: string;
}

export interface WebsiteRule {
	readonly event_sources: ReadonlyArray<{ readonly id: string; readonly type: string }>;
	readonly retention_seconds: number;
	readonly filter: { readonly operator: 'and' | 'or'; readonly filters: readonly RuleFilter[] };
	readonly aggregation?: { readonly type: 'count'; readonly operator: '>='; readonly value: number };
}

export interface RuleSet {
	readonly operator: 'and' | 'or';
	readonly rules: readonly WebsiteRule[];
}

export interface AudienceRule {
	readonly inclusions: RuleSet;
	readonly exclusions?: RuleSet;
}

/** One row of the form: what people did on the website, on which pages, how often, how lately. */
export interface Visit {
	/** An event's name, or `any`. */
	readonly event: string;
	/** An operator, or `any`. */
	readonly urlCondition: string;
	readonly url: string;
	readonly days: number;
	readonly times: number;
}

export interface WebsiteForm {
	readonly pixel: string;
	readonly visits: readonly Visit[];
	readonly exclusions: readonly Visit[];
	/** Whether people have to meet every row or one of them. */
	readonly combine: 'and' | 'or';
}

/** Every visit has an address, and every address contains nothing: Meta has no filter for "all". */
const anyPage: RuleFilter = { field: 'url', operator: 'i_contains', value: '' };

function filtersOf({ event, urlCondition, url }: Visit): RuleFilter[] {
	const filters: RuleFilter[] = [];
	if (event !== ANY_VISIT) filters.push({ field: 'event', operator: 'eq', value: event });
	if (urlCondition !== ANY_PAGE) filters.push({ field: 'url', operator: urlCondition, value: url });
	return filters.length > 0 ? filters : [anyPage];
}

const visitRule =
	(pixel: string) =>
	(visit: Visit): WebsiteRule => ({
		event_sources: [{ id: pixel, type: 'pixel' }],
		retention_seconds: visit.days * DAY_SECONDS,
		filter: { operator: 'and', filters: filtersOf(visit) },
		...(visit.times > 1 ? { aggregation: { type: 'count', operator: '>=', value: visit.times } } : {}),
	});

/** Whoever is excluded by one row is out. */
export function websiteRule({ pixel, visits, exclusions, combine }: WebsiteForm): AudienceRule {
	const toRule = visitRule(pixel);
	return {
		inclusions: { operator: combine, rules: visits.map(toRule) },
		...(exclusions.length > 0 ? { exclusions: { operator: 'or', rules: exclusions.map(toRule) } } : {}),
	};
}

export interface Engagement {
	readonly from: Exclude<EngagementSource, 'video'>;
	/** Page, Instagram account or form. */
	readonly id: string;
	readonly event: string;
	readonly days: number;
}

/** People who engaged with one page, Instagram account or lead form. */
export function engagementRule({ from, id, event, days }: Engagement): AudienceRule {
	const { source: type } = existing(
		engagementSources.find(({ value }) => value === from),
		`the source ${from}`,
	);
	const rule: WebsiteRule = {
		event_sources: [{ id, type }],
		retention_seconds: event === PAGE_LIKED ? 0 : days * DAY_SECONDS,
		filter: { operator: 'and', filters: [{ field: 'event', operator: 'eq', value: event }] },
	};
	return { inclusions: { operator: 'or', rules: [rule] } };
}

/** Videos have a flat list instead of a rule (Custom Audience reference). */
export const videoRule = (
	videos: readonly string[],
	event: string,
): ReadonlyArray<{ object_id: string; event_name: string }> =>
	videos.map((id) => ({ object_id: id, event_name: event }));
