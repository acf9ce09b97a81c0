import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS, AD_SETS, ADS, CAMPAIGNS, CREATIVES, PIXELS } from '../../../emulator/world/seedIds.mts';
import { decoded, lines, pairs, useBench } from '../support/campaigns.mts';
import { waits } from '../support/lives/fakeTime.mts';
import { byId, emulatorCredential, searchList, type NodeRun } from '../support/harness.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const { sent, writes } = bench;
const run = async (operation: string, parameters: IDataObject = {}, more: Partial<NodeRun> = {}) =>
	await bench.run(operation, { resource: 'ad', ...parameters }, more);
const inEur = { adAccount: byId(ACCOUNTS.eur) };
const whole = { options: { allColumns: true } };
const stored = (id: string) => bench.emulator.world.get('Ad', id);
const newest = () => bench.emulator.world.all('Ad').at(-1)!;
const count = () => bench.emulator.world.all('Ad').length;

/** A day of next year, whose clock changes are known: noon in New York is 16:00 UTC in summer, 17:00 in winter. */
const year = new Date().getFullYear() + 1;

const newAd = (more: IDataObject = {}): IDataObject => ({
	adSet: byId(AD_SETS.usdCboA),
	name: 'Cup, warm light',
	creative: byId(CREATIVES.usdCup),
	...more,
});
const basics = {
	name: 'Cup, warm light',
	adset_id: AD_SETS.usdCboA,
	creative: { creative_id: CREATIVES.usdCup },
	status: 'PAUSED',
};
const adsManagerUrl = (id: string): string =>
	`https://adsmanager.facebook.com/adsmanager/manage/ads?act=${ACCOUNTS.usd.slice(4)}&selected_ad_ids=${id}`;

beforeEach(() => (waits.length = 0));

