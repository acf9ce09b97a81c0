import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../../support/consent/answered.mts';
import { mapped, sha256, useMemberBench } from '../../support/members.mts';

/** What counts as the contact's own, and what a column is not taken for. */

const bench = useMemberBench();
const { change, uploads } = bench;

/** Adds them for somebody who has answered that no column that is asked about has to do with consent. */
const add = async (items: IDataObject[], parameters: IDataObject = {}) =>
	await change('add', items, { ...saying(...answered(items)), ...parameters });

/** What went out of the first contact, by key. */
function sent(): Record<string, string> {
	const { schema, data } = JSON.parse(uploads()[0].params.payload) as { schema: string[]; data: string[][] };
	return Object.fromEntries(schema.map((key, index) => [key, data[0][index]]));
}
const hashed = (plain: Record<string, string>): Record<string, string> =>
	Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, sha256(value)]));

const others: Array<[string, IDataObject]> = [
	[
		'Zoho',
		{
			Owner: { name: 'Rep', email: 'rep@example.com' },
			Created_By: { email: 'rep@example.com' },
			Modified_By: { email: 'rep@example.com' },
			Account_Name: { name: 'Firm', phone: '+49 30 123456' },
		},
	],
	[
		'Pipedrive',
		{
			owner_id: { id: 1, email: 'rep@example.com' },
			org_id: { address: { country: 'DE' } },
			creator_user_id: { email: 'rep@example.com' },
		},
	],
	[
		'HubSpot',
		{ owner: { email: 'rep@example.com', firstName: 'Rep' }, company: { phone: '+49 30 123456', city: 'Bonn' } },
	],
	[
		'others',
		{
			user: { email: 'rep@example.com' },
			assigned_to: { email: 'rep@example.com' },
			account: { country: 'DE' },
			sales_rep: { phone: '+49 30 123456' },
			referrer: { email: 'rep@example.com' },
			shipping: { email: 'gift@example.com' },
			'user.email': 'rep@example.com',
		},
	],
];
it.each(others)('%s: what belongs to the CRM’s own people and companies is for nothing', async (_title, more) => {
	const { rows } = await add([{ ...more, email: 'mia@example.com' }]);
	expect(sent()).toEqual(hashed({ EMAIL: 'mia@example.com' }));
	expect(rows[0]).toMatchObject({ rows: 1, recognisedColumns: 'email → Email' });
});

it('a contact with nothing but its owner’s address is refused', async () => {
	expect((await add([{ Name: 'Mia', Owner: { email: 'rep@example.com' } }])).error?.message).toBe(
		'Contact Columns name nobody',
	);
});

const own: Array<[string, IDataObject, Record<string, string>, string]> = [
	[
		'HubSpot',
		{
			id: '7',
			properties: {
				email: { value: 'Mia@example.com' },
				firstname: { value: 'Mia' },
				hubspot_owner_id: { value: '5' },
			},
		},
		{ EMAIL: 'mia@example.com', FN: 'mia' },
		'properties.email → Email, properties.firstname → First Name',
	],
	[
		'HubSpot, plain',
		{ properties: { email: 'mia@example.com' } },
		{ EMAIL: 'mia@example.com' },
		'properties.email → Email',
	],
	[
		'Pipedrive',
		{
			name: 'Mia',
			email: [{ value: 'mia@example.com', primary: true, label: 'work' }],
			phone: [{ value: '+49 170 1234567' }],
		},
		{ EMAIL: 'mia@example.com', PHONE: '491701234567' },
		'email → Email, phone → Phone',
	],
	[
		'a Shopify order',
		{
			email: 'mia@example.com',
			customer: {
				first_name: 'Mia',
				default_address: { city: 'Bonn', country_code: 'DE', first_name: 'Ben', phone: '+49 170 7654321' },
			},
		},
		{ EMAIL: 'mia@example.com', FN: 'mia', CT: 'bonn', COUNTRY: 'de' },
		'email → Email, customer.first_name → First Name, customer.default_address.city → City, customer.default_address.country_code → Country',
	],
	[
		'a Shopify customer',
		{ email: 'mia@example.com', addresses: [{ city: 'Bonn' }, { city: 'Köln' }] },
		{ EMAIL: 'mia@example.com', CT: 'bonn' },
		'email → Email, addresses[0].city → City',
	],
	[
		'WooCommerce',
		{ billing: { email: 'mia@example.com', postcode: '53111' } },
		{ EMAIL: 'mia@example.com', ZIP: '53111' },
		'billing.email → Email, billing.postcode → Postal Code',
	],
	[
		'a webhook',
		{ headers: { from: 'x@example.com' }, body: { email: 'mia@example.com' } },
		{ EMAIL: 'mia@example.com' },
		'body.email → Email',
	],
];
it.each(own)('%s: the contact’s own data are found, and the result names where', async (_title, item, plain, words) => {
	const { rows } = await add([item]);
	expect(sent()).toEqual(hashed(plain));
	expect(rows[0].recognisedColumns).toBe(words);
});

