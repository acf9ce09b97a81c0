import type { IDataObject } from 'n8n-workflow';

import {
	AD_SETS,
	ADS,
	AUDIENCES,
	CAMPAIGNS,
	CREATIVES,
	INSTAGRAM,
	LEAD_FORMS,
	PAGES,
	PIXELS,
} from '../../../emulator/world/seedIds.mts';
import { decoded, useBench } from '../support/campaigns.mts';
import { byId, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench({ app: 'new' });
const { writes } = bench;
const world = () => bench.emulator.world;
const run = async (resource: string, parameters: IDataObject, more: Partial<NodeRun> = {}) =>
	await bench.run('duplicate', { resource, ...parameters }, more);
const adSet = (changes: IDataObject, more: IDataObject = {}) => ({
	adSet: byId(AD_SETS.usdNoBudgetA),
	changes,
	...more,
});
const ad = (changes: IDataObject, more: IDataObject = {}) => ({ ad: byId(ADS.usdCboA1), changes, ...more });
const DAY_MS = 86_400_000;
const nextYear = new Date().getUTCFullYear() + 1;

describe('an ad set, duplicated with changes', () => {
	it('is made new with another pixel, event, budget, country and audience; its ads are copied into it', async () => {
		const before = { ...world().get('AdSet', AD_SETS.usdNoBudgetA) };
		const { rows, error } = await run(
			'adSet',
			adSet({
				pixel: byId(PIXELS.usdSecond),
				conversionEvent: 'LEAD',
				dailyBudget: '35',
				countries: ['CA'],
				audience: byId(AUDIENCES.usdNewsletter),
			}),
		);
		expect(error).toBeUndefined();
		const copy = world().get('AdSet', String(rows[0].id));
		expect(copy).toMatchObject({
			name: `${before.name} - Copy`,
			status: 'PAUSED',
			campaign: { id: before.campaign.id },
			dailyBudget: 3500,
			optimizationGoal: before.optimizationGoal,
			promotedObject: expect.objectContaining({ pixel_id: PIXELS.usdSecond, custom_event_type: 'LEAD' }),
			targeting: expect.objectContaining({
				geo_locations: expect.objectContaining({ countries: ['CA'] }),
				custom_audiences: [expect.objectContaining({ id: AUDIENCES.usdNewsletter })],
			}),
		});
		expect(rows[0]).toMatchObject({ complete: true, note: '' });
		expect(rows[0].changes).toContain(`Daily Budget: `);
		expect(rows[0].changes).toContain(`→ 35.00 USD`);
		expect(rows[0].changes).toContain(`Conversion Event: `);
		expect(rows[0].changes).toContain(`Countries: `);
		expect(world().get('AdSet', AD_SETS.usdNoBudgetA)).toMatchObject({ dailyBudget: before.dailyBudget });
		expect(
			world()
				.adsOf(copy)
				.map(({ sourceId }) => sourceId),
		).toEqual([ADS.usdNoBudgetA1]);
	});

	it('starts and ends as chosen', async () => {
		const { rows, error } = await run(
			'adSet',
			adSet(
				{ startTime: `${nextYear}-06-01T08:00`, endTime: `${nextYear}-06-08`, lifetimeBudget: '100' },
				{ deepCopy: false },
			),
		);
		expect(error).toBeUndefined();
		expect(world().get('AdSet', String(rows[0].id))).toMatchObject({ lifetimeBudget: 10_000 });
		expect(decoded(writes()[0]).daily_budget).toBeUndefined();
		expect(decoded(writes()[0])).toMatchObject({
			start_time: expect.stringContaining(`${nextYear}-06-01T08:00`),
			end_time: expect.stringContaining(`${nextYear}-06-0`),
		});
	});

	it('names what the original has and the copy does not: an end that has passed, and what no create gets', async () => {
		const source = world().get('AdSet', AD_SETS.usdNoBudgetA);
		const [start, end] = [world().clock.now() - 30 * DAY_MS, world().clock.now() - DAY_MS];
		Object.assign(source, { startTime: start, endTime: end });
		const { rows, error } = await run('adSet', adSet({ dailyBudget: '35' }, { deepCopy: false }));
		expect(error).toBeUndefined();
		expect(rows[0].note).toMatch(/Left behind from the original: the end time \S+, which has passed/);
		const copy = world().get('AdSet', String(rows[0].id));
		expect(copy.endTime).toBeUndefined();
		expect(copy.startTime ?? Infinity).toBeGreaterThan(start);
		const checked = await run('adSet', adSet({ dailyBudget: '35' }, { deepCopy: false }), { node: 'metaAdsTool' });
		expect(checked.rows[0].note).toContain('Left behind');
	});

	it('is made once, also where the answer is lost', async () => {
		const fault = {
			match: { method: 'POST', path: 'act_1001000000000001/adsets', times: 1 },
			fault: { kind: 'nullSlot', applied: true },
		};
		bench.emulator.control.addFault(fault as never);
		const count = world().all('AdSet').length;
		const { rows } = await run('adSet', adSet({ dailyBudget: '35' }, { deepCopy: false }), {
			onError: 'continueRegularOutput',
		});
		expect(world().all('AdSet').length).toBe(count + 1);
		expect(rows[0]).toMatchObject({ created: true });
	});

	it.each<[string, IDataObject, IDataObject, RegExp]>([
		[
			'a budget where the campaign has it',
			{ dailyBudget: '20' },
			{ adSet: byId(AD_SETS.usdCboA) },
			/the campaign of the original has the budget/,
		],
		['a lifetime budget without an end', { lifetimeBudget: '100' }, {}, /lifetime budget has an end/],
		['two budgets', { lifetimeBudget: '100', dailyBudget: '10' }, {}, /next to a daily budget/],
		['an end that is past', { endTime: '2020-01-01' }, {}, /past/],
	])('refuses %s, and makes nothing', async (_title, changes, more, words) => {
		const { error } = await run('adSet', adSet(changes, more));
		expect(error?.message).toMatch(words);
		expect(writes()).toEqual([]);
	});
});

describe('an ad, duplicated with changes', () => {
	it('shows a new creative with another page and link, and says so', async () => {
		const { rows, error } = await run(
			'ad',
			ad({ page: byId(PAGES.usdSecond), link: 'https://harbor-coffee.example/new', urlTags: 'utm_source=meta' }),
		);
		expect(error).toBeUndefined();
		const copy = world().get('Ad', String(rows[0].id));
		expect([copy.status, copy.adSet.id]).toEqual(['PAUSED', AD_SETS.usdCboA]);
		expect(world().get('AdCreative', copy.creativeId).fields).toMatchObject({
			url_tags: 'utm_source=meta',
			object_story_spec: {
				page_id: PAGES.usdSecond,
				link_data: {
					link: 'https://harbor-coffee.example/new',
					call_to_action: { type: 'SHOP_NOW', value: { link: 'https://harbor-coffee.example/new' } },
				},
			},
		});
		expect(rows[0].changes).toBe(
			[
				'Link: https://harbor-coffee.example/ → https://harbor-coffee.example/new',
				'URL Parameters: none → utm_source=meta',
				`Page: ${PAGES.usd} → ${PAGES.usdSecond}`,
			].join('; '),
		);
		expect(world().get('Ad', ADS.usdCboA1).creativeId).toBe(CREATIVES.usdCup);
	});

	it('names what the original has and the copy does not, and keeps the hours that are ahead', async () => {
		const source = world().get('Ad', ADS.usdCboA1);
		const later = world().clock.now() + 3 * DAY_MS;
		Object.assign(source, { displaySequence: 2, scheduleStart: later, scheduleEnd: world().clock.now() - DAY_MS });
		Object.assign(world().get('AdCreative', CREATIVES.usdCup).fields, {
			...{ applink_treatment: 'web_only', authorization_category: 'POLITICAL' },
			contextual_multi_ads: { enroll_status: 'OPT_OUT' },
		});
		const { rows, error } = await run('ad', ad({ link: 'https://harbor-coffee.example/new' }));
		expect(error).toBeUndefined();
		expect(rows[0].note).toMatch(
			/^Left behind from the original: the end time \S+, which has passed, display sequence, applink treatment\./,
		);
		const copy = world().get('Ad', String(rows[0].id));
		expect([copy.scheduleStart, copy.scheduleEnd]).toEqual([Math.floor(later / 1000) * 1000, undefined]);
		expect(world().get('AdCreative', copy.creativeId).fields).toMatchObject({
			authorization_category: 'POLITICAL',
			contextual_multi_ads: { enroll_status: 'OPT_OUT' },
		});
	});

	it.each([
		['WEBSITE_AND_SHOP_OPT_OUT', { destination_type: 'WEBSITE_AND_SHOP_OPT_OUT' }, undefined],
		['SHOPS_MESSAGING', undefined, 'Left behind from the original: destination spec.'],
	])('a destination of %s is kept, or named', async (type, kept, note) => {
		const { fields } = world().get('AdCreative', CREATIVES.usdCup);
		Object.assign(fields, { destination_spec: { destination_type: type } });
		const { rows, error } = await run('ad', ad({ link: 'https://harbor-coffee.example/new' }));
		expect(error).toBeUndefined();
		const copy = world().get('Ad', String(rows[0].id));
		expect(world().get('AdCreative', copy.creativeId).fields.destination_spec).toEqual(kept);
		expect(String(rows[0].note ?? '')).toContain(note ?? '');
	});

	it('says whose Instagram account stays where the page is another', async () => {
		const { object_story_spec: story } = world().get('AdCreative', CREATIVES.usdCup).fields;
		Object.assign(story as IDataObject, { instagram_user_id: INSTAGRAM.usd });
		const { rows } = await run('ad', ad({ page: byId(PAGES.usdSecond) }));
		expect(rows[0].changes).toContain(`Instagram Account: stays ${INSTAGRAM.usd}`);
	});

	it.each([
		[{ link: 'https://harbor-coffee.example/?utm_source=mail' }],
		[{ link: 'https://harbor-coffee.example/?utm_source=mail', urlTags: 'utm_source=meta' }],
	])('makes nothing where a parameter would stand twice: %j', async (changes) => {
		world().get('AdCreative', CREATIVES.usdCup).fields.url_tags = 'utm_source=meta';
		const { error } = await run('ad', ad(changes));
		expect(error?.message).toMatch(/has utm_source, and the link has it, too/);
		expect(writes()).toEqual([]);
	});

	it('opens another form by its button', async () => {
		const { rows } = await run('ad', ad({ leadForm: byId(LEAD_FORMS.usdTasting) }));
		const { creativeId } = world().get('Ad', String(rows[0].id));
		expect(world().get('AdCreative', creativeId).fields.object_story_spec).toMatchObject({
			link_data: { call_to_action: { value: { lead_gen_form_id: LEAD_FORMS.usdTasting } } },
		});
	});

	it('keeps its messengers on another page, and takes no form or link then', async () => {
		const messengers = {
			optimization_type: 'DOF_MESSAGING_DESTINATION',
			call_to_actions: [{ type: 'MESSAGE_PAGE', value: { app_destination: 'MESSENGER', link: 'https://fb.com/' } }],
		};
		world().get('AdCreative', CREATIVES.usdCup).fields.asset_feed_spec = messengers;
		const form = await run('ad', ad({ leadForm: byId(LEAD_FORMS.usdTasting) }));
		expect(form.error?.message).toContain('Instant Form has no use: the original opens a messenger');
		const other = await run('ad', ad({ link: 'https://harbor-coffee.example/new' }));
		expect(other.error?.message).toContain('opens several messengers');
		expect(writes()).toEqual([]);
		Object.assign(world().get('AdSet', AD_SETS.usdCboA), { destinationType: 'MESSAGING_MESSENGER_WHATSAPP' });
		messengers.call_to_actions.push({
			type: 'WHATSAPP_MESSAGE',
			value: { app_destination: 'WHATSAPP', link: 'https://api.whatsapp.com/send' },
		});
		const { rows } = await run('ad', ad({ page: byId(PAGES.usdSecond) }));
		const { creativeId } = world().get('Ad', String(rows[0].id));
		expect(world().get('AdCreative', creativeId).fields.asset_feed_spec).toEqual(messengers);
		expect(JSON.stringify(rows)).not.toContain('asset_feed_spec');
	});

	it('keeps the creative where only the pixel is another', async () => {
		const { rows } = await run('ad', ad({ pixel: byId(PIXELS.usdSecond) }, { targetAdSet: byId(AD_SETS.usdCboB) }));
		const copy = world().get('Ad', String(rows[0].id));
		expect([copy.creativeId, copy.adSet.id]).toEqual([CREATIVES.usdCup, AD_SETS.usdCboB]);
		expect(rows[0].pixelIds).toBe(PIXELS.usdSecond);
	});

	it('says what is left where the creative was made and the ad was refused', async () => {
		const fault = {
			match: { method: 'POST', path: 'act_1001000000000001/ads', times: 9 },
			fault: { kind: 'graph', code: 100 },
		};
		bench.emulator.control.addFault(fault as never);
		const { error } = await run('ad', ad({ link: 'https://harbor-coffee.example/new' }));
		expect(error?.description).toMatch(/Made so far: creative \d+\./);
	});
});

it('a campaign has no changes of its own', async () => {
	const { rows } = await run('campaign', { campaign: byId(CAMPAIGNS.usdHousing), deepCopy: false });
	expect(rows[0].changes).toBe('');
});
