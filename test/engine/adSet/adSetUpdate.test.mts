import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { picked, useAdSets } from '../support/adSets.mts';
import { decoded, lines, pairs } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useAdSets();
const { run, sent, writes } = bench;
const stored = (id: string) => bench.emulator.world.get('AdSet', id);
const year = new Date().getFullYear() + 1;

const update = async (adSet: string, parameters: IDataObject, account: string = ACCOUNTS.usd) =>
	await run('update', { adSet: byId(adSet), adAccount: byId(account), ...parameters });

interface Case {
	readonly adSet: string;
	readonly account?: string;
	readonly fields?: IDataObject;
	readonly targeting?: IDataObject;
	readonly options?: IDataObject;
	readonly params: IDataObject;
	readonly row: IDataObject;
	readonly changes: string;
}

const eur = (adSet: string, rest: Omit<Case, 'adSet' | 'account'>): Case => ({ adSet, account: ACCOUNTS.eur, ...rest });
const advantage = { targeting_automation: { advantage_audience: 1 } };
const people = { age_min: 18, age_max: 65 };

const cases: Record<string, Case> = {
	'a name': {
		adSet: AD_SETS.usdNoBudgetA,
		fields: { name: ' Very broad ' },
		params: { name: 'Very broad' },
		row: { name: 'Very broad' },
		changes: 'Name: Broad → Very broad',
	},
	'a daily budget': {
		adSet: AD_SETS.usdNoBudgetA,
		fields: { dailyBudget: 22.5 },
		params: { daily_budget: '2250' },
		row: { dailyBudget: 22.5 },
		changes: 'Daily Budget: 15.00 USD → 22.50 USD',
	},
	'a daily budget with a comma': {
		adSet: AD_SETS.usdNoBudgetA,
		fields: { dailyBudget: '22,50' },
		params: { daily_budget: '2250' },
		row: { dailyBudget: 22.5 },
		changes: 'Daily Budget: 15.00 USD → 22.50 USD',
	},
	'a large change that is allowed': {
		adSet: AD_SETS.usdNoBudgetA,
		fields: { dailyBudget: 30.01 },
		options: { allowLargeChange: true },
		params: { daily_budget: '3001' },
		row: { dailyBudget: 30.01 },
		changes: 'Daily Budget: 15.00 USD → 30.01 USD',
	},
	'a lifetime budget': eur(AD_SETS.eurLifetimeBudget, {
		fields: { lifetimeBudget: 700 },
		params: { lifetime_budget: '70000' },
		row: { lifetimeBudget: 700 },
		changes: 'Lifetime Budget: 600.00 EUR → 700.00 EUR',
	}),
	'hours of the week': eur(AD_SETS.eurLifetimeBudget, {
		fields: { adSchedule: { rows: [{ days: [0, 6], from: '10:00', to: '16:00', timeZone: 'ADVERTISER' }] } },
		params: { adset_schedule: [{ days: [0, 6], start_minute: 600, end_minute: 960, timezone_type: 'ADVERTISER' }] },
		row: { adSchedule: 'Sun, Sat 10:00–16:00 (account’s time)' },
		changes: 'Ad Schedule: Mon, Tue, Wed, Thu, Fri 08:00–20:00 (viewer’s time) → Sun, Sat 10:00–16:00 (account’s time)',
	}),
	'the most to spend of the campaign’s budget': {
		adSet: AD_SETS.usdCboA,
		fields: { maxSpend: 35 },
		params: { daily_spend_cap: '3500' },
		row: { maxSpend: 35, minSpend: 5 },
		changes: 'Maximum Spend: 40.00 USD → 35.00 USD',
	},
	'a bid amount': eur(AD_SETS.eurBidCap, {
		fields: { bidAmount: 3.1 },
		params: { bid_amount: '310' },
		row: { bidAmount: 3.1 },
		changes: 'Bid Amount: 2.50 EUR → 3.10 EUR',
	}),
	'another strategy that keeps its amount': eur(AD_SETS.eurBidCap, {
		fields: { bidStrategy: 'COST_CAP' },
		params: { bid_strategy: 'COST_CAP' },
		row: { bidStrategy: 'COST_CAP', bidAmount: 2.5 },
		changes: 'Bid Strategy: LOWEST_COST_WITH_BID_CAP → COST_CAP',
	}),
	'an ROAS floor': eur(AD_SETS.eurMinRoas, {
		fields: { roasFloor: 2.25 },
		params: { bid_constraints: { roas_average_floor: 22_500 } },
		row: { roasFloor: 2.25 },
		changes: 'ROAS Floor: 1.5 → 2.25',
	}),
	'no ROAS floor any more': eur(AD_SETS.eurMinRoas, {
		fields: { bidStrategy: 'LOWEST_COST_WITHOUT_CAP' },
		params: { bid_strategy: 'LOWEST_COST_WITHOUT_CAP', bid_constraints: {} },
		row: { roasFloor: null, bidStrategy: 'LOWEST_COST_WITHOUT_CAP' },
		changes: 'Bid Strategy: LOWEST_COST_WITH_MIN_ROAS → LOWEST_COST_WITHOUT_CAP; ROAS Floor: 1.5 → none',
	}),
	'an attribution window': eur(AD_SETS.eurBidCap, {
		fields: { attribution: 'click1' },
		params: { attribution_spec: [{ event_type: 'CLICK_THROUGH', window_days: 1 }] },
		row: { attribution: '1 day after click' },
		changes: 'Attribution Setting: 1 day after view, 7 days after click → 1 day after click',
	}),
	'status, labels and end at once': eur(AD_SETS.eurNoBudget, {
		fields: { status: 'PAUSED', labels: 'spring', endTime: `${year}-07-01` },
		params: { status: 'PAUSED', adlabels: [{ name: 'spring' }], end_time: `${year}-07-01T23:59:59+0200` },
		row: { status: 'PAUSED', labels: 'spring', endTime: `${year}-07-01T23:59:59+0200` },
		changes: `Status: active → paused; Labels: none → spring; End Time: none → ${year}-07-01T23:59:59+0200`,
	}),
	'countries, with everything else of the targeting kept': {
		adSet: AD_SETS.usdNoBudgetA,
		targeting: { countries: ['US', 'CA'] },
		params: { targeting: { geo_locations: { countries: ['US', 'CA'] }, ...people, ...advantage } },
		row: { targeting: 'US, CA; 18–65+; all genders; automatic placements; Advantage+ audience on' },
		changes: 'Countries: US → US, CA',
	},
	'interests of an old ad set, without what Meta refuses to take back': {
		adSet: AD_SETS.usdLegacy,
		targeting: { interests: picked('interest', '6003000000004'), placements: ['instagram:story'] },
		params: {
			targeting: {
				geo_locations: { countries: ['US'] },
				age_min: 25,
				age_max: 54,
				genders: [2],
				flexible_spec: [{ interests: [{ id: '6003000000004' }] }],
				publisher_platforms: ['instagram'],
				instagram_positions: ['story'],
				targeting_automation: { advantage_audience: 0 },
			},
		},
		row: { advantageAudience: false },
		changes: 'Interests: Coffee → ID 6003000000004; Placements: automatic → instagram:story',
	},
	'a switch that lets ages go': {
		adSet: AD_SETS.usdLegacy,
		targeting: { advantageAudience: true, ageMax: 65, ageMin: 18, gender: 'all' },
		params: {
			targeting: {
				geo_locations: { countries: ['US'] },
				...people,
				flexible_spec: [{ interests: [{ id: '6003000000001', name: 'Coffee' }] }],
				...advantage,
			},
		},
		row: { advantageAudience: true },
		changes: 'Minimum Age: 25 → 18; Maximum Age: 54 → 65; Gender: women → all; Advantage+ Audience: off → on',
	},
	'places moved to Europe, with who pays': {
		adSet: AD_SETS.usdNoBudgetA,
		fields: { beneficiary: 'Harbor Coffee', payor: 'Harbor Coffee' },
		targeting: { countries: [], cities: { rows: [{ city: byId('2673660'), radius: 17, distanceUnit: 'kilometer' }] } },
		params: {
			dsa_beneficiary: 'Harbor Coffee',
			dsa_payor: 'Harbor Coffee',
			targeting: {
				geo_locations: { cities: [{ key: '2673660', radius: 17, distance_unit: 'kilometer' }] },
				...people,
				...advantage,
			},
		},
		row: { beneficiary: 'Harbor Coffee' },
		changes:
			'EU Beneficiary: none → Harbor Coffee; EU Payer: none → Harbor Coffee; Countries: US → none; Cities: none → Berlin +17 km',
	},
	'the whole targeting in JSON': {
		adSet: AD_SETS.usdNoBudgetA,
		targeting: {
			targetingJson:
				'={{ ({ geo_locations: { countries: ["CA"] }, age_min: 21, targeting_automation: { advantage_audience: 0 } }) }}',
		},
		params: {
			targeting: { geo_locations: { countries: ['CA'] }, age_min: 21, targeting_automation: { advantage_audience: 0 } },
		},
		row: { advantageAudience: false },
		changes:
			'Targeting: US; 18–65+; all genders; automatic placements; Advantage+ audience on → CA; 21–65+; all genders; automatic placements; Advantage+ audience off',
	},
};

