import type { IDataObject } from 'n8n-workflow';

import { addLead } from '../../../emulator/leads/arrivals.mts';
import { endPageTokens } from '../../../emulator/leads/pageTokens.mts';
import { ACCOUNTS, ADS, LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { pageToken, TOKENS } from '../../../emulator/world/tokens.mts';
import { lines } from '../support/campaigns.mts';
import { byId, searchList, emulatorCredential } from '../support/harness.mts';
import { useLeads } from '../support/leads.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useLeads();
const world = () => bench.emulator.world;
const get = async (parameters: IDataObject = {}, more = {}) =>
	await bench.lead('lead.getMany', { leadsOf: 'page', period: 'all', ...parameters }, more);

describe('lead: get many', () => {
	it('by form: one row a lead, the page’s token in no address, row or hint', async () => {
		const { rows, error, hints } = await get({ leadsOf: 'form', leadForm: byId(LEAD_FORMS.usdTasting) });
		expect(error).toBeUndefined();
		expect(rows).toEqual([
			{
				lead_id: expect.stringMatching(/^\d{17}$/),
				created_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/),
				full_name: 'Cleo Example',
				first_name: 'Cleo',
				last_name: 'Example',
				email: null,
				phone: '+12025550123',
				answers: { 'Which roasts do you like?': ['Light', 'Dark'] },
				consents: {},
				form_name: 'Coffee tasting',
				campaign_name: 'Spring Roast Sales',
				is_test: false,
			},
		]);
		expect(lines(bench.sent())).toEqual([
			`GET ${PAGES.usd}`,
			`GET ${LEAD_FORMS.usdTasting}`,
			`GET ${LEAD_FORMS.usdTasting}/leads`,
		]);
		const outer = bench.emulator.log.filter(({ batch }) => batch === undefined);
		expect(outer.every(({ tokenIn }) => tokenIn === 'header')).toBe(true);
		expect(world().tokens.has(pageToken(PAGES.usd))).toBe(true);
		expect(JSON.stringify([rows, hints])).not.toContain(pageToken(PAGES.usd));
	});

	it('by the kinds of questions, in whatever language', async () => {
		const parameters = { page: byId(PAGES.eur), leadForm: byId(LEAD_FORMS.eurCatalogue), leadsOf: 'form' };
		const { rows } = await get({ ...parameters, options: { defaultCountry: 'DE', allColumns: true } });
		expect(rows).toEqual([
			expect.objectContaining({
				full_name: 'Dora Beispiel',
				first_name: 'Dora',
				last_name: 'Beispiel',
				email: 'dora@example.com',
				phone: '+491701234567',
				company: 'Beispiel GmbH',
				answers: { 'Welcher Raum?': 'Küche' },
				consents: { werbung: { checkbox_key: 'werbung', is_checked: true } },
				form_locale: 'de_DE',
				ad_id: ADS.eurNoBudget1,
				is_organic: false,
				page_id: PAGES.eur,
			}),
		]);
		const [plain] = (await get(parameters)).rows;
		expect([plain.phone, plain.answers]).toEqual([null, { Telefonnummer: '0170 1234567', 'Welcher Raum?': 'Küche' }]);
	});

	it('by all forms of a page, archived ones too, newest first, up to the limit', async () => {
		addLead(world(), {
			form: LEAD_FORMS.usdArchived,
			createdIn: -60,
			answers: [{ name: 'email', values: ['old@example.com'] }],
		});
		const { rows } = await get();
		expect(rows.map(({ form_name: form }) => form)).toEqual([
			'Opening party',
			'Coffee tasting',
			'Newsletter',
			'Newsletter',
		]);
		expect((await get({ limit: 2 })).rows.map(({ form_name: form }) => form)).toEqual([
			'Opening party',
			'Coffee tasting',
		]);
	});

	it('by ad, with the form that each came by', async () => {
		const { rows } = await get({ leadsOf: 'ad', adAccount: byId(ACCOUNTS.usd), ad: byId(ADS.usdCboA1) });
		expect(rows).toEqual([
			expect.objectContaining({
				full_name: 'Ada Example',
				form_name: 'Newsletter',
				consents: { newsletter: { checkbox_key: 'newsletter', is_checked: true } },
			}),
		]);
	});

	it('of the last hours, or between two times', async () => {
		expect((await get({ period: 'lastHours', hours: '4' })).rows).toHaveLength(1);
		const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString();
		const between = async (since: string, until = '') => await get({ period: 'between', since, until });
		expect((await between(day(3), day(1))).rows).toHaveLength(1);
		expect((await between(day(3))).rows).toHaveLength(3);
		expect((await between(day(1), day(3))).error?.message).toBe('Until is before Since');
		expect((await between(day(95))).error?.message).toBe('Since is more than 90 days ago');
		expect((await get({ period: 'lastHours', hours: '2161' })).error?.message).toMatch(/Hours cannot be 2161/);
	});

	it('answers in columns of their own, and Meta’s own rows', async () => {
		const parameters = { leadsOf: 'form', leadForm: byId(LEAD_FORMS.usdNewsletter) };
		const { rows } = await get({ ...parameters, options: { answersAs: 'columns' } });
		expect(rows[1]).toMatchObject({ newsletter: true, full_name: 'Ada Example' });
		// Nothing is without a column.
		expect(rows[1].answers).toBeNull();
		const raw = await get({ ...parameters, simplify: false });
		expect(raw.rows[1]).toMatchObject({
			field_data: [{ name: 'full_name', values: ['Ada Example'] }, expect.anything()],
		});
	});

	it('of a form that was deleted: by Meta’s usual keys, every answer in the row', async () => {
		addLead(world(), {
			form: LEAD_FORMS.usdTasting,
			ad: ADS.usdCboA1,
			answers: ['email', 'city', 'Wie viele?'].map((name, index) => ({ name, values: [`a${index}@example.com`] })),
		});
		bench.emulator.control.addFault({
			match: { method: 'GET', path: LEAD_FORMS.usdTasting },
			fault: { kind: 'graph', code: 100, subcode: 33, message: 'Unsupported get request.' },
		});
		const { rows } = await get({ leadsOf: 'ad', adAccount: byId(ACCOUNTS.usd), ad: byId(ADS.usdCboA1) });
		expect(rows).toContainEqual(
			expect.objectContaining({
				email: 'a0@example.com',
				city: 'a1@example.com',
				answers: { 'Wie viele?': 'a2@example.com' },
			}),
		);
	});

	it('gets the page’s token once a process, and once more when Meta no longer takes it', async () => {
		await get({ leadsOf: 'form', leadForm: byId(LEAD_FORMS.usdTasting) });
		bench.emulator.log.length = 0;
		await get({ leadsOf: 'form', leadForm: byId(LEAD_FORMS.usdTasting) });
		expect(lines(bench.sent())).not.toContain(`GET ${PAGES.usd}`);
		endPageTokens(world(), PAGES.usd);
		const { rows } = await get({ leadsOf: 'form', leadForm: byId(LEAD_FORMS.usdTasting) });
		expect(rows).toHaveLength(1);
		expect(lines(bench.sent()).filter((line) => line === `GET ${PAGES.usd}`)).toHaveLength(1);
	});
});

