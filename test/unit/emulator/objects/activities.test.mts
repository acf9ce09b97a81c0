import { AdActivity } from 'facebook-nodejs-business-sdk';
import { LOG_LANGUAGES } from '../../../../emulator/log/logWords.mts';
import { ACCOUNTS, ADS, AD_SETS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const FIELDS = 'event_type,event_time,object_id,object_type,object_name,extra_data,actor_id,date_time_in_timezone';
const list = async (params: Record<string, unknown> = {}, node: string = ACCOUNTS.usd) =>
	(await used.graph.get(`${node}/activities`, { fields: FIELDS, ...params })).body.data ?? [];
const types = async (params: Record<string, unknown> = {}, node?: string) =>
	(await list(params, node)).map((entry) => entry.event_type);
const update = (params: Record<string, unknown>, id: string = CAMPAIGNS.usdCbo) => used.graph.post(id, params);

it('writes a budget change as composite data, in minor units', async () => {
	await update({ daily_budget: 7_500 });
	const [entry, ...rest] = await list();
	expect(rest).toEqual([]);
	expect(entry).toMatchObject({
		event_type: 'update_campaign_budget',
		event_time: '2026-11-25T12:00:00+0000',
		date_time_in_timezone: '11/25/2026 at 7:00 AM',
		object_id: CAMPAIGNS.usdCbo,
		object_type: 'CAMPAIGN_GROUP',
		actor_id: '100000000000001',
	});
	expect(entry).not.toHaveProperty('id');
	const amount = { type: 'payment_amount', currency: 'USD', additional_type: 'status_string' };
	expect(JSON.parse(String(entry?.extra_data))).toEqual({
		old_value: { ...amount, old_value: 5_000, additional_value: '' },
		new_value: { ...amount, new_value: 7_500, additional_value: 'Per day' },
		type: 'composite_data',
	});
});

it('writes a pause of a campaign as one entry, newest first, and nothing for a change that is none', async () => {
	await update({ name: 'Spring Roast Sales', status: 'ACTIVE', daily_budget: 5_000 });
	expect(await list()).toEqual([]);
	await update({ name: 'New' });
	used.emulator.control.advanceClock(5);
	await update({ status: 'PAUSED' });
	expect(await types()).toEqual(['update_campaign_run_status', 'update_campaign_name']);
	expect((await list())[0]?.extra_data).toBe(
		'{"old_value":"Active","new_value":"Inactive","run_status":{"old_value":1,"new_value":15},"type":"run_status"}',
	);
});

const statusesOf = async (id: string) =>
	(await list({ oid: id, since: '2026-11-01', until: '2027-01-01' }))
		.filter(({ event_type: type }) => String(type).endsWith('run_status'))
		.map(({ extra_data: data, actor_id: actor }) => {
			const { old_value: from, new_value: to } = JSON.parse(String(data)) as Record<string, string>;
			return [from, to, actor];
		});

it('writes a pause of an ad as three entries, in process in between', async () => {
	await update({ status: 'PAUSED' }, ADS.usdCboA1);
	used.emulator.control.advanceClock(5);
	expect(await statusesOf(ADS.usdCboA1)).toEqual([
		['Pending process', 'Inactive', '100000000000001'],
		['to be set after review', 'Inactive', '100000000000001'],
		['Active', 'Pending process', '100000000000001'],
	]);
});

it('writes the review of an edited ad as changes of its status by Meta, with application 0', async () => {
	await update({ targeting: { geo_locations: { countries: ['CA'] } } }, AD_SETS.usdNoBudgetA);
	used.emulator.control.advanceClock(2 * 86_400);
	expect(await statusesOf(ADS.usdNoBudgetA1)).toEqual([
		['Pending Review', 'Active', '0'],
		['Pending process', 'Pending Review', '0'],
		['Active', 'Pending process', '0'],
	]);
	const [entry] = await list({ oid: ADS.usdNoBudgetA1, fields: 'application_id,application_name,actor_name' });
	expect(entry).toEqual({ application_id: '0', actor_name: 'Meta' });
});

it('writes five entries for a new ad set, its status a little later', async () => {
	const { body } = await used.graph.post(`${ACCOUNTS.usd}/adsets`, {
		name: 'x',
		campaign_id: CAMPAIGNS.usdNoBudget,
		daily_budget: 900,
		billing_event: 'IMPRESSIONS',
		optimization_goal: 'LINK_CLICKS',
		targeting: { geo_locations: { countries: ['CA'] } },
	});
	expect(await types({ oid: body.id })).toHaveLength(4);
	used.emulator.control.advanceClock(20);
	expect(await types({ oid: body.id })).toEqual([
		'update_ad_set_run_status',
		'update_ad_set_target_spec',
		'update_ad_set_optimization_goal',
		'update_ad_set_bid_strategy',
		'create_ad_set',
	]);
	expect(await statusesOf(body.id!)).toEqual([['Pending process', 'Active', '100000000000001']]);
});

it.each(LOG_LANGUAGES)('speaks the reader’s language: %s', async (language) => {
	await update({ status: 'PAUSED' });
	const words = (await statusesOf(CAMPAIGNS.usdCbo)).flat().slice(0, 2);
	used.emulator.control.setLogReader({ language, age: 'older' });
	const [entry] = await list();
	expect(String(entry?.extra_data)).not.toMatch(/run_status":\{/);
	const read = (await statusesOf(CAMPAIGNS.usdCbo)).flat().slice(0, 2);
	expect(language === 'en' ? words : read).toEqual(read);
	expect(new Set(read).size).toBe(2);
});

it('uses only event types of the spec', async () => {
	const { body } = await used.graph.post(`${ACCOUNTS.usd}/campaigns`, {
		name: 'x',
		objective: 'OUTCOME_SALES',
		special_ad_categories: [],
		is_adset_budget_sharing_enabled: false,
	});
	await update({ daily_budget: 5_000, spend_cap: 20_000, stop_time: '2027-01-01' }, body.id);
	await used.graph.delete(body.id ?? '');
	const found = await types();
	expect(new Set(found)).toEqual(
		new Set([
			'create_campaign_group',
			'update_campaign_budget_optimization_toggling_status',
			'update_campaign_budget',
			'update_campaign_group_spend_cap',
			'update_campaign_schedule',
			'update_campaign_run_status',
		]),
	);
	const known: unknown[] = Object.values(AdActivity.EventType);
	for (const type of found) expect(known).toContain(type);
});

it('narrows by category, object, time and page', async () => {
	await update({ daily_budget: 6_000 });
	used.emulator.control.advanceClock(3_600);
	await update({ status: 'PAUSED' });
	await update({ name: 'Other' }, CAMPAIGNS.usdHousing);
	expect(await types({ category: 'BUDGET' })).toEqual(['update_campaign_budget']);
	expect(codes(await used.graph.get(`${ACCOUNTS.usd}/activities`, { category: 'WEATHER' }))).toBe('100/-');
	expect(await types({ oid: CAMPAIGNS.usdHousing })).toEqual(['update_campaign_name']);
	expect(await types({}, CAMPAIGNS.usdHousing)).toEqual(['update_campaign_name']);
	expect(await types({ until: Date.parse('2026-11-25T12:30:00Z') / 1000 })).toEqual(['update_campaign_budget']);
	expect(await types({ since: '2026-11-25T12:30:00+0000' })).toHaveLength(2);
	expect(await types({ category: 'CAMPAIGN' })).toHaveLength(3);
	const first = await used.graph.get(`${ACCOUNTS.usd}/activities`, { limit: 2 });
	expect(first.body.paging?.next).toBeDefined();
	expect(await types({ limit: 10, after: first.body.paging?.cursors.after })).toHaveLength(1);
	expect(await list({}, ACCOUNTS.jpy)).toEqual([]);
});

it('looks back one week unless asked for more', async () => {
	await update({ name: 'Old' });
	used.emulator.control.advanceClock(8 * 86_400);
	expect(await list()).toEqual([]);
	expect(await types({ since: '2026-11-20' })).toEqual(['update_campaign_name']);
});

it('can come late and out of order', async () => {
	used.emulator.control.setActivityLag(600);
	const ids = [
		'120210000000000101',
		'120210000000000102',
		'120210000000000103',
		'120210000000000104',
		'120210000000000105',
	];
	for (const id of ids) await update({ name: 'late' }, id);
	expect(await list()).toEqual([]);
	const arrivedAt = new Map<unknown, number>();
	for (let minute = 1; minute <= 15; minute += 1) {
		used.emulator.control.advanceClock(60);
		for (const { object_id } of await list()) if (!arrivedAt.has(object_id)) arrivedAt.set(object_id, minute);
	}
	const minutes = ids.map((id) => arrivedAt.get(id) ?? Number.NaN);
	expect(Math.min(...minutes)).toBeGreaterThanOrEqual(5);
	expect(Math.max(...minutes)).toBeLessThanOrEqual(15);
	// At least one entry arrives before an older one.
	expect(minutes).not.toEqual(minutes.toSorted((x, y) => x - y));
});

it('can lose entries for good', async () => {
	used.emulator.control.setActivityLag(0, { dropEvery: 2 });
	for (let round = 0; round < 4; round += 1) await update({ name: `round ${round}` });
	expect(await list()).toHaveLength(2);
});
