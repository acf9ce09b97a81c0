import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AUDIENCES, INSTAGRAM, LEAD_FORMS, PAGES, PIXELS } from '../../../emulator/world/seedIds.mts';
import { useAudienceBench } from '../support/audiences.mts';
import { decoded, pairs } from '../support/campaigns.mts';
import '../support/lives/fakeTime.mts';
import { byId } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useAudienceBench();
const { run, writes } = bench;
const edge = `${ACCOUNTS.usd}/customaudiences`;
const create = async (form: IDataObject, more = {}) => await run('audience', 'create', { name: 'New', ...form }, more);
const all = () => bench.emulator.world.all('CustomAudience');
const named = (name: string) => all().filter((audience) => audience.name === name);

const list = { audienceType: 'customerList' };
const website = { audienceType: 'website', ruleSource: 'fields', pixel: byId(PIXELS.usd) };
const engagement = (engagedWith: string, more: IDataObject) => ({
	audienceType: 'engagement',
	engagedWith,
	engagementDays: 60,
	...more,
});
const event = (value: string) => ({ field: 'event', operator: 'eq', value });
const url = (operator: string, value: string) => ({ field: 'url', operator, value });
const pixelRule = (days: number, filters: unknown[], more = {}) => ({
	event_sources: [{ id: PIXELS.usd, type: 'pixel' }],
	retention_seconds: days * 86_400,
	filter: { operator: 'and', filters },
	...more,
});
const sourceRule = (type: string, id: string, seconds: number, of: string) => ({
	inclusions: {
		operator: 'or',
		rules: [
			{ event_sources: [{ id, type }], retention_seconds: seconds, filter: { operator: 'and', filters: [event(of)] } },
		],
	},
});

