import { readBatch } from '../../shared/graph/wire/batch';
import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import { readRows } from '../../shared/graph/pages';
import { rowsIn, type GraphObject } from '../../shared/graph/object';
import { fieldList, relativeUrl, type GraphRequest } from '../../shared/graph/request';
import { existing } from '../../shared/lists';

const fields = fieldList(['id', 'name', 'status', 'locale', 'leads_count', 'created_time']);

/** Forms a page can show in one answer; pages with more are rare, and their newest forms come first. */
const MOST = 500;

const formsOf = (page: string): GraphRequest => ({
	method: 'GET',
	path: `${page}/leadgen_forms`,
	params: { fields },
	effect: 'read',
});

/**
 * The lead forms of a page. Meta gives them to the page's own token only (Graph API, Page reference: "This method must
 * be called with a Page Access Token"). The credential's token is tried first: it may be the page's.
 */
export async function readLeadForms(graph: GraphClient, page: string, most: number): Promise<GraphObject[]> {
	return await readRows(graph, formsOf(page), most).catch(async (failure: unknown) => {
		const asked = failure instanceof GraphFailure && /page access token/i.test(failure.meta?.message ?? '');
		return asked ? await readAsPage(graph, page, most) : await Promise.reject(failure);
	});
}

/**
 * Asks in the page's name: a part of a batch may carry a token of its own (Graph API, "Batch requests": batching with
 * multiple access tokens). That keeps the page's token in the body of a POST, out of addresses and logs.
 */
async function readAsPage(graph: GraphClient, page: string, most: number): Promise<GraphObject[]> {
	const { body } = await graph.send({ method: 'GET', path: page, params: { fields: 'access_token' }, effect: 'read' });
	const { access_token: bearer } = body as { access_token?: unknown };
	if (typeof bearer !== 'string') throw noAccess();
	const request = formsOf(page);
	const params = { ...request.params, limit: Math.min(most, MOST), access_token: bearer };
	const part = { method: 'GET', relative_url: relativeUrl({ ...request, params }) };
	const answer = await graph.send({
		method: 'POST',
		path: '',
		params: { batch: [part], include_headers: false },
		effect: 'read',
	});
	const outcome = existing(readBatch(answer.body, 1)[0], 'the answer in the batch');
	if (outcome.kind === 'refused') throw outcome.failure;
	if (outcome.kind === 'lost') throw notListed(outcome.reason);
	return rowsIn(outcome.body);
}

const notListed = (reason: string): GraphFailure =>
	new GraphFailure({
		kind: 'temporary',
		message: `Meta did not list the lead forms: ${reason}`,
		advice: 'Run the step again in a few minutes.',
	});

const noAccess = (): GraphFailure =>
	new GraphFailure({
		kind: 'permission',
		message: 'Meta lists the lead forms of this page only to people who may advertise for it',
		advice:
			'In the business settings, assign the page to the credential’s user with the task Ads, and make the token with pages_show_list and pages_manage_ads.',
	});
