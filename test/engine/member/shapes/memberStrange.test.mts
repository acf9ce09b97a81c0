import type { IDataObject } from 'n8n-workflow';

import { answered, saying } from '../../../support/consent/answered.mts';
import { sha256, useMemberBench } from '../../support/members.mts';

/** Items that nobody expects: nothing breaks, nothing of anybody else is sent, and nothing is said that should not be. */

const bench = useMemberBench();
const { change, uploads } = bench;

function sent(): unknown[][] {
	const { schema, data } = JSON.parse(uploads()[0].params.payload) as { schema: string[]; data: unknown[][] };
	return [schema, ...data];
}
const of = (...names: string[]): unknown[][] => [['EMAIL'], ...names.map((name) => [sha256(`${name}@example.com`)])];

const staff = { email: 'okapi@example.com', phone: '+49 30 5550000', first_name: 'Okapi', city: 'Bonn', zip: '53111' };

const owners: IDataObject[] = [
	{ betreuer: staff },
	{ account_manager: staff, Vertrieb: staff, consultant: staff },
	{ contact_owner: staff, 'contact.owner.email': staff.email, 'lead.user.email': staff.email },
	{ contact: { owner: staff, sales_rep: staff } },
	{ customer: { created_by: staff, assigned_user: staff } },
	{ properties: { hubspot_owner: staff, 'Owner E-Mail': staff.email } },
	{ body: { staff, agent: { contact: staff } } },
	{ fields: { Betreuer: [staff], Assignee: staff } },
	{ home: [staff], other: [staff], work: [staff] },
	{ emailAddresses: { assistant: [staff.email], Chef: [staff.email] }, phoneNumbers: { homeFax: [staff.phone] } },
	{ address: { ...staff, city: undefined, zip: undefined } },
	{ owner: [staff], owners: { contact: staff } },
];
it.each(owners.map((owner) => [JSON.stringify(owner).slice(0, 60), owner]))('%s is nobody’s', async (_title, owner) => {
	await change('add', [{ ...(owner as IDataObject), email: 'mia@example.com' }]);
	expect(sent()).toEqual(of('mia'));
});

const wrapped: Array<[string, unknown, string[]]> = [
	['lists in lists', [['a@example.com', ['b@example.com']], []], ['a', 'b']],
	['nothing in an object', [{ value: null }, null, { value: '' }, { value: 'a@example.com' }], ['a']],
	['an object without a value', [{}, { value: 'a@example.com' }], ['a']],
	[
		'kinds without lists',
		{ home: 'a@example.com', work: { value: 'b@example.com' }, fax: 'c@example.com' },
		['a', 'b'],
	],
];
it.each(wrapped)('%s', async (_title, email, names) => {
	await change('add', [{ email: email as string }]);
	expect(sent()).toEqual(of(...names));
});

it('values that are objects in objects are counted, not guessed', async () => {
	const { rows } = await change('add', [
		{ email: 'a@example.com', country: { code: 'DE' }, zip: { value: { value: '53111' } }, Vorname: ['Mia', 'Ben'] },
	]);
	expect(sent()).toEqual(of('a'));
	expect(rows[0].unusableValues).toBe('Country: 1, Postal Code: 1, First Name: 1');
});

it('names of JavaScript’s own are names like others', async () => {
	const item = JSON.parse(
		'{"__proto__": {"email": "okapi@example.com"}, "constructor": "x", "email": "a@example.com"}',
	) as IDataObject;
	await change('add', [item], saying(...answered([item])));
	expect(sent()).toEqual(of('a'));
	const { error } = await change('add', [item], {
		consent: 'column',
		...saying({ columns: 'constructor.name', says: 'optIn' }),
	});
	expect(error?.message).toBe('What Columns Say names a column that no row has');
});

it('two consent columns in different languages both have to say yes', async () => {
	const said: Array<[string, string]> = [
		['ja', 'oui'],
		['ja', 'non'],
		['nein', 'oui'],
		['ja', ''],
		['N', 'oui'],
	];
	const { rows } = await change(
		'add',
		said.map(([Einwilligung, Consentement], index) => ({ email: `p${index}@example.com`, Einwilligung, Consentement })),
		{ consent: 'column' },
	);
	expect(sent()).toEqual(of('p0'));
	expect(rows[0]).toMatchObject({ usable: 1, noConsent: 4 });
});

it('a list says the worst of what is in it, and an object what stands in it', async () => {
	const said = [['yes', 'no'], { given: 'no' }, ['yes', ''], ['pending', 'yes'], ['yes']];
	const { rows } = await change(
		'add',
		said.map((consent, index) => ({ email: `p${index}@example.com`, consent: consent as unknown as string })),
		{ consent: 'column' },
	);
	expect(sent()).toEqual(of('p4'));
	expect(rows[0]).toMatchObject({ usable: 1, noConsent: 4 });
});

it('an address in the place of the consent column’s name is not repeated', async () => {
	const { error } = await change('add', [{ email: 'okapi@example.com', consent: 'yes' }], {
		consent: 'column',
		...saying({ columns: '={{ $json.email }}', says: 'optIn' }),
	});
	expect(`${error?.message} ${error?.description}`).not.toContain('okapi');
});