describe('audience: create', () => {
	it('makes a customer list, reads it back and says that it is empty', async () => {
		const result = await create({
			...list,
			valueBased: true,
			additionalFields: { description: 'All of 2026', retentionDays: 90, optOutLink: 'https://example.com/out' },
		});
		expect(result.rows[0]).toMatchObject({
			name: 'New',
			created: true,
			status: 'empty',
			usable: false,
			type: 'customer list',
			source: 'customers',
			valueBased: true,
			retentionDays: 90,
			description: 'All of 2026',
		});
		expect(pairs(result)).toEqual([{ item: 0 }]);
		expect(decoded(writes()[0])).toEqual({
			name: 'New',
			subtype: 'CUSTOM',
			customer_file_source: 'USER_PROVIDED_ONLY',
			is_value_based: true,
			retention_days: '90',
			description: 'All of 2026',
			opt_out_link: 'https://example.com/out',
		});
	});

	const forms: Array<[string, IDataObject, object]> = [
		[
			'everybody who visited',
			website,
			{ rule: { inclusions: { operator: 'or', rules: [pixelRule(30, [url('i_contains', '')])] } } },
		],
		[
			'buyers of shoes, often, but not of boots',
			{
				...website,
				visits: {
					rows: [
						{ event: 'Purchase', urlCondition: 'i_contains', url: '/shoes', days: 14, times: 2 },
						{ event: 'custom', customEvent: 'Signup', days: 7 },
					],
				},
				exclusions: { rows: [{ urlCondition: 'i_starts_with', url: 'https://example.com/boots', days: 3 }] },
				additionalFields: { combine: 'and', prefill: false },
			},
			{
				rule: {
					inclusions: {
						operator: 'and',
						rules: [
							pixelRule(14, [event('Purchase'), url('i_contains', '/shoes')], {
								aggregation: { type: 'count', operator: '>=', value: 2 },
							}),
							pixelRule(7, [event('Signup')]),
						],
					},
					exclusions: { operator: 'or', rules: [pixelRule(3, [url('i_starts_with', 'https://example.com/boots')])] },
				},
				prefill: false,
			},
		],
		[
			'a rule of one’s own',
			{
				audienceType: 'website',
				ruleSource: 'json',
				ruleJson: JSON.stringify({ inclusions: { operator: 'or', rules: [pixelRule(1, [event('Lead')])] } }),
			},
			{ rule: { inclusions: { operator: 'or', rules: [pixelRule(1, [event('Lead')])] } } },
		],
		[
			'visitors of a page',
			engagement('page', { page: byId(PAGES.usd), pageEvent: 'page_visited' }),
			{ rule: sourceRule('page', PAGES.usd, 60 * 86_400, 'page_visited'), prefill: true },
		],
		[
			'people who like a page, whatever the days',
			engagement('page', { page: byId(PAGES.usd), pageEvent: 'page_liked' }),
			{ rule: sourceRule('page', PAGES.usd, 0, 'page_liked'), prefill: true },
		],
		[
			'an Instagram account',
			engagement('instagram', { instagramAccount: byId(INSTAGRAM.usd), instagramEvent: 'ig_user_messaged_business' }),
			{ rule: sourceRule('ig_business', INSTAGRAM.usd, 60 * 86_400, 'ig_user_messaged_business'), prefill: true },
		],
		[
			'a lead form',
			engagement('leadForm', {
				page: byId(PAGES.usd),
				leadForm: byId(LEAD_FORMS.usdTasting),
				leadFormEvent: 'lead_generation_dropoff',
			}),
			{ rule: sourceRule('lead', LEAD_FORMS.usdTasting, 60 * 86_400, 'lead_generation_dropoff'), prefill: true },
		],
		[
			'videos',
			engagement('video', { videos: '400100200, 400100201', videoEvent: 'video_view_50_percent' }),
			{
				subtype: 'ENGAGEMENT',
				rule: ['400100200', '400100201'].map((id) => ({ object_id: id, event_name: 'video_view_50_percent' })),
				prefill: true,
				retention_days: '60',
			},
		],
	];
	it.each(forms)('%s', async (_title, form, sent) => {
		const { rows, error } = await create(form);
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({ created: true, status: 'populating', usable: expect.any(Boolean) });
		const { name, rule, ...rest } = decoded(writes()[0]);
		expect(name).toBe('New');
		expect({ rule, ...rest }).toEqual(sent);
	});

	it('counts typed as text or given as numbers are the same', async () => {
		const of = (days: unknown, times: unknown) =>
			({ ...website, visits: { rows: [{ event: 'Lead', days, times }] } }) as IDataObject;
		await create(of('14', '2'));
		await create(of('={{ 14 }}', '={{ "2" }}'));
		const [typed, given] = writes().map((request) => decoded(request).rule);
		expect(typed).toEqual({
			inclusions: {
				operator: 'or',
				rules: [pixelRule(14, [event('Lead')], { aggregation: { type: 'count', operator: '>=', value: 2 } })],
			},
		});
		expect(given).toEqual(typed);
	});

	it('an event that an expression gives, the standard ones and others', async () => {
		const items = [{ event: 'Lead' }, { event: 'any' }, { event: 'NewsletterSignup' }];
		const result = await create(
			{ ...website, visits: { rows: [{ event: '={{ $json.event }}' }] }, name: '={{ "Who " + $itemIndex }}' },
			{ items },
		);
		expect(result.error).toBeUndefined();
		const filters = writes().map(
			(request) =>
				(decoded(request).rule as { inclusions: { rules: Array<{ filter: { filters: unknown[] } }> } }).inclusions
					.rules[0]!.filter.filters,
		);
		expect(filters).toEqual([[event('Lead')], [url('i_contains', '')], [event('NewsletterSignup')]]);
	});

	it('several videos of a list or of one number', async () => {
		await create(engagement('video', { videos: '={{ [400100200, "400100201"] }}' }));
		await create(engagement('video', { videos: '={{ 400100200 }}' }));
		expect(
			writes().map((request) => (decoded(request).rule as Array<{ object_id: string }>).map(({ object_id: id }) => id)),
		).toEqual([['400100200', '400100201'], ['400100200']]);
	});

	it('for exclusion only', async () => {
		await create({ ...list, additionalFields: { exclusionOnly: true } });
		expect(named('New')[0]).toMatchObject({ usageRestriction: 'EXCLUSION_ONLY' });
	});

	it('never twice: a create whose answer is lost is found, not sent again, and an older one of the name is not taken for it', async () => {
		const old = await create(list);
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, times: 1 },
			fault: { kind: 'reset', applied: true },
		});
		const { rows, error } = await create(list);
		expect(error).toBeUndefined();
		expect(rows[0].id).not.toBe(old.rows[0].id);
		expect(named('New')).toHaveLength(2);
	});

	it('says that it does not know when the lost one does not show up', async () => {
		bench.emulator.control.addFault({ match: { method: 'POST', path: edge, times: 1 }, fault: { kind: 'reset' } });
		const { error } = await create(list);
		expect(error?.message).toBe('It is unknown whether Meta created the audience “New”');
		expect(writes()).toHaveLength(1);
	});

	it('several at once, each with its item; a refused one leaves the others', async () => {
		const items = [{ pixel: PIXELS.usd }, { pixel: PIXELS.eur }, { pixel: PIXELS.usdSecond }];
		const result = await create(
			{ ...website, pixel: byId('={{ $json.pixel }}'), name: '={{ "Visitors " + $itemIndex }}' },
			{ items, onError: 'continueRegularOutput' },
		);
		expect(result.rows.map(({ created, error }) => created ?? error)).toEqual([
			true,
			'Meta does not accept the rule of the audience',
			true,
		]);
		expect(pairs(result)).toEqual([{ item: 0 }, 1, { item: 2 }]);
	});

	it('is only checked here, and nothing leaves, with Validate Only', async () => {
		const { rows } = await create({ ...list, options: { validateOnly: true } });
		expect(rows).toEqual([
			{
				validated: true,
				created: false,
				name: 'New',
				accountId: ACCOUNTS.usd,
				note: 'Meta has no check for audiences: this audience was checked here only. Nothing was created.',
			},
		]);
		expect(writes()).toEqual([]);
	});

	it('where the terms are not accepted: leads to the page of that account', async () => {
		const { error } = await create({ ...list, adAccount: byId(ACCOUNTS.jpy) });
		expect(error?.message).toBe('The Custom Audience terms are not accepted for this ad account');
		expect(error?.description).toContain(
			`https://business.facebook.com/ads/manage/customaudiences/tos/?act=${ACCOUNTS.jpy.slice(4)}`,
		);
	});

	it('with Retry On Fail creates each once', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: edge, nth: 2 },
			fault: { kind: 'graph', code: 368 },
		});
		const { rows, error } = await create(
			{ ...list, name: '={{ "Retried " + $itemIndex }}' },
			{ items: [{}, {}, {}], retryOnFail: true, maxTries: 3 },
		);
		expect(error).toBeUndefined();
		expect(rows).toHaveLength(3);
		expect(all().filter(({ name }) => name.startsWith('Retried'))).toHaveLength(3);
	});
});

