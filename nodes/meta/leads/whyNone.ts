import type { GraphClient } from '../../shared/graph/client';
import { GraphFailure } from '../../shared/graph/error';
import { readRows } from '../../shared/graph/pages';
import { rowsIn } from '../../shared/graph/object';
import { entriesOf } from '../../shared/reading/json';
import { sendAsPage } from './pageAccess';

/** Why Meta may show nothing, as far as it can be seen from here. */
export interface WhyNone {
	/** What is known to be wrong; leads may be there all the same. */
	readonly problem?: GraphFailure;
	/** What could not be found out. */
	readonly open: readonly string[];
}

/** What reading leads needs (Meta: guides/lead-ads/retrieving). */
const NEEDED_SCOPES = ['leads_retrieval', 'pages_manage_ads'] as const;

/**
 * An empty list can be a refusal. Without pages_manage_ads some are answered so (third-party hint). An app in
 * development mode sees the leads of its own people only. What Meta tells of the token and the page is looked at before
 * anybody reads that the list is empty.
 */
export async function whyNone(graph: GraphClient, page: string): Promise<WhyNone> {
	const checks = [scopeProblem(graph), taskProblem(graph, page), termsProblem(graph, page)];
	const answers = await Promise.all(checks.map(orProblem));
	const open = answers.flatMap((one) => (typeof one === 'string' ? [one] : []));
	const [problem] = answers.filter((one) => one instanceof GraphFailure);
	return { problem, open: [...open, 'whether the app is in Development mode, which hides most leads'] };
}

/**
 * The same of all pages of the token's user. Without pages_show_list Meta lists none of them (Meta: guides/lead-ads/retrieving).
 *
 * @param pages how many Meta lists
 */
export async function whyNoneAnywhere(graph: GraphClient, pages: number): Promise<GraphFailure | undefined> {
	const scopes = pages === 0 ? (['pages_show_list', ...NEEDED_SCOPES] as const) : NEEDED_SCOPES;
	const problem = await orProblem(scopeProblem(graph, scopes));
	if (problem instanceof GraphFailure) return problem;
	return pages === 0 ? noPages : undefined;
}

const noPages = new GraphFailure({
	kind: 'permission',
	message: 'Meta lists no page of the credential’s user, so there are no leads to look for',
	advice: 'In Business settings, assign the pages to the user with the tasks Ads and Leads.',
});

type Check = GraphFailure | string | undefined;

/** @returns what is wrong, what could not be found out, or nothing */
const orProblem = async (check: Promise<Check>): Promise<Check> =>
	await check.catch(async (thrown: unknown) => {
		if (!(thrown instanceof GraphFailure)) return await Promise.reject(thrown);
		// A page without a role for the user gives no token: that is what is wrong.
		return thrown.kind === 'permission' ? thrown : `something that Meta did not return (${thrown.message})`;
	});

async function scopeProblem(graph: GraphClient, scopes: readonly string[] = NEEDED_SCOPES): Promise<Check> {
	const { body } = await graph.send({ method: 'GET', path: 'me/permissions', effect: 'read' });
	const rows = rowsIn(body);
	if (rows.length === 0) return 'which permissions the token has';
	const granted = rows.flatMap(({ permission, status }) => (status === 'granted' ? [permission] : []));
	const missing = scopes.find((name) => !granted.includes(name));
	return missing && lacking(missing);
}

const lacking = (scope: string): GraphFailure =>
	new GraphFailure({
		kind: 'permission',
		message: `The token lacks the permission ${scope}, so Meta may show no leads`,
		advice:
			'Make a new token with it and paste it into the credential, or sign in again. There may be leads all the same.',
	});

async function taskProblem(graph: GraphClient, page: string): Promise<Check> {
	const pages = await readRows(
		graph,
		{ method: 'GET', path: 'me/accounts', params: { fields: 'id,tasks' }, effect: 'read' },
		Infinity,
	);
	const own = pages.find(({ id }) => id === page);
	if (own === undefined || !Array.isArray(own.tasks)) return 'which tasks the user has on the page';
	const tasks = entriesOf(own.tasks);
	if (tasks.includes('ADVERTISE') || tasks.includes('MANAGE')) return undefined;
	return new GraphFailure({
		kind: 'permission',
		message: 'The credential’s user may not work with ads of this page, so Meta may show no leads',
		advice: 'In Business settings, open the page and give the user the tasks Ads and Leads on it.',
	});
}

async function termsProblem(graph: GraphClient, page: string): Promise<Check> {
	const params = { fields: 'leadgen_tos_accepted' };
	const body = await sendAsPage(graph, page, { method: 'GET', path: page, params, effect: 'read' });
	if (typeof body.leadgen_tos_accepted !== 'boolean') return 'whether the page has accepted the lead generation terms';
	if (body.leadgen_tos_accepted) return undefined;
	return new GraphFailure({
		kind: 'permission',
		message: 'The page has not accepted Meta’s lead generation terms, so Meta may show no leads',
		advice: 'A person with access to the page must accept them at https://www.facebook.com/ads/leadgen/tos.',
	});
}
