import type { IDataObject } from 'n8n-workflow';

import { addLead, type Arrival } from '../../../emulator/leads/arrivals.mts';
import { endPageTokens } from '../../../emulator/leads/pageTokens.mts';
import { LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../emulator/world/tokens.mts';
import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { lines, useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential, pollerOf, type Poller } from '../support/harness.mts';
import { liveThroughLeads } from '../support/lives/leadLife.mts';
import { loadedAnew } from '../support/lives/triggerLife.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
beforeEach(() => pageTokens.clear());
const world = () => bench.emulator.world;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const pass = (seconds: number): void => bench.emulator.control.advanceClock(seconds);
const come = (form: string, more: Partial<Arrival> = {}) => addLead(world(), { form, ...more });
const trigger = (parameters: IDataObject = {}, type = loadedAnew(), stored = '{}'): Poller =>
	pollerOf(
		{
			node: 'metaAdsTrigger',
			credential: emulatorCredential(bench.emulator.url),
			parameters: { events: ['newLead'], page: byId(PAGES.usd), ...parameters },
		},
		type,
		stored,
	);
const idsOf = (items: IDataObject[] | null): unknown[] => (items ?? []).map(({ eventId }) => eventId);
const callsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
	bench.emulator.log.length = 0;
	await work();
	return lines(bench.sent()).filter((line) => line !== 'GET me');
};

