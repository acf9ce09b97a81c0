import type { IDataObject } from 'n8n-workflow';

import { ADS, AD_SETS, CAMPAIGNS, CREATIVES } from '../../../emulator/world/seedIds.mts';
import { newAdSet } from '../support/adSets.mts';
import { decoded, newCampaign, useBench } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { byId } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/** Other Parameters (JSON): what gets through, what must not, and what is read back. */

const bench = useBench();
const { run, sent, writes } = bench;

const creates: Record<string, (others: unknown, more?: IDataObject) => ReturnType<typeof run>> = {
	'campaign create': async (otherParameters, more) =>
		await run('create', newCampaign({ additionalFields: { otherParameters }, ...more })),
	'ad set create': async (otherParameters, more) =>
		await run('create', { resource: 'adSet', ...newAdSet({ additionalFields: { otherParameters }, ...more }) }),
	'ad create': async (otherParameters, more) =>
		await run('create', {
			resource: 'ad',
			adSet: byId(AD_SETS.usdNoBudgetA),
			name: 'Another ad',
			creative: byId(CREATIVES.usdCup),
			additionalFields: { otherParameters },
			...more,
		}),
};

const updates: typeof creates = {
	'campaign update': async (otherParameters, more) =>
		await run('update', { campaign: byId(CAMPAIGNS.usdCbo), updateFields: { otherParameters }, ...more }),
	'ad set update': async (otherParameters, more) =>
		await run('update', {
			resource: 'adSet',
			adSet: byId(AD_SETS.usdNoBudgetA),
			updateFields: { otherParameters },
			...more,
		}),
	'ad update': async (otherParameters, more) =>
		await run('update', { resource: 'ad', ad: byId(ADS.usdCboA1), updateFields: { otherParameters }, ...more }),
};
const forms = Object.entries({ ...creates, ...updates });

/** What no form may let through, with the name that the error gives. */
const smuggled: Array<[what: string, others: unknown, named: string]> = [
	['a budget', { daily_budget: 1 }, '“daily_budget”'],
	['a budget of another kind', { lifetime_budget: '100000' }, '“lifetime_budget”'],
	['a budget in capitals', { DAILY_BUDGET: 1 }, '“DAILY_BUDGET”'],
	['a budget with a blank', { ' daily_budget': 1 }, '“ daily_budget”'],
	['a budget in brackets', { 'daily_budget[]': 1 }, '“daily_budget[]”'],
	['budgets of ad sets', { adset_budgets: [{ adset_id: '1', daily_budget: 1 }] }, '“adset_budgets”'],
	['a schedule of budgets', { budget_schedule_specs: [] }, '“budget_schedule_specs”'],
	['a share of the budget', { max_budget_spend_percentage: 90 }, '“max_budget_spend_percentage”'],
	['a spending limit', { spend_cap: 1 }, '“spend_cap”'],
	['a bid', { bid_amount: 1 }, '“bid_amount”'],
	['a bid strategy', { bid_strategy: 'COST_CAP' }, '“bid_strategy”'],
	['bids of ad sets', { adset_bid_amounts: {} }, '“adset_bid_amounts”'],
	['bid multipliers', { bid_adjustments: {} }, '“bid_adjustments”'],
	['a floor', { bid_constraints: { roas_average_floor: 1 } }, '“bid_constraints”'],
	['a status', { status: 'ACTIVE' }, '“status”'],
	['a status by another name', { configured_status: 'ACTIVE' }, '“configured_status”'],
	['a name', { name: 'Other' }, '“name”'],
	['labels', { adlabels: [] }, '“adlabels”'],
	['a mere check', { execution_options: ['validate_only'] }, '“execution_options”'],
	['another token', { access_token: 'x' }, '“access_token”'],
	['a proof', { appsecret_proof: 'x' }, '“appsecret_proof”'],
	['another method', { method: 'DELETE' }, '“method”'],
	['a batch', { batch: [] }, '“batch”'],
	['other objects', { ids: '1,2' }, '“ids”'],
	['another date format', { date_format: 'U' }, '“date_format”'],
	['a callback', { callback: 'x' }, '“callback”'],
	['a category by its old name', { special_ad_category: 'NONE' }, '“special_ad_category”'],
	['an end by its old name', { time_stop: 0 }, '“time_stop”'],
	['reach bought ahead', { rf_prediction_id: '1' }, '“rf_prediction_id”'],
	['a new campaign', { campaign_spec: { name: 'x' } }, '“campaign_spec”'],
	['a new ad set', { adset_spec: { name: 'x' } }, '“adset_spec”'],
	['a move of the campaign', { migrate_to_advantage_plus: true }, '“migrate_to_advantage_plus”'],
	[
		'a budget inside',
		{ trending_topics_spec: { deep: [{ daily_budget: 1 }] } },
		'“daily_budget” in “trending_topics_spec”',
	],
	['a status inside', { engagement_audience: { status: 'ACTIVE' } }, '“status” in “engagement_audience”'],
	[
		'a budget in a text that is JSON',
		{ trending_topics_spec: '{"a":"[{\\"lifetime_budget\\":1}]"}' },
		'“lifetime_budget” in “trending_topics_spec”',
	],
	['a text that begins like JSON', { trending_topics_spec: "{'daily_budget': 1}" }, 'cannot be checked'],
	['an ad set inside', { trending_topics_spec: { adset_spec: {} } }, '“adset_spec” in “trending_topics_spec”'],
	['a number that lost digits', { line_number: 2 ** 60 }, 'too long to be exact'],
	['no object', '[1]', 'is not a JSON object'],
	['a prototype', '{"__proto__": {"daily_budget": 1}}', '“__proto__”'],
	['forty levels', `{"trending_topics_spec": ${'['.repeat(40)}${']'.repeat(40)}}`, 'cannot be checked'],
];