describe('ad: create', () => {
	const cases: Record<string, { form: IDataObject; params: IDataObject; row: IDataObject }> = {
		'the smallest form, paused': { form: {}, params: {}, row: { status: 'PAUSED', pixelIds: '', startTime: null } },
		'an active ad': { form: { status: 'ACTIVE' }, params: { status: 'ACTIVE' }, row: { status: 'ACTIVE' } },
		'everything in Additional Fields': {
			form: {
				additionalFields: {
					conversionDomain: 'Harbor-Coffee.example',
					startTime: `${year}-07-01T12:00`,
					endTime: `${year}-07-31`,
					labels: 'spring, shop',
					pixel: byId(PIXELS.usd),
				},
			},
			params: {
				conversion_domain: 'harbor-coffee.example',
				ad_schedule_start_time: `${year}-07-01T12:00:00-0400`,
				ad_schedule_end_time: `${year}-07-31T23:59:59-0400`,
				adlabels: [{ name: 'spring' }, { name: 'shop' }],
				tracking_specs: [{ 'action.type': ['offsite_conversion'], fb_pixel: [PIXELS.usd] }],
			},
			row: {
				conversionDomain: 'harbor-coffee.example',
				startTime: `${year}-07-01T12:00:00-0400`,
				endTime: `${year}-07-31T23:59:59-0400`,
				labels: 'spring, shop',
				pixelIds: PIXELS.usd,
			},
		},
	};

	it.each(Object.entries(cases))(
		'sends %s and reads it back with its review',
		async (_title, { form, params, row }) => {
			const { rows, error } = await run('create', newAd(form));
			expect(error).toBeUndefined();
			expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `POST ${ACCOUNTS.usd}/ads`, `GET ${newest().id}`]);
			expect(decoded(writes()[0])).toEqual({ ...basics, ...params });
			expect(rows).toEqual([
				expect.objectContaining({
					...row,
					id: newest().id,
					created: true,
					reviewState: 'in review',
					nextStep: expect.stringContaining('most reviews end within a day'),
					creativeId: CREATIVES.usdCup,
					adSetId: AD_SETS.usdCboA,
					campaignId: CAMPAIGNS.usdCbo,
					adsManagerUrl: adsManagerUrl(newest().id),
				}),
			]);
		},
	);

	it('creates several in one batch and pairs each row with its item', async () => {
		const items = ['One', 'Two', 'Three'].map((name) => ({ name }));
		const before = count();
		const result = await run('create', newAd({ name: '={{ $json.name }}' }), { items });
		expect(result.rows.map(({ name }) => name)).toEqual(['One', 'Two', 'Three']);
		expect(pairs(result)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect([count() - before, new Set(writes().map(({ batch }) => batch)).size]).toEqual([3, 1]);
	});

	it('only has the values checked when Validate Only is on', async () => {
		const before = count();
		const { rows } = await run('create', newAd({ options: { validateOnly: true } }));
		expect(decoded(sent().at(-1)!)).toEqual({ ...basics, execution_options: ['validate_only'] });
		expect(rows).toEqual([
			expect.objectContaining({
				validated: true,
				created: false,
				note: 'Meta would accept this ad. Nothing was created.',
			}),
		]);
		expect([writes(), count()]).toEqual([[], before]);
	});

	it('finds an ad whose answer was lost, and never sends it twice', async () => {
		const before = count();
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/ads` },
			fault: { kind: 'reset', applied: true },
		});
		const { rows } = await run('create', newAd());
		expect(rows).toEqual([expect.objectContaining({ id: newest().id, created: true })]);
		expect([count() - before, writes().length]).toEqual([1, 1]);
	});

	it('an app in development mode is told in words, and no ad is left behind', async () => {
		const before = count();
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/ads` },
			fault: { kind: 'graph', code: 100, subcode: 1885183 },
		});
		const { error } = await run('create', newAd());
		expect([error?.message, error?.description]).toEqual([
			'The Meta app is still in development mode',
			expect.stringContaining('Live in the App Dashboard'),
		]);
		expect(count()).toBe(before);
	});

	it('does not take an ad of the same name and second, but another creative, for the lost one', async () => {
		await run('create', newAd({ creative: byId(CREATIVES.usdBeans) }));
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${ACCOUNTS.usd}/ads` },
			fault: { kind: 'reset', applied: false },
		});
		const { rows } = await run('create', newAd(), { onError: 'continueRegularOutput' });
		expect(rows).toEqual([
			{
				error: 'It is unknown whether Meta created the ad “Cup, warm light”',
				details: expect.objectContaining({ kind: 'outcomeUnknown' }),
			},
		]);
		expect(
			writes().filter(({ params }) => params.name === basics.name && params.creative?.includes(CREATIVES.usdCup)),
		).toHaveLength(1);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'with %s, a refused item does not hold back the others',
		async (onError) => {
			const items = [{ creative: CREATIVES.usdCup }, { creative: CREATIVES.eurLamp }, { creative: CREATIVES.usdBeans }];
			const result = await run('create', newAd({ creative: byId('={{ $json.creative }}') }), { items, onError });
			const failed = {
				error: 'Meta refused the request: Creative does not exist',
				details: expect.objectContaining({ kind: 'invalidParameter', code: 100, blamedField: 'creative' }),
			};
			if (onError === 'continueRegularOutput') {
				expect(result.rows).toEqual([
					expect.objectContaining({ created: true }),
					failed,
					expect.objectContaining({ created: true }),
				]);
			} else {
				expect(result.rows.map(({ creativeId }) => creativeId)).toEqual([CREATIVES.usdCup, CREATIVES.usdBeans]);
				expect(result.outputs[1].map(({ json }) => json)).toEqual([failed]);
				expect(pairs(result, 1)).toEqual([1]);
			}
		},
	);

	const bad: Record<string, [form: IDataObject, message: string | RegExp]> = {
		'no name': [{ name: ' ' }, 'Name is empty'],
		'no ad set': [{ adSet: byId('={{ "" }}') }, 'Ad Set is empty'],
		'no creative': [{ creative: byId('={{ "" }}') }, 'Creative is empty'],
		'a creative that lost digits': [{ creative: byId('1.2e+17') }, 'Creative is not an ID'],
		'a domain with a path': [
			{ additionalFields: { conversionDomain: 'https://example.com/shop' } },
			'Additional Fields → Conversion Domain cannot be “https://example.com/shop”',
		],
		'a status of an expression that gives nothing': [{ status: '={{ $json.none }}' }, 'Status is empty'],
		'a start of an expression that gives nothing': [
			{ additionalFields: { startTime: '={{ $json.none }}' } },
			'Additional Fields → Start Time is empty',
		],
		'an empty domain': [
			{ additionalFields: { conversionDomain: ' ' } },
			'Additional Fields → Conversion Domain is empty',
		],
		'Validate Only of an expression that gives nothing': [
			{ options: { validateOnly: '={{ $json.none }}' } },
			'Options → Validate Only is empty',
		],
		'an empty pixel': [{ additionalFields: { pixel: byId('') } }, 'Additional Fields → Pixel is empty'],
		'a day that does not exist': [
			{ additionalFields: { startTime: `${year}-02-30` } },
			/^Additional Fields → Start Time: "\d+-02-30" is not a date and time that exists/,
		],
		'an end before the start': [
			{ additionalFields: { startTime: `${year}-03-02`, endTime: `${year}-03-01` } },
			'Additional Fields → End Time puts the end before the start',
		],
	};

	it.each(Object.entries(bad))('%s is one error at the field, and nothing is sent', async (_title, [form, message]) => {
		const { error } = await run('create', newAd(form), { items: [{}] });
		expect(error?.message).toMatch(message);
		expect(lines(sent()).filter((line) => line !== `GET ${ACCOUNTS.usd}`)).toEqual([]);
	});
});

describe('ad: get', () => {
	const seeded: Array<[ad: keyof typeof ADS, reviewState: string]> = [
		['eurNoBudget1', 'approved'],
		['eurPaused', 'no objections'],
		['eurAdSetPaused', 'no objections'],
		['eurCampaignPaused', 'no objections'],
		['eurPendingReview', 'in review'],
		['eurDisapproved', 'rejected'],
		['eurPreapproved', 'approved'],
		['eurPendingBilling', 'waiting for billing'],
		['eurInProcess', 'in process'],
		['eurWithIssues', 'has issues'],
		['eurArchived', 'archived'],
		['eurDeleted', 'deleted'],
	];

	it.each(seeded)('%s is “%s”', async (ad, reviewState) => {
		const { rows } = await run('get', { ad: byId(ADS[ad]), ...inEur, ...whole });
		expect(rows).toEqual([expect.objectContaining({ id: ADS[ad], reviewState, accountId: ACCOUNTS.eur })]);
	});

	it('gives Meta’s objections and issues as text', async () => {
		const items = [{ ad: ADS.eurDisapproved }, { ad: ADS.eurWithIssues }, { ad: ADS.eurNoBudget1 }];
		const { rows } = await run('get', { ad: byId('={{ $json.ad }}'), ...inEur, ...whole }, { items });
		const { global = {}, placement_specific: byPlacement = {} } = stored(ADS.eurDisapproved).review.feedback ?? {};
		const said = [
			...Object.values(global),
			...Object.values(byPlacement).flatMap((policies) => Object.values(policies)),
		];
		expect(said.length).toBeGreaterThan(0);
		for (const text of said) expect(rows[0].reviewFeedback).toContain(text);
		expect(rows[1].issues).toContain(stored(ADS.eurWithIssues).issues[0].error_summary.replace(/\.$/, ''));
		expect(rows[2]).toMatchObject({ reviewFeedback: '', issues: '', nextStep: '' });
	});

	it('sees a rejection behind a pause of the ad set', async () => {
		const { world } = bench.emulator;
		const ad = stored(ADS.eurAdSetPaused);
		world.get('Ad', ad.id).review = {
			state: 'APPROVED',
			feedback: { global: { 'Unacceptable business': 'Not allowed.' } },
		};
		const { rows } = await run('get', { ad: byId(ad.id), ...inEur, ...whole });
		expect(rows[0]).toMatchObject({
			effectiveStatus: 'ADSET_PAUSED',
			reviewState: 'rejected',
			reviewFeedback: 'Unacceptable business. Not allowed.',
		});
	});

	it('names what a campaign or an ad set is when its ID stands for an ad', async () => {
		const items = [{ ad: CAMPAIGNS.usdCbo }, { ad: AD_SETS.usdCboA }];
		const { rows } = await run('get', { ad: byId('={{ $json.ad }}') }, { items, onError: 'continueRegularOutput' });
		expect(rows.map(({ error }) => error)).toEqual([
			'Ad is not an ad: the ID belongs to a campaign',
			'Ad is not an ad: the ID belongs to an ad set',
		]);
	});

	it('refuses an ad of another account', async () => {
		const { error } = await run('get', { ad: byId(ADS.eurPaused) });
		expect(error?.message).toBe('Ad belongs to another ad account than the chosen one');
	});

	it('returns Meta’s own fields when Simplify is off', async () => {
		const { rows } = await run('get', {
			ad: byId(ADS.usdCboA1),
			simplify: false,
			options: { fields: ['name', 'adset_id', 'creative'] },
		});
		expect(rows).toEqual([
			{
				id: ADS.usdCboA1,
				name: stored(ADS.usdCboA1).name,
				adset_id: AD_SETS.usdCboA,
				creative: { id: stored(ADS.usdCboA1).creativeId },
			},
		]);
	});
});

describe('ad: get many', () => {
	it('lists ads with their review, without archived ones', async () => {
		const { rows } = await run('getMany', { returnAll: true, ...inEur });
		const states = new Map(rows.map(({ id, reviewState }) => [id, reviewState]));
		expect([states.get(ADS.eurDisapproved), states.get(ADS.eurNoBudget1)]).toEqual(['rejected', 'approved']);
		expect([states.has(ADS.eurArchived), states.has(ADS.eurDeleted)]).toEqual([false, false]);
	});

	it('narrows the list to states and names', async () => {
		const { rows } = await run('getMany', { filters: { statuses: ['DISAPPROVED', 'WITH_ISSUES'] }, ...inEur });
		expect(rows.map(({ id }) => id).sort()).toEqual([ADS.eurDisapproved, ADS.eurWithIssues].sort());
		const named = await run('getMany', { filters: { nameContains: stored(ADS.usdCboA2).name } });
		expect(named.rows.map(({ id }) => id)).toContain(ADS.usdCboA2);
	});
});

describe('ad: update', () => {
	const update = async (ad: string, updateFields: IDataObject, more: IDataObject = {}) =>
		await run('update', { ad: byId(ad), updateFields, ...more });
	const { usdCboA1 } = ADS;

	const cases: Record<string, { fields: IDataObject; params: IDataObject; row: IDataObject; changes: RegExp }> = {
		'a name': {
			fields: { name: 'Cup, cold light' },
			params: { name: 'Cup, cold light' },
			row: { name: 'Cup, cold light' },
			changes: /^Name: .+ → Cup, cold light$/,
		},
		'a status': {
			fields: { status: 'PAUSED' },
			params: { status: 'PAUSED' },
			row: { status: 'PAUSED' },
			changes: /^Status: active → paused$/,
		},
		'a domain': {
			fields: { conversionDomain: 'example.com' },
			params: { conversion_domain: 'example.com' },
			row: { conversionDomain: 'example.com' },
			changes: /^Conversion Domain: .+ → example.com$/,
		},
		labels: {
			fields: { labels: 'shop' },
			params: { adlabels: [{ name: 'shop' }] },
			row: { labels: 'shop' },
			changes: /^Labels: none → shop$/,
		},
		'a schedule by the account’s clock': {
			fields: { startTime: `${year}-01-02T09:00`, endTime: `${year}-01-31` },
			params: {
				ad_schedule_start_time: `${year}-01-02T09:00:00-0500`,
				ad_schedule_end_time: `${year}-01-31T23:59:59-0500`,
			},
			row: { startTime: `${year}-01-02T09:00:00-0500`, endTime: `${year}-01-31T23:59:59-0500` },
			changes: /^Start Time: none → .+; End Time: none → /,
		},
	};

	it.each(Object.entries(cases))(
		'sets %s, and once it is there sends nothing',
		async (_title, { fields, params, row, changes }) => {
			const first = await update(usdCboA1, fields);
			expect(first.error).toBeUndefined();
			expect(lines(sent())).toEqual([`GET ${ACCOUNTS.usd}`, `GET ${usdCboA1}`, `POST ${usdCboA1}`, `GET ${usdCboA1}`]);
			expect(decoded(writes()[0])).toEqual(params);
			expect(first.rows).toEqual([
				expect.objectContaining({ id: usdCboA1, ...row, changed: true, changes: expect.stringMatching(changes) }),
			]);
			const again = await update(usdCboA1, fields);
			expect(again.rows[0]).toMatchObject({ ...row, changed: false, changes: 'none' });
			expect(writes()).toHaveLength(1);
		},
	);

	it('swaps the creative, which sends the ad to review again', async () => {
		stored(usdCboA1).creativeId = CREATIVES.usdCup;
		const { rows } = await update(usdCboA1, { creative: byId(CREATIVES.usdBeans) });
		expect(decoded(writes()[0])).toEqual({ creative: { creative_id: CREATIVES.usdBeans } });
		expect(rows[0]).toMatchObject({
			creativeId: CREATIVES.usdBeans,
			reviewState: 'in review',
			changed: true,
			changes: `Creative: Steaming cup (${CREATIVES.usdCup}) → Bag of beans (${CREATIVES.usdBeans})`,
			creativeName: 'Bag of beans',
		});
		expect((await update(usdCboA1, { creative: byId(CREATIVES.usdBeans) })).rows[0]).toMatchObject({ changed: false });
	});

	it('shows the swap that Validate Only would make', async () => {
		stored(usdCboA1).creativeId = CREATIVES.usdCup;
		const { rows } = await update(
			usdCboA1,
			{ creative: byId(CREATIVES.usdBeans) },
			{ options: { validateOnly: true } },
		);
		expect(rows[0]).toMatchObject({
			validated: true,
			changed: false,
			creativeId: CREATIVES.usdCup,
			changes: `Creative: Steaming cup (${CREATIVES.usdCup}) → ${CREATIVES.usdBeans}`,
		});
		expect(writes()).toEqual([]);
	});

	it('changes the pixel and keeps the other tracking', async () => {
		const click = { 'action.type': ['link_click'], post: ['77777'] };
		stored(usdCboA1).trackingSpecs = [click, { 'action.type': ['offsite_conversion'], fb_pixel: [PIXELS.usdSecond] }];
		const { rows } = await update(usdCboA1, { pixel: byId(PIXELS.usd) });
		expect(decoded(writes()[0])).toEqual({
			tracking_specs: [click, { 'action.type': ['offsite_conversion'], fb_pixel: [PIXELS.usd] }],
		});
		expect(rows[0]).toMatchObject({ pixelIds: PIXELS.usd, changes: `Pixel: ${PIXELS.usdSecond} → ${PIXELS.usd}` });
	});

	it('compares a new end with the start the ad has', async () => {
		stored(usdCboA1).scheduleStart = Date.parse(`${year}-06-01T00:00:00Z`);
		const { error } = await update(usdCboA1, { endTime: `${year}-05-01` });
		expect(error?.message).toBe('Update Fields → End Time puts the end before the start');
		expect(writes()).toEqual([]);
	});

	it('refuses to change nothing, and what is archived or deleted', async () => {
		expect((await update(usdCboA1, {})).error?.message).toBe('Update Fields has nothing to change');
		expect((await update(usdCboA1, { status: '={{ $json.none }}' })).error?.message).toBe(
			'Update Fields → Status is empty',
		);
		expect((await update(usdCboA1, { creative: byId('={{ $json.none }}') })).error?.message).toBe(
			'Update Fields → Creative is empty',
		);
		expect((await update(ADS.eurArchived, { status: 'ACTIVE' }, inEur)).error?.message).toBe('Ad is archived');
		expect((await update(ADS.eurDeleted, { name: 'Back' }, inEur)).error?.message).toBe('Ad is deleted');
		expect(writes()).toEqual([]);
	});
});

describe('ad: activate, pause, delete', () => {
	it('pauses and activates several, each paired with its item', async () => {
		const items = [ADS.usdCboA1, ADS.usdCboA2, ADS.usdCboB1].map((ad) => ({ ad }));
		const paused = await run('pause', { ad: byId('={{ $json.ad }}') }, { items });
		expect(paused.rows.map(({ status, effectiveStatus }) => [status, effectiveStatus])).toEqual(
			Array(3).fill(['PAUSED', 'PAUSED']),
		);
		expect(pairs(paused)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		const activated = await run('activate', { ad: byId('={{ $json.ad }}') }, { items });
		expect(activated.rows.map(({ status, changed }) => [status, changed])).toEqual(Array(3).fill(['ACTIVE', true]));
	});

	it('deletes one, and a second time finds it done', async () => {
		const first = await run('delete', { ad: byId(ADS.usdCboA2) });
		expect(first.rows).toEqual([
			{ id: ADS.usdCboA2, name: stored(ADS.usdCboA2).name, deleted: true, changed: true, accountId: ACCOUNTS.usd },
		]);
		expect(stored(ADS.usdCboA2).status).toBe('DELETED');
		expect((await run('delete', { ad: byId(ADS.usdCboA2) })).rows[0]).toMatchObject({ deleted: true, changed: false });
		expect(writes()).toHaveLength(1);
	});

	it('as a tool only checks until a person allows changes', async () => {
		const { rows } = await run('pause', { ad: byId(ADS.usdCboA1) }, { node: 'metaAdsTool' });
		expect(rows[0]).toMatchObject({ validated: true, changed: false });
		expect(stored(ADS.usdCboA1).status).toBe('ACTIVE');
	});
});

describe('the list of creatives', () => {
	const pick = async (filter?: string, adAccount: string = ACCOUNTS.usd) =>
		await searchList(
			'searchCreatives',
			{
				parameters: { resource: 'ad', operation: 'create', adAccount: byId(adAccount) },
				credential: emulatorCredential(bench.emulator.url),
			},
			filter,
		);

	it('shows those of the account, by name and ID', async () => {
		expect((await pick()).results.map(({ value }) => value).sort()).toEqual(
			[CREATIVES.usdCup, CREATIVES.usdBeans].sort(),
		);
		expect((await pick('BEANS')).results).toEqual([{ name: 'Bag of beans', value: CREATIVES.usdBeans }]);
		expect((await pick(CREATIVES.usdCup)).results.map(({ name }) => name)).toEqual(['Steaming cup']);
		expect((await pick('nothing of the kind')).results).toEqual([]);
	});

	it('asks for the account first', async () => {
		await expect(pick(undefined, '')).rejects.toThrow('Choose the Ad Account first');
	});
});
