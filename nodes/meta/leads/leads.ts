import type { GraphClient } from '../../shared/graph/client';
import type { GraphObject } from '../../shared/graph/object';
import { LARGE_PAGE } from '../../shared/graph/pages';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { readPagesRows } from './pageAccess';

/** Leads can be read for 90 days (Meta: Business Help Center 1526849577619206). */
export const LEADS_KEPT_DAYS = 90;

/**
 * What is asked of every lead: without `fields` only the id may come. The field `post_submission_check_result` would
 * make Meta refuse the call to ordinary apps (facebook-java-business-sdk issue 450).
 */
export const leadFields = fieldList([
	...['id', 'created_time', 'form_id', 'field_data', 'custom_disclaimer_responses', 'is_organic', 'platform'],
	...['ad_id', 'ad_name', 'adset_id', 'adset_name', 'campaign_id', 'campaign_name'],
]);

/** A time in which leads were made, in seconds since 1970: from the first to the last one. */
export interface LeadSpan {
	readonly since?: number;
	readonly until?: number;
}

/** Meta knows three operators, and seconds (Meta: guides/lead-ads/retrieving, "Filtering"). */
const within = ({ since, until }: LeadSpan): GraphRequest['params'] => {
	const filtering = [
		...(since === undefined ? [] : [{ field: 'time_created', operator: 'GREATER_THAN_OR_EQUAL', value: since }]),
		...(until === undefined ? [] : [{ field: 'time_created', operator: 'LESS_THAN', value: until + 1 }]),
	];
	return filtering.length === 0 ? {} : { filtering };
};

/** @param of a form or an ad */
export const leadsOf = (of: string, span: LeadSpan): GraphRequest => ({
	method: 'GET',
	path: `${of}/leads`,
	params: { fields: leadFields, ...within(span) },
	effect: 'read',
});

/** In which order Meta lists them is not documented: no reading ends at the first old one. */
export const readLeads = async (
	graph: GraphClient,
	page: string,
	of: string,
	span: LeadSpan,
	most = Infinity,
): Promise<GraphObject[]> => await readPagesRows(graph, page, leadsOf(of, span), most, LARGE_PAGE);

/** Of the test leads of a form, which are few: one at a time (Meta: guides/lead-ads/testing-troubleshooting). */
export const readTestLeadIds = async (graph: GraphClient, page: string, form: string): Promise<ReadonlySet<string>> => {
	const request: GraphRequest = { method: 'GET', path: `${form}/test_leads`, params: { fields: 'id' }, effect: 'read' };
	return new Set((await readPagesRows(graph, page, request, Infinity)).map(({ id }) => String(id)));
};

/** One lead by its ID. */
export const leadById = (lead: string): GraphRequest => ({
	method: 'GET',
	path: lead,
	params: { fields: leadFields },
	effect: 'read',
});
