import type { Emulator } from '../../../emulator/http/server.mts';
import { addLead } from '../../../emulator/leads/arrivals.mts';
import { signatureOf } from '../../../emulator/leads/delivery.mts';
import { LEAD_FORMS, PAGES } from '../../../emulator/world/seedIds.mts';
import { APP } from '../../../emulator/world/tokens.mts';
import { byId } from '../support/harness.mts';
import type { Single } from './faultSingles.mts';

type World = Emulator['world'];
const page = byId(PAGES.usd);
const { usdNewsletter: form, usdTasting: other } = LEAD_FORMS;
const ofForm = { page, leadForm: byId(form) };

/** The first new lead of a world. */
const TEST_LEAD = '24810000000000006';
const makeTestLead = (world: World): void => {
	addLead(world, { form: other, isTest: true });
};
const testLeads = (world: World): number => world.leads.all(other).filter(({ isTest }) => isTest).length;
const fieldsOf = (world: World): readonly string[] => world.leads.apps(PAGES.usd).get(APP.id) ?? [];

/** What the fault matrix runs of Meta Leads. A page's token that is refused once is got once more. */
export const leadSingles: readonly Single[] = (
	[
		{
			name: 'lead.get',
			form: { page, lead: '24810000000000001' },
			struck: { method: 'GET', path: '24810000000000001' },
		},
		{
			name: 'lead.getMany',
			form: { ...ofForm, leadsOf: 'form', period: 'all' },
			struck: { method: 'GET', path: `${form}/leads` },
		},
		{ name: 'form.get', form: ofForm, struck: { method: 'GET', path: form } },
		{ name: 'form.getMany', form: { page }, struck: { method: 'GET', path: `${PAGES.usd}/leadgen_forms` } },
		{
			name: 'form.create',
			form: {
				page,
				name: 'Faulted',
				questions: { question: [{ type: 'EMAIL', key: '' }] },
				privacyPolicyUrl: 'https://example.com/privacy',
			},
			struck: { method: 'POST', path: `${PAGES.usd}/leadgen_forms` },
			effect: 'create',
			times: (world) => world.all('LeadgenForm').filter(({ fields }) => fields.name === 'Faulted').length,
		},
		{
			name: 'form.archive',
			form: ofForm,
			struck: { method: 'POST', path: form },
			effect: 'set',
			times: (world) => (world.get('LeadgenForm', form).fields.status === 'ARCHIVED' ? 1 : 0),
		},
		{
			name: 'testLead.create',
			form: { page, leadForm: byId(other) },
			struck: { method: 'POST', path: `${other}/test_leads` },
			effect: 'create',
			times: testLeads,
		},
		{
			name: 'testLead.delete',
			form: { page, lead: TEST_LEAD },
			prepare: makeTestLead,
			struck: { method: 'DELETE', path: TEST_LEAD },
			effect: 'set',
			times: (world) => 1 - testLeads(world),
		},
		{
			name: 'page.checkSubscription',
			form: { page },
			struck: { method: 'GET', path: `${PAGES.usd}/subscribed_apps` },
		},
		{
			name: 'page.subscribe',
			form: { page },
			struck: { method: 'POST', path: `${PAGES.usd}/subscribed_apps` },
			effect: 'set',
			times: (world) => Number(fieldsOf(world).includes('leadgen')),
		},
		{
			name: 'page.unsubscribe',
			form: { page },
			prepare: (world) => world.leads.apps(PAGES.usd).set(APP.id, ['leadgen']),
			struck: { method: 'DELETE', path: `${PAGES.usd}/subscribed_apps` },
			effect: 'set',
			times: (world) => Number(!fieldsOf(world).includes('leadgen')),
		},
	] satisfies Single[]
).map((single): Single => ({ ...single, renews: true }));

/** Of the seed, by page. */
const seeded: Readonly<Record<string, readonly string[]>> = {
	[PAGES.usd]: ['24810000000000001', '24810000000000002', '24810000000000003'],
	[PAGES.eur]: ['24810000000000004'],
};

/** A notification of a page's leads as n8n's Webhook step gives it: its item, and its file. */
export function notified(of: string) {
	const changes = (seeded[of] ?? []).map((lead) => ({ field: 'leadgen', value: { leadgen_id: lead, page_id: of } }));
	const body = JSON.stringify({ object: 'page', entry: [{ id: of, changes }] });
	return {
		json: { headers: { 'x-hub-signature-256': signatureOf(body) }, query: {}, body: {} },
		binary: { data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } },
	};
}