describe.each(forms)('other parameters: %s', (_form, fill) => {
	it.each(smuggled)('refuses %s, and sends nothing', async (_what, others, named) => {
		const { error } = await fill(typeof others === 'string' ? others : JSON.stringify(others));
		expect(error?.message).toContain('Other Parameters (JSON)');
		expect(error?.message).toContain(named);
		expect(sent()).toEqual([]);
	});
});

/** What only one kind has a field for, or checks. */
const own: Record<string, string[]> = {
	'campaign create': [
		'objective',
		'special_ad_categories',
		'special_ad_category_country',
		'start_time',
		'stop_time',
		'buying_type',
	],
	'campaign update': ['objective', 'special_ad_categories', 'start_time', 'buying_type'],
	'ad set create': [
		...[
			'campaign_id',
			'optimization_goal',
			'billing_event',
			'destination_type',
			'promoted_object',
			'targeting',
			'start_time',
		],
		...['end_time', 'adset_schedule', 'pacing_type', 'attribution_spec', 'dsa_beneficiary', 'dsa_payor'],
	],
	'ad set update': [
		'targeting',
		'optimization_goal',
		'end_time',
		'campaign_id',
		'promoted_object',
		'value_rule_set_id',
		'source_adset_id',
	],
	'ad create': ['adset_id', 'creative', 'tracking_specs', 'conversion_domain', 'ad_schedule_start_time'],
	'ad update': ['creative', 'tracking_specs', 'ad_schedule_end_time'],
};

it.each(forms)('%s: no field of the form can be set from here', async (form, fill) => {
	for (const name of own[form]) {
		const { error } = await fill({ [name]: 'x' });
		expect(error?.message).toContain(`cannot set “${name}”`);
	}
	expect(own[form].length).toBeGreaterThan(2);
	expect(sent()).toEqual([]);
});

describe('other parameters that get through', () => {
	const cases: Record<string, [others: IDataObject, shown: IDataObject]> = {
		'campaign create': [{ is_skadnetwork_attribution: true }, { is_skadnetwork_attribution: true }],
		'ad set create': [
			{ placement_soft_opt_out: { facebook: ['feed'] } },
			{ placement_soft_opt_out: { facebook: ['feed'] } },
		],
		'ad create': [{ display_sequence: 3 }, { display_sequence: '3' }],
	};
	it.each(Object.entries(cases))('%s: sent along, as they are', async (form, [others, params]) => {
		const { rows, error } = await creates[form](others);
		expect(error).toBeUndefined();
		expect(decoded(writes()[0])).toMatchObject(params);
		expect(rows[0]).toMatchObject({ created: true });
		expect(rows[0]).not.toHaveProperty('note');
	});

	const changes: Record<string, [others: IDataObject, before: string]> = {
		'campaign update': [{ is_skadnetwork_attribution: true }, 'is_skadnetwork_attribution: none → true'],
		'ad set update': [
			{ frequency_control_specs: [{ event: 'IMPRESSIONS', interval_days: 7, max_frequency: 2 }] },
			'frequency_control_specs: none → [{"event":"IMPRESSIONS","interval_days":7,"max_frequency":2}]',
		],
		'ad update': [{ display_sequence: 4 }, 'display_sequence: none → 4'],
	};
	it.each(Object.entries(changes))('%s: compared, sent, and read back', async (form, [others, said]) => {
		const { rows, error } = await updates[form](others);
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ changed: true, changes: said });
		expect(writes()).toHaveLength(1);
		const again = await updates[form](JSON.stringify(others));
		expect(again.rows[0]).toMatchObject({ changed: false, changes: 'none' });
		expect(writes()).toHaveLength(1);
	});

	it('what Meta takes and does not keep is no success', async () => {
		const { error } = await updates['ad set update']({ multi_optimization_goal_weight: 'BALANCED' });
		expect(error?.message).toMatch(/still shows another multi_optimization_goal_weight/);
		const { rows } = await creates['ad set create']({ multi_optimization_goal_weight: 'BALANCED' });
		expect(rows[0].note).toMatch(/^Meta shows another multi_optimization_goal_weight than was sent/);
	});

	it('what Meta does not show is told', async () => {
		const { rows } = await updates['ad set update']({ line_number: 3 });
		expect(rows[0]).toMatchObject({
			changed: true,
			changes: 'line_number: not shown by Meta → not shown by Meta',
			note: 'Meta took line_number but does not show it: that cannot be read back.',
		});
		const { rows: created } = await creates['ad set create']({ line_number: 3 });
		expect(created[0].note).toMatch(/^Meta took line_number/);
	});

	it('with Validate Only nothing is changed', async () => {
		const { rows } = await updates['ad set update']({ line_number: 3 }, { options: { validateOnly: true } });
		expect(rows[0]).toMatchObject({ validated: true, changed: false });
		expect(writes()).toEqual([]);
	});
});

describe('a creative’s JSON', () => {
	it.each(['access_token', 'method', 'execution_options', 'adlabels[0]'])('takes no %s', async (name) => {
		const creative = { resource: 'creative', format: 'json', name: 'Custom', creativeJson: { [name]: 'x' } };
		const { error } = await run('create', creative);
		expect(error?.message).toContain(`“${name}”`);
		const more = {
			creativeJson: { object_story_id: '12345_67890' },
			additionalFields: { otherParameters: { [name]: 'x' } },
		};
		expect((await run('create', { ...creative, ...more })).error?.message).toContain(`“${name}”`);
		expect(sent()).toEqual([]);
	});
});