describe('audience: create refuses before anything is sent', () => {
	const cases: Array<[string, IDataObject, RegExp, RegExp]> = [
		['a name of spaces', { ...list, name: ' ' }, /^Name is empty/, /./],
		[
			'a retention of a year',
			{ ...list, additionalFields: { retentionDays: 365 } },
			/^Additional Fields → Keep Contacts For \(Days\) cannot be 365/,
			/from 1 to 180/,
		],
		[
			'an unknown source',
			{ ...list, customerFileSource: 'FRIENDS' },
			/^Source of the Data cannot be “FRIENDS”/,
			/Directly From Customers/,
		],
		[
			'a link that is none',
			{ ...list, additionalFields: { optOutLink: 'unsubscribe' } },
			/^Additional Fields → Opt-Out Link is not a web address/,
			/starting with https/,
		],
		[
			'past activity of a list',
			{ ...list, additionalFields: { prefill: true } },
			/Include Past Activity is not for customer lists/,
			/begins empty/,
		],
		['no pixel', { ...website, pixel: byId('={{ "" }}') }, /^Pixel is empty/, /./],
		[
			'a custom event without a name',
			{ ...website, visits: { rows: [{ event: 'custom' }] } },
			/^Include People Who → Rule → row 1 → Custom Event is empty/,
			/expression that fills this field/,
		],
		[
			'an address that is empty',
			{ ...website, visits: { rows: [{ urlCondition: 'eq', url: '' }] } },
			/row 1 → Address is empty/,
			/expression that fills this field/,
		],
		[
			'366 days',
			{ ...website, visits: { rows: [{ days: 366 }] } },
			/row 1 → In the Last \(Days\) cannot be 366/,
			/from 1 to 365/,
		],
		[
			'half a day',
			{ ...website, visits: { rows: [{ days: '0,5' }] } },
			/row 1 → In the Last \(Days\) cannot be 0.5/,
			/whole number/,
		],
		[
			'an address condition Meta does not have',
			{ ...website, visits: { rows: [{ urlCondition: '={{ "like" }}', url: '/x' }] } },
			/row 1 → Page Address cannot be “like”/,
			/i_contains \(Contains\)/,
		],
		[
			'eleven rules',
			{ ...website, visits: { rows: Array(6).fill({ days: 1 }) }, exclusions: { rows: Array(5).fill({ days: 1 }) } },
			/^Include People Who has more than 10 rules/,
			/ten rules/,
		],
		[
			'a rule that is not JSON',
			{ audienceType: 'website', ruleSource: 'json', ruleJson: '{' },
			/^Rule \(JSON\) is not JSON/,
			/Audience Rules/,
		],
		[
			'a rule with a mistake',
			{
				audienceType: 'website',
				ruleSource: 'json',
				ruleJson: JSON.stringify({
					inclusions: { operator: 'or', rules: [pixelRule(1, [{ field: 'event', operator: 'contains', value: 'x' }])] },
				}),
			},
			/^Rule \(JSON\) has a mistake at inclusions\.rules\[0\]\.filter\.filters\[0\]\.operator: has to be eq/,
			/eq only/,
		],
		['no page', engagement('page', { page: byId('={{ "" }}') }), /^Page is empty/, /./],
		[
			'100 days of a lead form',
			engagement('leadForm', { page: byId(PAGES.usd), leadForm: byId(LEAD_FORMS.usdTasting), engagementDays: 100 }),
			/^In the Last \(Days\) cannot be 100/,
			/90 days/,
		],
		[
			'a video by its address',
			engagement('video', { videos: 'https://facebook.com/watch' }),
			/^Video IDs cannot have/,
			/digits only/,
		],
		[
			'days for an engagement',
			engagement('page', { page: byId(PAGES.usd), additionalFields: { retentionDays: 3 } }),
			/Keep Contacts For \(Days\) is for customer lists only/,
			/./,
		],
	];
	/** What an expression fails to give is never taken for the default of its field. */
	const nothing = '={{ $json.misspelt }}';
	const empty: Array<[string, IDataObject, string]> = [
		['a source of the data', { ...list, customerFileSource: nothing }, 'Source of the Data is empty'],
		['whether values come along', { ...list, valueBased: nothing }, 'Value-Based is empty'],
		[
			'how long members stay',
			{ ...list, additionalFields: { retentionDays: nothing } },
			'Additional Fields → Keep Contacts For (Days) is empty',
		],
		[
			'a description',
			{ ...list, additionalFields: { description: nothing } },
			'Additional Fields → Description is empty',
		],
		[
			'whether to exclude only',
			{ ...list, additionalFields: { exclusionOnly: nothing } },
			'Additional Fields → Use for Exclusion Only is empty',
		],
		['whether to check only', { ...list, options: { validateOnly: nothing } }, 'Options → Validate Only is empty'],
		[
			'the event of a rule',
			{ ...website, visits: { rows: [{ event: nothing }] } },
			'Include People Who → Rule → row 1 → Event is empty',
		],
		[
			'the days of a rule',
			{ ...website, visits: { rows: [{ days: nothing }] } },
			'Include People Who → Rule → row 1 → In the Last (Days) is empty',
		],
		[
			'how rules work together',
			{ ...website, additionalFields: { combine: nothing } },
			'Additional Fields → Match is empty',
		],
		['a rule', { audienceType: 'website', ruleSource: 'json', ruleJson: nothing }, 'Rule (JSON) is empty'],
		['what people did', engagement('page', { page: byId(PAGES.usd), pageEvent: nothing }), 'What They Did is empty'],
		[
			'for how long',
			engagement('page', { page: byId(PAGES.usd), engagementDays: nothing }),
			'In the Last (Days) is empty',
		],
		['the videos', engagement('video', { videos: nothing }), 'Video IDs is empty'],
	];
	it.each(empty)('an expression that gives nothing for %s', async (_title, form, message) => {
		expect((await create(form)).error?.message).toBe(message);
		expect(bench.sent()).toEqual([]);
	});

	it.each(cases)('%s', async (_title, form, message, advice) => {
		const { error } = await create(form);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(advice);
		expect(bench.sent()).toEqual([]);
	});
});