/** Whether interests can be used is looked up before; adSetBadInput has that. */
const steps = (): string[] => lines(sent()).filter((line) => !line.endsWith('/targetingvalidation'));

describe('ad set: update', () => {
	it.each(Object.entries(cases))(
		'sets %s, and reads it back',
		async (
			_title,
			{ adSet, account = ACCOUNTS.usd, fields = {}, targeting = {}, options = {}, params, row, changes },
		) => {
			const result = await update(adSet, { updateFields: fields, targeting, options }, account);
			expect([result.error?.message, result.error?.description]).toEqual([undefined, undefined]);
			expect(steps()).toEqual([`GET ${account}`, `GET ${adSet}`, `POST ${adSet}`, `GET ${adSet}`]);
			expect(decoded(writes()[0])).toEqual(params);
			expect(result.rows).toEqual([
				expect.objectContaining({ id: adSet, accountId: account, ...row, changed: true, changes }),
			]);
		},
	);

	it.each(Object.entries(cases))(
		'sends nothing when %s is there already',
		async (_title, { adSet, account = ACCOUNTS.usd, fields = {}, targeting = {}, options = {}, row }) => {
			await update(adSet, { updateFields: fields, targeting, options }, account);
			bench.emulator.log.length = 0;
			const { rows } = await update(adSet, { updateFields: fields, targeting, options }, account);
			expect(steps()).toEqual([`GET ${account}`, `GET ${adSet}`]);
			expect(rows).toEqual([expect.objectContaining({ id: adSet, ...row, changed: false, changes: 'none' })]);
		},
	);

	it('keeps to the named devices and leaves the rest of the targeting, and does so once', async () => {
		const change = async () => await update(AD_SETS.usdNoBudgetA, { targeting: { otherDevices: false } });
		const { rows, error } = await change();
		expect([error, rows[0].changes]).toEqual([undefined, 'Other Mobile Devices: not said → off']);
		expect(stored(AD_SETS.usdNoBudgetA).targeting).toMatchObject({
			targeting_automation: { individual_setting: { device: 0 } },
		});
		expect((await change()).rows[0].changes).toBe('none');
	});

	it('keeps what another hand has put into the targeting meanwhile', async () => {
		stored(AD_SETS.usdNoBudgetA).targeting = {
			...stored(AD_SETS.usdNoBudgetA).targeting,
			user_os: ['iOS'],
			exclusions: { interests: [{ id: '6003000000010' }] },
		};
		const { rows } = await update(AD_SETS.usdNoBudgetA, { targeting: { countries: ['CA'] } });
		expect(stored(AD_SETS.usdNoBudgetA).targeting).toMatchObject({
			user_os: ['iOS'],
			exclusions: { interests: [{ id: '6003000000010' }] },
			geo_locations: { countries: ['CA'] },
		});
		expect(rows[0].targeting).toMatch(/also user_os, exclusions$/);
	});

	it('two items that change parts of one targeting follow each other', async () => {
		const items = [
			{ countries: ['US', 'CA'], age: 21 },
			{ countries: ['US', 'MX'], age: 22 },
		];
		const result = await run(
			'update',
			{
				adSet: byId(AD_SETS.usdNoBudgetA),
				targeting: { countries: '={{ $json.countries }}', ageMin: '={{ $json.age }}' },
			},
			{ items },
		);
		expect(result.rows.map(({ changes }) => changes)).toEqual([
			'Countries: US → US, CA; Minimum Age: 18 → 21',
			'Countries: US, CA → US, MX; Minimum Age: 21 → 22',
		]);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it('only has the values checked when Validate Only is on', async () => {
		const { rows } = await update(AD_SETS.usdNoBudgetA, {
			updateFields: { dailyBudget: 20 },
			options: { validateOnly: true },
		});
		expect(decoded(sent().at(-1)!)).toEqual({ daily_budget: '2000', execution_options: ['validate_only'] });
		expect(rows).toEqual([
			expect.objectContaining({
				validated: true,
				changed: false,
				dailyBudget: 15,
				changes: 'Daily Budget: 15.00 USD → 20.00 USD',
			}),
		]);
		expect([writes(), stored(AD_SETS.usdNoBudgetA).dailyBudget]).toEqual([[], 1_500]);
	});

	it('tells the fifth budget change of an hour with when to try again', async () => {
		for (const dailyBudget of [16, 17, 18, 19]) await update(AD_SETS.usdNoBudgetA, { updateFields: { dailyBudget } });
		const { rows } = await run(
			'update',
			{ adSet: byId(AD_SETS.usdNoBudgetA), updateFields: { dailyBudget: 20 } },
			{ onError: 'continueRegularOutput' },
		);
		expect(rows[0]).toMatchObject({
			error: expect.stringMatching(/four times within an hour/),
			details: { kind: 'rateLimited', retryAfter: 3600 },
		});
	});
});

describe('ad set: activate, pause, delete', () => {
	it('activates one', async () => {
		const { rows } = await run('activate', { adSet: byId(AD_SETS.eurPaused), adAccount: byId(ACCOUNTS.eur) });
		expect(rows[0]).toMatchObject({
			status: 'ACTIVE',
			effectiveStatus: 'ACTIVE',
			changed: true,
			changes: 'Status: paused → active',
		});
	});

	it('pauses several at once', async () => {
		const items = [AD_SETS.usdNoBudgetA, AD_SETS.usdSharingA, AD_SETS.usdNoBudgetB].map((adSet) => ({ adSet }));
		const { rows } = await run('pause', { adSet: byId('={{ $json.adSet }}') }, { items });
		expect(rows.map(({ id, status, changed }) => [id, status, changed])).toEqual([
			[AD_SETS.usdNoBudgetA, 'PAUSED', true],
			[AD_SETS.usdSharingA, 'PAUSED', true],
			[AD_SETS.usdNoBudgetB, 'PAUSED', false],
		]);
	});

	it('deletes one, once', async () => {
		const first = await run('delete', { adSet: byId(AD_SETS.usdNoBudgetB) });
		expect(first.rows).toEqual([
			{ id: AD_SETS.usdNoBudgetB, name: 'Lookalike', deleted: true, changed: true, accountId: ACCOUNTS.usd },
		]);
		expect(stored(AD_SETS.usdNoBudgetB).status).toBe('DELETED');
		const again = await run('delete', { adSet: byId(AD_SETS.usdNoBudgetB) });
		expect(again.rows[0]).toMatchObject({ deleted: true, changed: false });
	});

	it('tells a campaign’s ID from an ad set’s', async () => {
		const { error } = await run('pause', { adSet: byId(CAMPAIGNS.usdCbo) });
		expect(error?.message).toBe('Ad Set is not an ad set: the ID belongs to a campaign');
		expect(writes()).toEqual([]);
	});
});
