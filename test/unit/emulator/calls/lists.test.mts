import { parseFields } from '../../../../emulator/graph/language/fieldExpansion.mts';
import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { codes, useEmulator, type Answer } from './client.mts';

const used = useEmulator();
const EDGE = `${ACCOUNTS.usd}/campaigns`;
const ids = ({ body }: Answer): unknown[] => (body.data ?? []).map(({ id }) => id);
const campaigns = (params: Record<string, unknown> = {}) => used.graph.get(EDGE, { limit: 100, ...params });
const where = async (field: string, operator: string, value: unknown) => {
	const answer = await campaigns({ filtering: [{ field, operator, value }], fields: 'name' });
	return answer.body.error ? codes(answer) : answer.body.data?.map(({ name }) => name);
};

async function walk(params: Record<string, unknown>, between: () => Promise<unknown> = async () => undefined) {
	const pages: unknown[][] = [];
	let after: string | undefined;
	do {
		const answer = await used.graph.get(EDGE, { ...params, ...(after && { after }) });
		pages.push(ids(answer));
		after = answer.body.paging?.next ? answer.body.paging.cursors.after : undefined;
		await between();
	} while (after);
	return pages;
}

describe('paging', () => {
	const living = () =>
		used.emulator.world
			.all('Campaign')
			.filter(({ account, status }) => account.id === ACCOUNTS.usd && ['ACTIVE', 'PAUSED'].includes(status));

	it('shows every living campaign once, 25 at a time, with short pages in the middle', async () => {
		const pages = await walk({});
		expect(pages.flat()).toHaveLength(66);
		expect(new Set(pages.flat())).toEqual(new Set(living().map(({ id }) => id)));
		expect(pages.map((page) => page.length)).toEqual([25, 23, 18]);
		expect(pages[0]?.[0]).toBe('120210000000000162'); // newest first
	});

	it('answers an empty page that still has a next one', async () => {
		const pages = await walk({ limit: 1 });
		expect(pages.filter((page) => page.length === 0).length).toBeGreaterThanOrEqual(2);
		expect(pages.flat()).toHaveLength(66);
	});

	it('loses and doubles nothing when campaigns come and go between the pages', async () => {
		let next = 0;
		const pages = await walk({ limit: 20 }, async () => {
			await used.graph.post(EDGE, {
				name: `New ${(next += 1)}`,
				objective: 'OUTCOME_SALES',
				special_ad_categories: [],
				daily_budget: 500,
			});
			await used.graph.delete(String(120210000000000143n - BigInt(next))); // the row the cursor stands on
		});
		const seen = pages.flat();
		expect(new Set(seen).size).toBe(seen.length);
		for (const id of [CAMPAIGNS.usdCbo, '120210000000000120', '120210000000000101']) expect(seen).toContain(id);
	});

	it('goes back with `before`, caps the limit and refuses a foreign cursor', async () => {
		const first = await used.graph.get(EDGE, { limit: 3 });
		const second = await used.graph.get(EDGE, { limit: 3, after: first.body.paging?.cursors.after });
		const back = await used.graph.get(EDGE, { limit: 3, before: second.body.paging?.cursors.before });
		expect(ids(second)).not.toEqual(ids(first));
		expect(ids(back)).toEqual(ids(first));
		expect(back.body.paging?.previous).toBeUndefined();
		expect(codes(await used.graph.get(EDGE, { after: 'abc' }))).toBe('2642/-');
	});

	it('puts the token into `next`, as Meta does, even when it came in the header', async () => {
		const { body } = await used.graph.get(EDGE, { fields: 'name', limit: 2 });
		const next = new URL(body.paging?.next ?? '');
		expect(next.searchParams.get('access_token')).toBe(TOKENS.full);
		expect(next.pathname).toBe(`/v26.0/${EDGE}`);
		const followed = (await (await fetch(next)).json()) as { data: { id: string; name: string }[] };
		expect(followed.data.map(({ name }) => name)).toEqual(['Neighbourhood 60', 'Neighbourhood 59']);
	});

	it('counts with summary=total_count', async () => {
		expect((await used.graph.get(EDGE, { summary: 'total_count', limit: 1 })).body.summary).toEqual({
			total_count: 66,
		});
		expect((await used.graph.get(EDGE, { limit: 1 })).body.summary).toBeUndefined();
	});
});