describe('new leads', () => {
	it('none of those that were there, then each once, as a row with its ID', async () => {
		const poller = trigger();
		expect(await poller.poll()).toBeNull();
		pass(5 * MINUTE);
		const lead = come(LEAD_FORMS.usdNewsletter, {
			answers: [
				{ name: 'full_name', values: ['Eve Example'] },
				{ name: 'email', values: ['eve@example.com'] },
			],
			consents: [{ checkbox_key: 'newsletter', is_checked: '' }],
		});
		const items = await poller.poll();
		expect(items).toEqual([
			expect.objectContaining({
				eventId: lead.id,
				lead_id: lead.id,
				event: 'newLead',
				first_name: 'Eve',
				email: 'eve@example.com',
				consents: { newsletter: { checkbox_key: 'newsletter', is_checked: false } },
				is_test: false,
				form_name: 'Newsletter',
			}),
		]);
		pass(5 * MINUTE);
		expect(await poller.poll()).toBeNull();
		expect(poller.stored()).not.toMatch(/eve@|Eve/);
	});

	it('late ones, several of one second, and of an archived form', async () => {
		const poller = trigger();
		await poller.poll();
		pass(10 * MINUTE);
		const early = [
			come(LEAD_FORMS.usdTasting, { shownAfter: 40 * MINUTE, countedAfter: 0 }),
			come(LEAD_FORMS.usdTasting),
		];
		expect(idsOf(await poller.poll())).toEqual([early[1].id]);
		pass(45 * MINUTE);
		// The counter moved long ago: the list lags behind it.
		expect(idsOf(await poller.poll())).toEqual([early[0].id]);
		const archived = come(LEAD_FORMS.usdArchived);
		pass(MINUTE);
		expect(idsOf(await poller.poll())).toEqual([archived.id]);
	});

	it('one whose counter does not move comes with the daily sweep', async () => {
		const poller = trigger();
		await poller.poll();
		pass(HOUR);
		const lead = come(LEAD_FORMS.usdTasting, { countedAfter: 100 * 24 * HOUR });
		expect(await poller.poll()).toBeNull();
		pass(24 * HOUR);
		expect(idsOf(await poller.poll())).toEqual([lead.id]);
	});

	it('an idle look is one call a page, whatever the number of forms', async () => {
		const poller = trigger();
		await poller.poll();
		pass(5 * MINUTE);
		expect(await callsOf(() => poller.poll())).toEqual([`GET ${PAGES.usd}/leadgen_forms`]);
		const all = trigger({ leadsFrom: 'allPages' });
		await all.poll();
		pass(5 * MINUTE);
		const calls = await callsOf(() => all.poll());
		expect(calls).toEqual([
			'GET me/accounts',
			...[PAGES.usd, PAGES.usdSecond, PAGES.jpy, PAGES.eur].map((page) => `GET ${page}/leadgen_forms`),
		]);
	});

	it('those that came while n8n was down for weeks', async () => {
		const poller = trigger();
		await poller.poll();
		const leads = Array.from({ length: 40 }, () => {
			pass(24 * HOUR);
			return come(LEAD_FORMS.usdTasting).id;
		});
		const again = poller.restarted(loadedAnew());
		expect(idsOf(await again.poll()).sort()).toEqual(leads.sort());
	});

	it('of one form alone, where one is chosen', async () => {
		const poller = trigger({ leadForm: byId(LEAD_FORMS.usdTasting) });
		await poller.poll();
		pass(MINUTE);
		come(LEAD_FORMS.usdNewsletter);
		const lead = come(LEAD_FORMS.usdTasting);
		expect(idsOf(await poller.poll())).toEqual([lead.id]);
	});

	it('those that came before the settings were changed, of the forms that were looked at; the others’ are not told', async () => {
		const type = loadedAnew();
		const changed = (poller: Poller, parameters: IDataObject): Poller => trigger(parameters, type, poller.stored());
		const poller = trigger({ leadForm: byId(LEAD_FORMS.usdTasting) }, type);
		await poller.poll();
		pass(5 * MINUTE);
		const [lead, other] = [come(LEAD_FORMS.usdTasting), come(LEAD_FORMS.usdNewsletter)];
		pass(MINUTE);
		const all = changed(poller, {});
		expect(idsOf(await all.poll())).toEqual([lead.id]);
		pass(5 * MINUTE);
		const next = come(LEAD_FORMS.usdNewsletter);
		expect(idsOf(await all.poll())).toEqual([next.id]);
		expect(all.stored()).not.toContain(other.id);
		// What was left out for a while is not told afterwards.
		const onOther = changed(all, { page: byId(PAGES.usdSecond) });
		await onOther.poll();
		pass(5 * MINUTE);
		come(LEAD_FORMS.usdTasting);
		pass(MINUTE);
		const back = changed(onOther, {});
		expect(await back.poll()).toBeNull();
		pass(5 * MINUTE);
		const last = come(LEAD_FORMS.usdTasting);
		expect(idsOf(await back.poll())).toEqual([last.id]);
	});

	it('again, with the same ID, when n8n was killed after it was handed them; of people it has stored nothing', async () => {
		const poller = trigger();
		await poller.poll();
		pass(MINUTE);
		const lead = come(LEAD_FORMS.usdNewsletter, { answers: [{ name: 'email', values: ['kim@example.com'] }] });
		await poller.poll();
		expect(poller.stored()).toContain(lead.id);
		expect(poller.stored()).not.toContain('kim@');
		const again = await poller.restarted(loadedAnew()).poll();
		expect(again).toEqual([expect.objectContaining({ eventId: lead.id, email: 'kim@example.com' })]);
	});

	it('young ones are left to a hub, and come when they are old enough', async () => {
		const poller = trigger({ options: { leftToHubMinutes: '10' } });
		await poller.poll();
		pass(MINUTE);
		const lead = come(LEAD_FORMS.usdTasting);
		pass(5 * MINUTE);
		expect(await poller.poll()).toBeNull();
		pass(3 * HOUR);
		expect(idsOf(await poller.poll())).toEqual([lead.id]);
	});

	it('young ones come as soon as they are old enough, also where a poll looks back less far than that', async () => {
		const poller = trigger({ options: { leftToHubMinutes: '120', overlapHours: '1' } });
		await poller.poll();
		pass(MINUTE);
		const lead = come(LEAD_FORMS.usdTasting);
		const polls: unknown[][] = [];
		for (let minutes = 0; minutes < 150; minutes += 30) {
			pass(30 * MINUTE);
			polls.push(idsOf(await poller.poll()));
		}
		expect(polls).toEqual([[], [], [], [lead.id], []]);
	});

	it('two workflows on one form each get every lead, and a kill or a stop of one takes nothing from the other', async () => {
		const [one, other] = [trigger({ leadForm: byId(LEAD_FORMS.usdTasting) }), trigger()];
		await one.poll();
		await other.poll();
		pass(5 * MINUTE);
		const first = [come(LEAD_FORMS.usdTasting), come(LEAD_FORMS.usdTasting, { createdIn: -60 })].map(({ id }) => id);
		expect(idsOf(await one.poll()).sort()).toEqual([...first].sort());
		const again = one.restarted(loadedAnew());
		expect(idsOf(await other.poll()).sort()).toEqual([...first].sort());
		expect(idsOf(await again.poll()).sort()).toEqual([...first].sort());
		pass(HOUR);
		const second = come(LEAD_FORMS.usdTasting).id;
		expect(idsOf(await other.poll())).toEqual([second]);
		pass(24 * HOUR);
		expect(idsOf(await again.poll())).toEqual([second]);
		expect(bench.sent().filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('a lead that was deleted, or is older than 90 days by now, keeps none of the others back', async () => {
		const poller = trigger();
		await poller.poll();
		pass(5 * MINUTE);
		const [gone, kept] = [come(LEAD_FORMS.usdTasting, { isTest: true }), come(LEAD_FORMS.usdNewsletter)];
		expect(idsOf(await poller.poll()).sort()).toEqual([gone.id, kept.id].sort());
		world().remove(gone);
		world().leads.forget(gone);
		const killed = poller.restarted(loadedAnew());
		expect(idsOf(await killed.poll())).toEqual([kept.id]);
		// It may only be hidden for now. After an hour it is not asked for again.
		expect(killed.stored()).toMatch(new RegExp(`"handedOver":[^\\]]*${gone.id}`));
		pass(HOUR + MINUTE);
		const later = come(LEAD_FORMS.usdNewsletter);
		expect(idsOf(await killed.poll())).toEqual([later.id]);
		const [, handedOver = ''] = /"handedOver":(\[[^\]]*\])/.exec(killed.stored()) ?? [];
		expect([handedOver.includes(later.id), handedOver.includes(gone.id)]).toEqual([true, false]);
		come(LEAD_FORMS.usdTasting);
		pass(91 * 24 * HOUR);
		const young = come(LEAD_FORMS.usdTasting);
		expect(idsOf(await killed.restarted(loadedAnew()).poll())).toEqual([young.id]);
	});

	it('with events of the account beside them', async () => {
		const poller = trigger({ events: ['statusChanged', 'newLead'], adAccount: byId('act_1001000000000001') });
		await poller.poll();
		pass(MINUTE);
		const lead = come(LEAD_FORMS.usdTasting);
		expect(idsOf(await poller.poll())).toEqual([lead.id]);
	});

	it('a run by hand shows the newest lead, or an invented one', async () => {
		expect(await trigger().poll('manual')).toEqual([
			expect.objectContaining({ form_name: 'Coffee tasting', test: true }),
		]);
		expect(await trigger({ page: byId(PAGES.jpy) }).poll('manual')).toEqual([
			expect.objectContaining({ email: 'alex@example.com', test: true }),
		]);
	});
});

describe('when something fails', () => {
	it('a form or page that fails is named, and the others’ leads come', async () => {
		const poller = trigger({ leadsFrom: 'allPages' });
		await poller.poll();
		pass(MINUTE);
		const [good, bad] = [come(LEAD_FORMS.eurCatalogue), come(LEAD_FORMS.usdTasting)];
		world().leads.page(PAGES.usd).accessManager = 'revoked';
		expect(idsOf(await poller.poll())).toEqual([good.id]);
		pass(MINUTE);
		await expect(poller.poll()).rejects.toThrow('Leads Access Manager keeps this app from the leads of the page');
		world().leads.page(PAGES.usd).accessManager = 'open';
		expect(idsOf(await poller.poll())).toEqual([bad.id]);
	});

	it('a page that fails when the workflow is published does not prevent that, and the next poll names it', async () => {
		const poller = trigger({ leadsFrom: 'allPages' });
		world().leads.page(PAGES.usd).tasks = [];
		expect(await poller.poll()).toBeNull();
		pass(MINUTE);
		await expect(poller.poll()).rejects.toThrow(/page/);
		pass(MINUTE);
		const good = come(LEAD_FORMS.eurCatalogue);
		expect(idsOf(await poller.poll())).toEqual([good.id]);
		// n8n starts again: it publishes by a poll as well.
		const next = poller.restarted(loadedAnew());
		expect(idsOf(await next.poll()) ?? []).toEqual([good.id]);
		pass(MINUTE);
		await expect(next.poll()).rejects.toThrow(/page/);
		// The chosen page alone: then nothing could be looked at.
		await expect(trigger({ page: byId(PAGES.usd) }).poll()).rejects.toThrow(/page/);
	});

	it('a page that Meta lists without its ID is named, and the others’ leads come', async () => {
		const poller = trigger({ leadsFrom: 'allPages' });
		await poller.poll();
		pass(MINUTE);
		const good = come(LEAD_FORMS.eurCatalogue);
		bench.emulator.control.addFault({
			match: { path: 'me/accounts', method: 'GET' },
			fault: {
				kind: 'http',
				status: 200,
				body: JSON.stringify({ data: [{ name: 'Lost' }, { id: PAGES.eur }] }),
				contentType: 'application/json',
			},
		});
		expect(idsOf(await poller.poll())).toEqual([good.id]);
		pass(MINUTE);
		await expect(poller.poll()).rejects.toThrow('Meta listed a page without its ID');
	});

	it('a page that shows no form because of a missing permission says so when the workflow is switched on', async () => {
		world().leads.page(PAGES.usd).withoutScope = 'silent';
		world().tokens.get(TOKENS.full)!.scopes = ['ads_management', 'pages_show_list'];
		pageTokens.clear();
		endPageTokens(world(), PAGES.usd);
		await expect(trigger().poll()).rejects.toThrow('the permission leads_retrieval');
	});

	it('all pages: none listed, and none with a form, is looked at when the workflow is switched on and once a day', async () => {
		const all = () => trigger({ leadsFrom: 'allPages' });
		const token = world().tokens.get(TOKENS.full)!;
		const [scopes, pages] = [token.scopes, [PAGES.usd, PAGES.usdSecond, PAGES.jpy, PAGES.eur]];
		for (const page of pages) world().leads.page(page).withoutScope = 'silent';
		const mayManageAds = (may: boolean): void => {
			token.scopes = scopes.filter((scope) => may || scope !== 'pages_manage_ads');
			for (const page of pages) endPageTokens(world(), page);
		};
		mayManageAds(false);
		await expect(all().poll()).rejects.toThrow('the permission pages_manage_ads');
		mayManageAds(true);
		const poller = all();
		expect(await poller.poll()).toBeNull();
		// A right that is lost later is reported by the daily look, which reads again what was not read.
		const lead = come(LEAD_FORMS.usdTasting);
		mayManageAds(false);
		pass(25 * HOUR);
		await expect(poller.poll()).rejects.toThrow('the permission pages_manage_ads');
		mayManageAds(true);
		expect(idsOf(await poller.poll())).toEqual([lead.id]);
		const listed = { match: { method: 'GET', path: 'me/accounts' } } as const;
		bench.emulator.control.addFault({
			...listed,
			fault: { kind: 'http', status: 200, body: '{"data":[]}', contentType: 'application/json' },
		});
		await expect(all().poll()).rejects.toThrow('Meta lists no page of the credential’s user');
	});

	it('a page at its limit rests with all its forms, and comes back', async () => {
		const poller = trigger();
		await poller.poll();
		pass(MINUTE);
		const leads = [come(LEAD_FORMS.usdNewsletter), come(LEAD_FORMS.usdTasting)];
		bench.emulator.control.addFault({
			match: { method: 'GET', path: `${LEAD_FORMS.usdNewsletter}/leads`, times: 1 },
			fault: { kind: 'graph', code: 80005 },
		} as never);
		expect(await poller.poll()).toBeNull();
		expect(await callsOf(() => poller.poll())).toEqual([]);
		pass(61 * MINUTE);
		expect(idsOf(await poller.poll()).sort()).toEqual(leads.map(({ id }) => id).sort());
	});

	it('gets the page’s token once more when it was made anew', async () => {
		const poller = trigger();
		await poller.poll();
		pass(MINUTE);
		const lead = come(LEAD_FORMS.usdTasting);
		endPageTokens(world(), PAGES.usd);
		expect(idsOf(await poller.poll())).toEqual([lead.id]);
	});
});

it('two days of leads with kills, limits and lists that lag: none is lost', async () => {
	const { executed, came, kills } = await liveThroughLeads({
		days: 2,
		pages: 2,
		forms: 6,
		leads: 150,
		seed: 7,
		pollMinutes: 60,
	});
	expect(kills).toBeGreaterThan(1);
	expect(came.length).toBeGreaterThanOrEqual(140);
	expect(came.filter((id) => !executed.some(({ eventId }) => eventId === id))).toEqual([]);
	for (const { lead_id: lead, eventId } of executed) expect(eventId).toBe(lead);
}, 120_000);
