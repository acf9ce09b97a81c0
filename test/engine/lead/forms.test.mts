import type { IDataObject } from 'n8n-workflow';

import { addLead } from '../../../emulator/leads/arrivals.mts';
import { OTHER_APP } from '../../../emulator/leads/subscriptions.mts';
import { LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { APP } from '../../../emulator/world/tokens.mts';
import { lines } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';
import { useLeads } from '../support/leads.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useLeads();
const world = () => bench.emulator.world;

describe('form', () => {
	const filled = (more: IDataObject = {}): IDataObject => ({
		name: 'Request a quote',
		questions: {
			question: [
				{ type: 'EMAIL', key: '' },
				{ type: 'CUSTOM', label: 'How many seats?', choices: 'One, Two', key: 'seats' },
			],
		},
		privacyPolicyUrl: 'https://example.com/privacy',
		consentBoxes: { box: [{ text: 'Send me offers', isRequired: false, key: 'offers' }] },
		...more,
	});

	it('is made, read back, got and listed', async () => {
		const { rows, error } = await bench.lead('form.create', filled());
		expect(error).toBeUndefined();
		expect(rows).toEqual([
			expect.objectContaining({
				created: true,
				name: 'Request a quote',
				status: 'ACTIVE',
				questions: 'email, How many seats?',
				consentBoxes: 'offers',
				leadsCount: 0,
				pageId: PAGES.usd,
			}),
		]);
		const id = String(rows[0].id);
		expect((await bench.lead('form.get', { leadForm: byId(id) })).rows[0]).toMatchObject({
			id,
			name: 'Request a quote',
		});
		expect((await bench.lead('form.getMany')).rows.map(({ name }) => name)).toEqual([
			'Newsletter',
			'Coffee tasting',
			'Opening party',
			'Request a quote',
		]);
	});

	it.each([
		['the closing URL', { followUpUrl: 'https://example.com/bye' }, 'https://example.com/bye'],
		['the website of the thank-you page', {}, 'https://example.com/visit'],
		['the privacy policy where there is no other', null, 'https://example.com/privacy'],
	])('leads people to %s', async (_title, additionalFields, url) => {
		const page = { buttonType: 'VIEW_WEBSITE', title: 'Thanks', websiteUrl: 'https://example.com/visit' };
		const more = additionalFields === null ? {} : { additionalFields, thankYouPage: { page } };
		const { rows, error } = await bench.lead('form.create', filled(more));
		expect(error).toBeUndefined();
		expect(world().get('LeadgenForm', String(rows[0].id)).fields.follow_up_action_url).toBe(url);
	});

	it('has tracking parameters, which its leads bring, a cover, and a button that calls', async () => {
		const { rows, error } = await bench.lead('form.create', {
			...filled(),
			thankYouPage: {
				page: { buttonType: 'CALL_BUSINESS', title: 'Thanks', phoneNumber: '+1 (202) 555-0123', phoneCountry: 'us' },
			},
			additionalFields: {
				coverPhotoId: ' 1234567890123456 ',
				trackingParameters: { parameter: [{ name: 'source', value: 'autumn' }] },
			},
		});
		expect(error).toBeUndefined();
		const id = String(rows[0].id);
		const { fields } = bench.emulator.world.get('LeadgenForm', id);
		expect(fields).toMatchObject({
			tracking_parameters: { source: 'autumn' },
			thank_you_page: { button_type: 'CALL_BUSINESS', business_phone_number: '+12025550123', country_code: 'US' },
			context_card: { cover_photo_id: '1234567890123456' },
		});
		addLead(bench.emulator.world, { form: id, answers: [{ name: 'email', values: ['ida@example.com'] }] });
		const leads = await bench.lead('lead.getMany', { leadForm: byId(id) });
		expect(leads.rows).toMatchObject([{ email: 'ida@example.com', answers: { source: 'autumn' } }]);
		const spread = await bench.lead('lead.getMany', { leadForm: byId(id), options: { answersAs: 'columns' } });
		expect(spread.rows).toMatchObject([{ source: 'autumn', answers: null }]);
	});

	it.each([
		[
			{
				thankYouPage: {
					page: { buttonType: 'CALL_BUSINESS', title: 'x', phoneNumber: '0202 555', phoneCountry: 'US' },
				},
			},
			'Phone Number',
		],
		[
			{ thankYouPage: { page: { buttonType: 'CALL_BUSINESS', title: 'x', phoneNumber: '', phoneCountry: 'US' } } },
			'Phone Number',
		],
		[
			{
				thankYouPage: {
					page: { buttonType: 'CALL_BUSINESS', title: 'x', phoneNumber: '+12025550123', phoneCountry: 'USA' },
				},
			},
			'Phone Number Country',
		],
		[{ additionalFields: { coverPhotoId: 'cover.jpg' } }, 'Cover Photo ID'],
		[
			{
				additionalFields: {
					trackingParameters: {
						parameter: [
							{ name: 'a', value: '1' },
							{ name: 'a', value: '2' },
						],
					},
				},
			},
			'Tracking Parameters',
		],
	])('refuses %j', async (more, field) => {
		const { error } = await bench.lead('form.create', { ...filled(), ...more });
		expect(error?.message).toContain(field);
		expect(
			bench.emulator.log.filter(({ method, path }) => method === 'POST' && path.endsWith('leadgen_forms')),
		).toEqual([]);
	});

	it('is made once, also when the answer is lost', async () => {
		bench.emulator.control.addFault({
			match: { method: 'POST', path: `${PAGES.usd}/leadgen_forms`, times: 1 },
			fault: { kind: 'nullSlot', applied: true },
		} as never);
		const { rows, error } = await bench.lead('form.create', filled());
		expect([error, rows[0]?.created]).toEqual([undefined, true]);
		expect(
			world()
				.all('LeadgenForm')
				.filter(({ fields }) => fields.name === 'Request a quote'),
		).toHaveLength(1);
	});

	it.each([
		[{ questions: {} }, 'Questions are empty|Questions is empty'],
		[{ privacyPolicyUrl: 'example.com' }, 'Privacy Policy URL is not a web address'],
		[{ name: ' ' }, 'Name is empty'],
		[
			{
				thankYouPage: {
					page: { title: 'Thanks', body: '', buttonType: 'VIEW_WEBSITE', buttonText: '', websiteUrl: '' },
				},
			},
			'Website URL is empty',
		],
		[{ additionalFields: { privacyLinkText: 'x'.repeat(71) } }, 'Privacy Link Text has 71 characters'],
		[
			{
				questions: {
					question: [
						{ type: 'CUSTOM', label: 'Seats?', choices: '', key: 'a' },
						{ type: 'CUSTOM', label: 'Rooms?', choices: '', key: 'a' },
					],
				},
			},
			'have the key “a” twice',
		],
	])('refuses %j before anything is asked', async (more, message) => {
		const { error } = await bench.lead('form.create', filled(more as IDataObject));
		expect(error?.message).toMatch(new RegExp(message));
		expect(bench.sent()).toEqual([]);
	});

	it('says that the page has not accepted the terms', async () => {
		const { error } = await bench.lead('form.create', filled({ page: byId(PAGES.jpy) }));
		expect(error?.message).toBe('The page has not accepted Meta’s lead generation terms');
	});

	it('is archived once, and shown so', async () => {
		const archive = async () => (await bench.lead('form.archive', { leadForm: byId(LEAD_FORMS.usdTasting) })).rows[0];
		expect(await archive()).toMatchObject({ changed: true, status: 'ARCHIVED' });
		expect(await archive()).toMatchObject({ changed: false, status: 'ARCHIVED' });
		expect(lines(bench.writes())).toEqual([`POST ${LEAD_FORMS.usdTasting}`]);
	});
});

describe('test lead', () => {
	const ofForm = { leadForm: byId(LEAD_FORMS.usdTasting) };
	const deleteOf = async (lead: string) => await bench.lead('testLead.delete', { lead });

	it('goes through a form, one at a time, and away again', async () => {
		const answers = {
			answer: [
				{ key: 'first_name', value: 'Tess' },
				{ key: 'phone_number', value: '+44 20 7946 0018' },
			],
		};
		const { rows, error } = await bench.lead('testLead.create', { ...ofForm, answers });
		expect(error).toBeUndefined();
		expect(rows[0]).toMatchObject({
			created: true,
			first_name: 'Tess',
			phone: '+442079460018',
			form_name: 'Coffee tasting',
			is_test: true,
		});
		expect((await bench.lead('testLead.create', ofForm)).error).toBeDefined();
		const id = String(rows[0].lead_id);
		expect((await deleteOf(id)).rows).toEqual([{ lead_id: id, deleted: true, changed: true }]);
		// Nobody can tell what is gone from what was never there.
		const note = expect.stringMatching(/^Meta showed no such lead\..* check its ID and the page/);
		expect((await deleteOf(id)).rows).toEqual([{ lead_id: id, deleted: true, changed: false, note }]);
		expect((await bench.lead('testLead.create', ofForm)).rows).toHaveLength(1);
	});

	it('never takes a real lead away', async () => {
		const [real] = world().leads.shown(LEAD_FORMS.usdTasting);
		expect((await deleteOf(real.id)).error?.message).toMatch(/is not a test lead/);
		expect(bench.writes()).toEqual([]);
	});
});

describe('page', () => {
	const apps = () => [...world().leads.apps(PAGES.usd)];

	it('is told of leads beside what the app and others are told already', async () => {
		world().leads.apps(PAGES.usd).set(OTHER_APP.id, ['leadgen']);
		world().leads.apps(PAGES.usd).set(APP.id, ['feed']);
		const { rows } = await bench.lead('page.subscribe');
		expect(rows).toEqual([
			{
				changed: true,
				pageId: PAGES.usd,
				subscribed: true,
				fields: 'feed, leadgen',
				appId: APP.id,
				otherApps: OTHER_APP.name,
			},
		]);
		expect((await bench.lead('page.subscribe')).rows[0]).toMatchObject({ changed: false });
		expect(apps()).toEqual([
			[OTHER_APP.id, ['leadgen']],
			[APP.id, ['feed', 'leadgen']],
		]);
		expect((await bench.lead('page.unsubscribe')).rows[0]).toMatchObject({
			changed: true,
			subscribed: false,
			fields: 'feed',
		});
		expect(apps()).toEqual([
			[OTHER_APP.id, ['leadgen']],
			[APP.id, ['feed']],
		]);
	});

	it('an app with leads alone leaves the page, the others stay', async () => {
		world().leads.apps(PAGES.usd).set(OTHER_APP.id, ['leadgen']);
		await bench.lead('page.subscribe');
		expect((await bench.lead('page.checkSubscription')).rows[0]).toMatchObject({
			subscribed: true,
			otherApps: OTHER_APP.name,
		});
		await bench.lead('page.unsubscribe');
		expect(apps()).toEqual([[OTHER_APP.id, ['leadgen']]]);
		expect((await bench.lead('page.checkSubscription')).rows[0]).toMatchObject({ subscribed: false, fields: '' });
	});

	it('changes nothing while it is unknown which app is ours, or what it is told of', async () => {
		world().leads.apps(PAGES.usd).set(APP.id, ['feed']);
		bench.emulator.control.addFault({
			match: { method: 'GET', path: 'debug_token' },
			fault: { kind: 'graph', code: 200 },
		} as never);
		expect((await bench.lead('page.subscribe')).error?.message).toMatch(/did not return the app/);
		expect(bench.writes()).toEqual([]);
		expect(apps()).toEqual([[APP.id, ['feed']]]);
	});
});

it('gets one lead by its ID, and says that one does not exist', async () => {
	const lead = addLead(world(), {
		form: LEAD_FORMS.usdNewsletter,
		answers: [{ name: 'email', values: ['a@example.com'] }],
	});
	expect((await bench.lead('lead.get', { lead: lead.id })).rows[0]).toMatchObject({
		lead_id: lead.id,
		email: 'a@example.com',
	});
	expect((await bench.lead('lead.get', { lead: '24819999999999999' })).error?.message).toMatch(/No such object/);
	expect((await bench.lead('lead.get', { lead: Number('24810000000000003') })).error?.message).toMatch(
		/too long to be exact/,
	);
});