describe('status', () => {
	it('hides archived campaigns unless asked, and refuses to list deleted ones', async () => {
		expect(ids(await campaigns())).not.toContain(CAMPAIGNS.usdArchived);
		expect(ids(await campaigns({ effective_status: ['ARCHIVED'] }))).toEqual([CAMPAIGNS.usdArchived]);
		expect(await where('effective_status', 'IN', ['ARCHIVED'])).toEqual(['Last Winter']);
		expect(codes(await campaigns({ effective_status: ['DELETED'] }))).toBe('100/1815001');
		expect((await used.graph.get(CAMPAIGNS.usdDeleted, { fields: 'status' })).body.status).toBe('DELETED');
	});

	it('reads lists as JSON, comma list and single-quoted array, and refuses unknown values', async () => {
		const asJson = ids(await campaigns({ effective_status: ['ACTIVE', 'ARCHIVED'] }));
		expect(asJson).toContain(CAMPAIGNS.usdCbo);
		expect(asJson).not.toContain(CAMPAIGNS.usdLifetime);
		expect(ids(await campaigns({ effective_status: 'ACTIVE,ARCHIVED' }))).toEqual(asJson);
		expect(ids(await campaigns({ effective_status: "['ACTIVE','ARCHIVED']" }))).toEqual(asJson);
		expect(codes(await campaigns({ effective_status: ['SLEEPING'] }))).toBe('100/-');
	});

	it('lets a parent show through in the effective status of ad sets and ads', async () => {
		const status = async (id: string) =>
			(await used.graph.get(id, { fields: 'effective_status' })).body.effective_status;
		expect(await status(AD_SETS.usdLifetime)).toBe('CAMPAIGN_PAUSED');
		expect(await status(ADS.usdCboB1)).toBe('ADSET_PAUSED');
		await used.graph.post(CAMPAIGNS.usdCbo, { status: 'ARCHIVED' });
		expect(await status(ADS.usdCboA1)).toBe('ARCHIVED');
	});
});

describe('filtering', () => {
	it.each([
		['name', 'CONTAIN', 'roast', ['Roastery Flats', 'Spring Roast Sales']],
		['campaign.name', 'STARTS_WITH', 'Grand', ['Grand Opening']],
		['name', 'ENDS_WITH', 'Leads', ['Newsletter Leads']],
		['id', 'IN', [CAMPAIGNS.usdCbo, CAMPAIGNS.jpyCbo], ['Spring Roast Sales']],
		['campaign.id', 'EQUAL', CAMPAIGNS.usdLegacy, ['Old Link Clicks']],
		['objective', 'EQUAL', 'OUTCOME_LEADS', ['Roastery Flats', 'Newsletter Leads']],
		['daily_budget', 'GREATER_THAN', 3_000, ['Spring Roast Sales']],
		['daily_budget', 'IN_RANGE', [1_610, 1_620], ['Neighbourhood 62', 'Neighbourhood 61']],
		['special_ad_categories', 'ANY', ['HOUSING', 'CREDIT'], ['Roastery Flats']],
		['name', 'CONTAINS_ALL', ['old', 'CLICKS'], ['Old Link Clicks']],
	])('%s %s %j', async (field, operator, value, expected) => {
		expect(await where(field, operator, value)).toEqual(expected);
	});

	it('compares dates given as seconds and as text', async () => {
		const { createdTime } = used.emulator.world.get('Campaign', '120210000000000161');
		const newest = ['Neighbourhood 62'];
		expect(await where('created_time', 'GREATER_THAN', createdTime / 1000 + 1)).toEqual(newest);
		expect(await where('campaign.created_time', 'AFTER', new Date(createdTime + 1000).toISOString())).toEqual(newest);
	});

	it('refuses unknown fields, unknown operators and missing keys', async () => {
		expect(await where('flavour', 'EQUAL', 'x')).toBe('100/-');
		expect(await where('ad.name', 'EQUAL', 'x')).toBe('100/-');
		expect(await where('name', 'LIKE', 'x')).toBe('100/-');
		expect(codes(await campaigns({ filtering: [{ field: 'name', operator: 'EQUAL' }] }))).toBe('100/-');
		expect(codes(await campaigns({ filtering: 'name=x' }))).toBe('100/-');
	});

	it("filters ad sets by their campaign's fields", async () => {
		const filtering = [{ field: 'campaign.id', operator: 'IN', value: [CAMPAIGNS.usdNoBudget] }];
		expect(ids(await used.graph.get(`${ACCOUNTS.usd}/adsets`, { filtering }))).toEqual([
			AD_SETS.usdNoBudgetB,
			AD_SETS.usdNoBudgetA,
		]);
	});
});

