import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../../support/consent/answered.mts';
import { sha256, useMemberBench } from '../../support/members.mts';
import { shapes, type NodeShape } from './nodeShapes.mts';

/** Items of n8n's own nodes: the contact's keys arrive, and nothing of anybody else. */

const bench = useMemberBench();
const { change, uploads } = bench;
const IN_PLAIN: ReadonlySet<string> = new Set(['EXTERN_ID', 'MADID', 'LOOKALIKE_VALUE']);

function sent(): Array<Record<string, unknown>> {
	const { schema, data } = JSON.parse(uploads()[0].params.payload) as { schema: string[]; data: unknown[][] };
	return data.map((row) => Object.fromEntries(schema.map((key, index) => [key, row[index]])));
}

const asSent = (own: NodeShape['own']): Record<string, string> =>
	Object.fromEntries(Object.entries(own).map(([key, value]) => [key, IN_PLAIN.has(key) ? value : sha256(value)]));

it.each(shapes.map((shape) => [shape.title, shape] as const))('%s', async (_title, { item, own }) => {
	const { rows, error } = await change('add', [item], { defaultCountry: 'DE', ...saying(...answered([item])) });
	expect(error).toBeUndefined();
	expect(sent()).toEqual([asSent(own)]);
	expect(rows[0]).toMatchObject({ usable: 1, unusableValues: null });
});

describe('what such an item says of consent', () => {
	const mailchimp = { email_address: 'a@example.com', merge_fields: { FNAME: 'Mia' } };
	const cases: Array<[string, IDataObject]> = [
		['HubSpot', { properties: { email: { value: 'a@example.com' }, hs_email_optout: { value: 'true' } } }],
		['Salesforce', { Email: 'a@example.com', HasOptedOutOfEmail: true }],
		['Zoho', { Email: 'a@example.com', Email_Opt_Out: true }],
		['Zoho, by its time', { Email: 'a@example.com', Unsubscribed_Time: '2026-03-04T05:06:07+01:00' }],
		['Shopify', { email: 'a@example.com', buyer_accepts_marketing: false }],
		['Shopify, a customer', { email: 'a@example.com', email_marketing_consent: { state: 'not_subscribed' } }],
		['Mailchimp', { ...mailchimp, status: 'unsubscribed' }],
		['a list in French', { email: 'a@example.com', status: 'Désabonné' }],
		['a list in French, of a woman', { email: 'a@example.com', status: 'désinscrite' }],
		['Dynamics, its switch', { email: 'a@example.com', 'Send Marketing Materials': 'Do Not Send' }],
		['a switch of that name', { email: 'a@example.com', sendMarketingMaterials: false }],
		['Dynamics, its API', { email: 'a@example.com', donotsendmm: true }],
		['a lookup', { email: 'a@example.com', Einwilligung: ['nein'] }],
	];
	it.each(cases)('%s: a no is heard, whatever the form says', async (_title, item) => {
		const { rows } = await change('add', [item, { email: 'b@example.com' }]);
		expect(rows[0]).toMatchObject({ usable: 1, noConsent: 1 });
		expect(sent()).toEqual([{ EMAIL: sha256('b@example.com') }]);
	});

	it('a switch that is not off keeps nobody out, and is nobody’s consent', async () => {
		const items = ['Send', 'Yes', true].map((value, index) => ({
			email: `p${index}@example.com`,
			'Send Marketing Materials': value,
		}));
		expect((await change('add', items)).error?.message).toContain('Send Marketing Materials: ');
		const said = saying({ columns: 'Send Marketing Materials', says: 'nothing' });
		expect((await change('add', items, said)).rows[0]).toMatchObject({ usable: 3, noConsent: 0 });
		expect((await change('add', items, { consent: 'column' })).error).toBeDefined();
		const asked = items.map((item, index) => ({ ...item, consent: index === 1 ? 'yes' : '' }));
		expect((await change('add', asked, { consent: 'column' })).rows[0]).toMatchObject({ usable: 1, noConsent: 2 });
	});

	it('guests of a shop are not one person because they have the same ID of nobody', async () => {
		const items = ['yes', 'no', 'yes'].map((consent, index) => ({
			customer_id: 0,
			consent,
			billing: { email: `p${index}@example.com` },
		}));
		const { rows } = await change('add', items, { consent: 'column' });
		expect(rows[0]).toMatchObject({ usable: 2, noConsent: 1 });
	});
});