describe('audience: get many', () => {
	const getMany = async (form: IDataObject = {}) =>
		(await run('audience', 'getMany', { returnAll: true, ...form })).rows;
	const own = () =>
		all()
			.filter(({ account }) => account.id === ACCOUNTS.usd)
			.map(({ id }) => id);

	it('lists all, newest first, and up to the limit', async () => {
		expect((await getMany()).map(({ id }) => id)).toEqual(own().reverse());
		expect(await getMany({ returnAll: false, limit: 2 })).toHaveLength(2);
		expect(bench.sent().at(-1)?.params.limit).toBe('2');
	});

	it.each([
		['by name', { nameContains: 'LIST' }, [AUDIENCES.usdEmpty]],
		['by type', { types: ['LOOKALIKE', 'WEBSITE'] }, [AUDIENCES.usdLookalike, AUDIENCES.usdVisitors]],
		['that cannot be used', { state: 'unusable' }, [AUDIENCES.usdFlagged, AUDIENCES.usdEmpty, AUDIENCES.usdRegulars]],
		['that can, by both', { state: 'usable', types: ['CUSTOM'], nameContains: 'raffle' }, [AUDIENCES.usdExpiring]],
	])('%s', async (_title, filters, ids) => {
		expect((await getMany({ filters })).map(({ id }) => id)).toEqual(ids);
	});

	it('in order of size', async () => {
		const rows = await getMany({
			sort: { by: { field: 'approximate_count_lower_bound', direction: 'desc' } },
			returnAll: false,
			limit: 3,
		});
		expect(rows.map(({ id }) => id)).toEqual([AUDIENCES.usdLookalike, AUDIENCES.usdVisitors, AUDIENCES.usdNewsletter]);
	});

	it('in Meta’s own fields', async () => {
		const rows = await getMany({ simplify: false, options: { fields: ['name'] }, returnAll: false, limit: 1 });
		expect(Object.keys(rows[0]).sort()).toEqual(['id', 'name']);
	});
});