describe('fields and field expansion', () => {
	it('gives only the id by default', async () => {
		expect((await used.graph.get(EDGE, { limit: 1 })).body.data).toEqual([{ id: '120210000000000162' }]);
	});

	it('expands edges with modifiers, nested objects and their own paging', async () => {
		const fields = 'name,adsets.limit(1).effective_status(["ACTIVE","PAUSED"]){name,ads{id},campaign{objective}}';
		const { body } = await used.graph.get(CAMPAIGNS.usdNoBudget, { fields });
		expect(body).toMatchObject({
			id: CAMPAIGNS.usdNoBudget,
			name: 'Always On Traffic',
			adsets: {
				data: [
					{
						id: AD_SETS.usdNoBudgetB,
						name: 'Lookalike',
						campaign: { id: CAMPAIGNS.usdNoBudget, objective: 'OUTCOME_TRAFFIC' },
					},
				],
				paging: { next: expect.stringContaining(`/${CAMPAIGNS.usdNoBudget}/adsets?`) as string },
			},
		});
		expect(body).not.toHaveProperty('adsets.data.0.ads'); // no ads: the key is left out
	});

	it('writes times in the time zone of the account, with an offset without a colon', async () => {
		const read = async (id: string) => String((await used.graph.get(id, { fields: 'created_time' })).body.created_time);
		expect(await read(CAMPAIGNS.jpyCbo)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0900$/);
		expect(await read(CAMPAIGNS.usdCbo)).toMatch(/-0[45]00$/);
	});

	it('leaves out what has no value and knows where the budget lives', async () => {
		const fields = 'daily_budget,lifetime_budget,stop_time,is_adset_budget_sharing_enabled';
		const read = async (id: string) => (await used.graph.get(id, { fields })).body;
		expect(await read(CAMPAIGNS.usdCbo)).toEqual({ id: CAMPAIGNS.usdCbo, daily_budget: '5000' });
		expect(await read(CAMPAIGNS.usdNoBudget)).toEqual({
			id: CAMPAIGNS.usdNoBudget,
			is_adset_budget_sharing_enabled: false,
		});
	});

	it('parses what Graph parses', () => {
		expect(
			parseFields(
				' id , ads.limit(2).filtering([{"field":"name","operator":"EQUAL","value":"a)b"}]){id,creative{id}} ',
			),
		).toEqual([
			{ name: 'id', modifiers: {} },
			{
				name: 'ads',
				modifiers: { limit: '2', filtering: '[{"field":"name","operator":"EQUAL","value":"a)b"}]' },
				fields: [
					{ name: 'id', modifiers: {} },
					{ name: 'creative', modifiers: {}, fields: [{ name: 'id', modifiers: {} }] },
				],
			},
		]);
	});

	it.each(['name,ads{id', 'ads.limit(2', 'ads.limit', '{id}', 'name}'])(
		'refuses the syntax of %s with 2500',
		async (fields) => {
			expect(codes(await used.graph.get(CAMPAIGNS.usdCbo, { fields }))).toBe('2500/-');
		},
	);
});
