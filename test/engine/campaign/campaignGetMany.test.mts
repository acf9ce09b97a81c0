import { ACCOUNTS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { decoded, lines, pairs, useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, sent } = bench;
const edge = `${ACCOUNTS.usd}/campaigns`;

/** Ids the account's list should show: everything but the deleted, archived ones only when asked for. */
const listed = (account: string, statuses = ['ACTIVE', 'PAUSED']): string[] =>
	bench.emulator.world
		.newest('Campaign')
		.filter((campaign) => campaign.account.id === account && statuses.includes(campaign.status))
		.map(({ id }) => id);

function addCampaigns(count: number): void {
	const { world } = bench.emulator;
	const model = world.get('Campaign', CAMPAIGNS.usdCbo);
	for (let number = 1; number <= count; number++)
		world.add({ ...model, id: world.newId('Campaign'), name: `Extra ${number}` });
}

describe('campaign: get many', () => {
	it('reads the first 50 of each item’s account and pairs them', async () => {
		const items = [{ account: ACCOUNTS.jpy }, { account: ACCOUNTS.eur }, { account: ACCOUNTS.jpy }];
		const result = await run('getMany', { adAccount: byId('={{ $json.account }}') }, { items });
		const expected = items.flatMap(({ account }, item) => listed(account).map((id) => [id, account, { item }]));
		expect(result.outputs[0].map(({ json, pairedItem }) => [json.id, json.accountId, pairedItem])).toEqual(expected);
		expect(
			lines(sent())
				.filter((line) => !line.endsWith('/campaigns'))
				.sort(),
		).toEqual([`GET ${ACCOUNTS.jpy}`, `GET ${ACCOUNTS.eur}`]);
		expect(
			sent()
				.filter(({ path }) => path.endsWith('/campaigns'))
				.map(({ params }) => params.limit),
		).toEqual(['50', '50', '50']);
	});

	it('stops at the limit', async () => {
		const { rows } = await run('getMany', { limit: 3 });
		expect(rows.map(({ id }) => id)).toEqual(listed(ACCOUNTS.usd).slice(0, 3));
		expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${edge}`]);
	});

	it('goes on after a page that Meta has shortened, up to the limit', async () => {
		// Deleted rows count towards a page and are left out of it.
		const { rows } = await run('getMany', { limit: 60 });
		expect(rows.map(({ id }) => id)).toEqual(listed(ACCOUNTS.usd).slice(0, 60));
	});

	it('returns all of more than a page, each once, by cursors', async () => {
		addCampaigns(170);
		const result = await run('getMany', { returnAll: true });
		const ids = listed(ACCOUNTS.usd);
		expect(ids.length).toBeGreaterThan(200);
		expect(result.rows.map(({ id }) => id)).toEqual(ids);
		expect(new Set(pairs(result).map((pair) => JSON.stringify(pair)))).toEqual(new Set(['{"item":0}']));
		const pages = sent().filter(({ path }) => path === edge);
		expect(pages.map(({ params }) => params.limit)).toEqual(['100', '100', '100']);
		expect(pages.map(({ params }) => params.after === undefined)).toEqual([true, false, false]);
		expect(pages.map(({ tokenIn }) => tokenIn)).toEqual(['header', 'header', 'header']);
	});

	const filters: Array<[string, object, object, () => string[]]> = [
		[
			'a part of the name',
			{ nameContains: 'neighbourhood 1' },
			{ filtering: [{ field: 'name', operator: 'CONTAIN', value: 'neighbourhood 1' }] },
			() => listed(ACCOUNTS.usd).filter((id) => /Neighbourhood 1/.test(bench.emulator.world.get('Campaign', id).name)),
		],
		['archived ones', { statuses: ['ARCHIVED'] }, { effective_status: ['ARCHIVED'] }, () => [CAMPAIGNS.usdArchived]],
		[
			'several statuses',
			{ statuses: ['ARCHIVED', 'ACTIVE'] },
			{ effective_status: ['ARCHIVED', 'ACTIVE'] },
			() => listed(ACCOUNTS.usd, ['ARCHIVED', 'ACTIVE']),
		],
	];
	it.each(filters)('narrows to %s', async (_title, chosen, params, expected) => {
		const { rows } = await run('getMany', { returnAll: true, filters: chosen as never });
		expect(expected().length).toBeGreaterThan(0);
		expect(rows.map(({ id }) => id)).toEqual(expected());
		expect(decoded(sent().at(-1)!)).toMatchObject(params);
	});

	it('refuses a filter that came out empty: listing everything instead could end in changing everything', async () => {
		const { error } = await run('getMany', {
			returnAll: true,
			filters: { nameContains: '={{ $json.missing ?? "" }}' },
		});
		expect(error?.message).toBe('Filters → Name Contains is empty');
		expect(sent()).toEqual([]);
	});

	it('without Simplify returns Meta’s rows with the chosen fields', async () => {
		const { rows } = await run('getMany', { limit: 1, simplify: false, options: { fields: ['name', 'objective'] } });
		const [id] = listed(ACCOUNTS.usd);
		const { name, objective } = bench.emulator.world.get('Campaign', id);
		expect(rows).toEqual([{ id, name, objective }]);
	});

	it('an account without campaigns gives no rows', async () => {
		const { rows, status } = await run('getMany', { filters: { nameContains: 'no such name' } });
		expect([rows, status]).toEqual([[], 'success']);
	});
});