describe('a phone without its country', () => {
	const items = [
		{ email: 'a@example.com', phone: '491701234567' },
		{ email: 'b@example.com', phone: '0170 1234567' },
		{ email: 'c@example.com', phone: '+49 170 1234567' },
		{ email: 'd@example.com', phone: '0049 170 1234568' },
	];

	it('is withheld and counted, and a note says what to do; those that name theirs go', async () => {
		const { rows, hints } = await add(items);
		const { data } = JSON.parse(uploads()[0].params.payload) as { data: string[][] };
		expect(data.map(([, number]) => number)).toEqual(['', '', sha256('491701234567'), sha256('491701234568')]);
		expect(rows[0]).toMatchObject({ usable: 4, unusableValues: 'Phone: 2' });
		expect(hints.map(({ message }) => message).join()).toContain(
			'2 phone numbers say no country and were left out: set Default Country',
		);
	});

	it('goes with Default Country, and with a country of its row', async () => {
		const { rows } = await add(items, { defaultCountry: 'DE' });
		expect(rows[0].unusableValues).toBeNull();
	});

	it('is withheld where the row’s country cannot be read: Default Country is for blanks', async () => {
		const { rows } = await change('add', [{ email: 'a@example.com', phone: '0170 1234567', country: 'Atlantis' }], {
			defaultCountry: 'DE',
		});
		expect(rows[0].unusableValues).toBe('Phone: 1, Country: 1');
	});
});

describe('Default Country', () => {
	it('UK is the United Kingdom', async () => {
		await change('add', [{ phone: '07911 123456' }], { defaultCountry: 'UK' });
		expect(sent()).toEqual(hashed({ PHONE: '447911123456' }));
	});

	it('two letters of no country are refused', async () => {
		expect((await change('add', [{ phone: '07911 123456' }], { defaultCountry: 'XX' })).error?.message).toBe(
			'Default Country Name or ID is the code of no country',
		);
	});
});

describe('columns that are for nothing', () => {
	it('are named in the result, never their values', async () => {
		const { rows } = await add([
			{ email: 'a@example.com', Notiz: 'Secret', Owner: { email: 'rep@example.com' } },
			{ email: 'b@example.com', properties: { lifecyclestage: 'lead' }, state: 'disabled' },
		]);
		expect(rows[0]).toMatchObject({
			recognisedColumns: 'email → Email',
			unusedColumns: 'Notiz, Owner, state, properties.lifecyclestage',
		});
		expect(JSON.stringify(rows)).not.toContain('Secret');
	});

	it('are not named where a name is itself somebody’s data', async () => {
		const { rows } = await add([{ email: 'a@example.com', Mia: 'Ben', 'mia@example.com': 'ben@example.com' }]);
		expect(rows[0].unusedColumns).toBe('2 columns, not named here: some of their names look like contact data');
	});

	it('are none where the form says which are for what', async () => {
		const { rows } = await add([{ a: 'a@example.com', b: 1 }], {
			columns: mapped({ email: '={{ $json.a }}' }),
		});
		expect(rows[0].unusedColumns).toBeNull();
	});
});