describe('why there may be none', () => {
	const none = async (more = {}) => await get({ leadsOf: 'form', leadForm: byId(LEAD_FORMS.usdArchived) }, more);

	it('is looked at before it is told', async () => {
		const { rows, hints, error } = await none();
		expect(error).toBeUndefined();
		expect(rows).toEqual([]);
		expect(hints.map(({ message }) => message)).toContainEqual(
			'Meta lists no leads here. All checks passed. These could not be checked: whether the app is in Development mode, which hides most leads.',
		);
	});

	it('an empty list without pages_manage_ads is a missing permission', async () => {
		world().leads.page(PAGES.usd).withoutScope = 'silent';
		const { error } = await get({}, { bearer: TOKENS.noLeads });
		expect(error?.message).toBe('The token lacks the permission leads_retrieval, so Meta may show no leads');
	});

	it.each([
		['pages_manage_ads', () => undefined, { bearer: TOKENS.noLeads }, /asks for the permission pages_manage_ads/],
		['a task', () => (world().leads.page(PAGES.usd).tasks = ['ANALYZE']), {}, /may not see the leads of this page/],
		['any role', () => (world().leads.page(PAGES.usd).tasks = []), {}, /has no role on this page/],
		[
			'Leads Access',
			() => (world().leads.page(PAGES.usd).accessManager = 'revoked'),
			{},
			/Leads Access Manager keeps this app/,
		],
		[
			'the terms',
			() => (world().leads.page(PAGES.usd).termsAccepted = false),
			{},
			/has not accepted Meta’s lead generation terms/,
		],
	])('without %s', async (_what, prepare, more, message) => {
		prepare();
		const { error } = await none(more);
		expect(error?.message).toMatch(message);
	});

	it('a form of another page is refused, and a page without forms has none', async () => {
		expect((await get({ leadsOf: 'form', leadForm: byId(LEAD_FORMS.eurCatalogue) })).error?.message).toBe(
			'Instant Form is not a form of this page',
		);
		expect((await get({ page: byId(PAGES.jpy) })).error?.message).toMatch(/lead generation terms/);
		world().leads.page(PAGES.jpy).termsAccepted = true;
		expect(await get({ page: byId(PAGES.jpy) })).toMatchObject({ rows: [], status: 'success' });
	});

	it('the call limit of the page says so, and when it ends', async () => {
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${LEAD_FORMS.usdTasting}/leads` },
			fault: { kind: 'graph', code: 80005 },
		} as never);
		const { error } = await get({ leadsOf: 'form', leadForm: byId(LEAD_FORMS.usdTasting), options: { maxWait: '0' } });
		expect(error?.message).toBe('The page reached its call limit for leads');
	});
});

it('pages and forms are chosen by name', async () => {
	const run = {
		node: 'metaLeads',
		credential: emulatorCredential(bench.emulator.url),
		parameters: { resource: 'lead', operation: 'getMany', page: byId(PAGES.usd) },
	};
	expect((await searchList('searchOwnPages', run, 'roast')).results).toEqual([
		expect.objectContaining({ name: 'Harbor Coffee Roastery', value: PAGES.usdSecond }),
	]);
	expect((await searchList('searchLeadForms', run)).results.map(({ name }) => name)).toEqual([
		'Newsletter',
		'Coffee tasting',
		'Opening party (archived)',
	]);
});

it('a form among thousands is found by its name, and all of them by scrolling', async () => {
	const { world, log } = bench.emulator;
	const one = world.get('LeadgenForm', LEAD_FORMS.usdNewsletter);
	for (let number = 1; number <= 2_000; number++)
		world.add({
			...one,
			id: world.newId('LeadgenForm'),
			fields: { ...one.fields, name: `Form ${number} ${number === 1_990 ? '= 活动' : ''}` },
		});
	const run = {
		node: 'metaAdsTrigger',
		credential: emulatorCredential(bench.emulator.url),
		parameters: { events: ['newLead'], page: byId(PAGES.usd) },
	};
	log.length = 0;
	expect((await searchList('searchLeadForms', run, '= 活动')).results).toEqual([
		expect.objectContaining({ name: 'Form 1990 = 活动' }),
	]);
	expect(log.filter(({ path }) => path.endsWith('/leadgen_forms')).length).toBeLessThanOrEqual(5);
	const names: string[] = [];
	for (let after: unknown; ;) {
		const page = await searchList('searchLeadForms', run, undefined, after as string);
		names.push(...page.results.map(({ name }) => name));
		after = page.paginationToken;
		if (after === undefined) break;
	}
	expect(new Set(names).size).toBe(2_003);
});

it.each([
	['nothing chosen yet', byId(''), /^Choose the Page first/],
	[
		'an expression over items that are not there',
		byId('={{ $json.page }}'),
		/^The expression for the Page has no value yet/,
	],
])('%s: the picker says what to do first, and asks nothing', async (_title, page, says) => {
	const run = {
		node: 'metaLeads',
		credential: emulatorCredential(bench.emulator.url),
		parameters: { resource: 'lead', operation: 'getMany', page },
	};
	await expect(searchList('searchLeadForms', run)).rejects.toThrow(says);
	expect(bench.emulator.log).toEqual([]);
});

it('a picker gets the page’s token once more where Meta no longer takes it', async () => {
	const run = {
		node: 'metaLeads',
		credential: emulatorCredential(bench.emulator.url),
		parameters: { resource: 'lead', operation: 'getMany', page: byId(PAGES.usd) },
	};
	await searchList('searchLeadForms', run);
	endPageTokens(bench.emulator.world, PAGES.usd);
	expect((await searchList('searchLeadForms', run)).results).toHaveLength(3);
});
