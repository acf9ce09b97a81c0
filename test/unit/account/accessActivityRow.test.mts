import { activityRow } from '../../../nodes/meta/activityLog/row.ts';
import { extraOf, loggedValuesIn } from '../../../nodes/meta/activityLog/values.ts';

const account = { id: 'act_7', name: 'Shop', currency: 'EUR', timeZone: 'Europe/Berlin' };
const row = (change: Record<string, unknown>, currency = 'EUR') =>
	activityRow(
		{ event_type: 'update_campaign_budget', event_time: '2026-07-01T10:00:00+0000', ...change },
		{ ...account, currency },
	);
const budget = (extra: unknown, currency?: string) => {
	const { oldValue, newValue, valueType } = row({ extra_data: JSON.stringify(extra) }, currency);
	return [oldValue, newValue, valueType];
};

it('reads a budget in both shapes seen in the field', () => {
	const nested = {
		old_value: { old_value: 308993000, type: 'Lifetime budget' },
		new_value: { new_value: 299910200, type: 'Lifetime budget' },
	};
	expect(budget(nested)).toEqual([3089930, 2999102, 'Lifetime budget']);
	expect(budget({ old_value: '5000', new_value: '7550' })).toEqual([50, 75.5, null]);
});

it('counts money by the account’s currency and guesses nothing', () => {
	expect(budget({ old_value: '5000', new_value: '7550' }, 'JPY')).toEqual([5000, 7550, null]);
	expect(budget({ old_value: '5000', new_value: '7550' }, 'LKR')[0]).toBe('5000 (Meta’s smallest units)');
});

it('calls Meta’s number for no limit by its name', () => {
	expect(budget({ old_value: 10000, new_value: 922337203685478 })).toEqual([100, 'no limit', null]);
});

it('leaves alone what is not an amount', () => {
	expect(
		row({ event_type: 'update_campaign_run_status', extra_data: '{"old_value":"Active","new_value":"Inactive"}' }),
	).toMatchObject({ oldValue: 'Active', newValue: 'Inactive' });
	expect(
		row({ event_type: 'update_campaign_schedule', extra_data: '{"old_value":1700000000,"new_value":0}' }),
	).toMatchObject({ oldValue: 1700000000, newValue: 0 });
	expect(budget({ old_value: '12.5', new_value: 'about 7' })).toEqual(['12.5', 'about 7', null]);
});

it('keeps the digits of long ids', () => {
	const extra_data = '{"old_value":120210000000000001,"new_value":120210000000000002}';
	expect(loggedValuesIn(extraOf({ extra_data }))).toMatchObject({
		before: { value: '120210000000000001' },
		after: { value: '120210000000000002' },
	});
});

it('shows structures as JSON, so that the row stays flat', () => {
	expect(
		row({ event_type: 'update_ad_set_target_spec', extra_data: '{"new_value":[{"content":"Age 18"}]}' }),
	).toMatchObject({
		oldValue: null,
		newValue: '[{"content":"Age 18"}]',
	});
});

it.each([undefined, null, '', 'no json', '[]', '"text"', '{}', '{"old_value":{}}', '17'])(
	'survives extra_data %p',
	(extra) => {
		expect(Object.keys(row({ extra_data: extra }))).toEqual(Object.keys(row({})));
	},
);

it.each([
	[
		'CAMPAIGN_GROUP',
		'campaign',
		'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=7&selected_campaign_ids=11',
	],
	['CAMPAIGN', 'ad set', 'https://adsmanager.facebook.com/adsmanager/manage/adsets?act=7&selected_adset_ids=11'],
	['ADGROUP', 'ad', 'https://adsmanager.facebook.com/adsmanager/manage/ads?act=7&selected_ad_ids=11'],
	['ACCOUNT', 'ad account', 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=7'],
	['CUSTOM_AUDIENCE', 'custom audience', 'https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=7'],
])('translates the log’s %s to %s', (type, words, url) => {
	expect(row({ object_type: type, object_id: '11' })).toMatchObject({ objectType: words, adsManagerUrl: url });
});

it('gives the time by the clock of the account, and names the event even without Meta’s words', () => {
	expect(row({})).toMatchObject({ eventTime: '2026-07-01T12:00:00+0200', event: 'update campaign budget' });
	expect(row({ translated_event_type: 'Campaign budget updated' })).toMatchObject({ event: 'Campaign budget updated' });
	expect(row({ event_time: 'yesterday' })).toMatchObject({ eventTime: 'yesterday' });
});
