import { AdActivity } from 'facebook-nodejs-business-sdk';
import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { codes, useEmulator } from '../calls/client.mts';

const used = useEmulator({ startAt: new Date('2026-11-25T12:00:00Z') });
const FIELDS = 'event_type,event_time,object_id,object_type,object_name,extra_data,actor_id,date_time_in_timezone';
const list = async (params: Record<string, unknown> = {}, node: string = ACCOUNTS.usd) =>
	(await used.graph.get(`${node}/activities`, { fields: FIELDS, ...params })).body.data ?? [];
const types = async (params: Record<string, unknown> = {}, node?: string) =>
	(await list(params, node)).map((entry) => entry.event_type);
const update = (params: Record<string, unknown>, id: string = CAMPAIGNS.usdCbo) => used.graph.post(id, params);

it('writes a budget change in the nested shape, in minor units', async () => {
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
	expect(JSON.parse(String(entry?.extra_data))).toEqual({
		old_value: { old_value: 5_000, type: 'Per day' },
		new_value: { new_value: 7_500, type: 'Per day' },
	});
});

it('writes a pause as several entries, newest first, and nothing for a change that is none', async () => {
	await update({ name: 'Spring Roast Sales', status: 'ACTIVE', daily_budget: 5_000 });
	expect(await list()).toEqual([]);
	await update({ name: 'New' });
	used.emulator.control.advanceClock(5);
	await update({ status: 'PAUSED' });
	expect(await types()).toEqual([...Array<string>(3).fill('update_campaign_run_status'), 'update_campaign_name']);
	expect((await list())[0]?.extra_data).toBe('{"old_value":"Active","new_value":"Inactive"}');
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
	expect(await types({ since: '2026-11-25T12:30:00+0000' })).toHaveLength(4);
	const first = await used.graph.get(`${ACCOUNTS.usd}/activities`, { limit: 2 });
	expect(first.body.paging?.next).toBeDefined();
	expect(await types({ limit: 10, after: first.body.paging?.cursors.after })).toHaveLength(3);
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
