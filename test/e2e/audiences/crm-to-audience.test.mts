import { AUDIENCES } from '../../../emulator/world/seedIds.mts';
import { asMembers, createPeople, insertPeople, membersOf, person, type Person } from '../outside/crm.mts';
import { sheetShapes } from '../../support/consent/consentSheets.mts';
import { fillIn } from '../browser/fillIn.mts';
import { openHubSpot, type HubSpot } from '../outside/hubspot.mts';
import { startPostgres, type Postgres } from '../places/postgres.mts';
import { openSpreadsheet, type Spreadsheet } from '../outside/spreadsheet.mts';
import { Workbench, type Outcome } from '../browser/workbench.mts';

jest.setTimeout(240_000);

/**
 * Nights of a shop, and who is in the audience at (emulated) Meta after each: contacts from a database, from n8n's own
 * HubSpot step and from its Google Sheets step. Of those two only the host they call stands in.
 */

let bench: Workbench;
let database: Postgres;
let hubspot: HubSpot;
let sheet: Spreadsheet;

beforeAll(async () => {
	[database, hubspot, sheet] = await Promise.all([startPostgres(), openHubSpot(), openSpreadsheet(['Contacts'])]);
	const hosts = { 'api.hubapi.com': hubspot.url, 'sheets.googleapis.com': sheet.url };
	bench = await Workbench.open({ hosts });
	await bench.credential('postgres', database.credential);
	await bench.credential('hubspotAppToken', hubspot.credential);
	await bench.credential('googleSheetsOAuth2Api', sheet.credential);
	await createPeople(database, 'contacts');
});

afterAll(async () => {
	await bench?.close();
	await Promise.all([database?.close(), hubspot?.close(), sheet?.close()]);
});

const list = AUDIENCES.usdEmpty;
const members = (): string[] => membersOf(bench.emulator, list);
const uploads = (): string[] =>
	bench.emulator.log.flatMap(({ method, path }) =>
		method !== 'GET' && /\/users(replace)?$/.test(path) ? [`${method} ${path.split('/').at(-1)}`] : [],
	);
const people = (from: number, count: number, more: Partial<Person> = {}): Person[] =>
	Array.from({ length: count }, (_, index) => person(from + index, more));
const inList = (ones: readonly Person[]): string[] => asMembers(ones, false);

/** A night is a day later by Meta's clock, so that the last one's session is over. */
async function night(workflow: string): Promise<Outcome> {
	bench.emulator.control.advanceClock(24 * 3600);
	bench.emulator.log.length = 0;
	return await bench.run(workflow, 'Every night');
}

async function ends(run: Promise<Outcome>): Promise<Outcome> {
	const outcome = await run;
	expect([outcome.status, outcome.error]).toEqual(['success', undefined]);
	return outcome;
}

describe('crm-to-audience.json', () => {
	const unasked = person(901, { marketing_consent: null });
	const refusing = person(902, { marketing_consent: false });
	let workflow: string;

	beforeAll(async () => {
		workflow = await bench.bring('crm-to-audience.json');
	});

	async function holds(ones: readonly Person[]): Promise<void> {
		await database.query('delete from contacts');
		await insertPeople(database, 'contacts', ones);
	}

	test('an empty table changes nothing and says so', async () => {
		const { status, error } = await night(workflow);
		expect([status, error]).toEqual(['error', expect.stringContaining('Contact Columns name nobody')]);
		expect([members(), uploads()]).toEqual([[], []]);
	});

	test('the first night fills the list: everybody who has agreed, nobody else', async () => {
		await holds([...people(1, 120), unasked, refusing]);
		const { rows } = await ends(night(workflow));
		expect(rows('Sync audience')).toMatchObject([
			{ action: 'sync', way: 'filled', contacts: 122, usable: 120, noConsent: 2, rejected: 0, received: 120 },
		]);
		expect([members(), uploads()]).toEqual([inList(people(1, 120)), ['POST users']]);
	});

	test('the second night: who came is in; who left and who took the consent back are out', async () => {
		await holds([...people(2, 118), person(120, { marketing_consent: false }), ...people(200, 3), unasked, refusing]);
		const { rows } = await ends(night(workflow));
		expect(rows('Sync audience')).toMatchObject([
			{ way: 'replaced', contacts: 124, usable: 121, noConsent: 3, received: 121 },
		]);
		expect([members(), uploads()]).toEqual([inList([...people(2, 118), ...people(200, 3)]), ['POST usersreplace']]);
	});

	test('the same once more is the same', async () => {
		const before = members();
		await ends(night(workflow));
		expect(members()).toEqual(before);
	});

	test.each([
		['half an export', people(2, 60), 'Stop Below (Rows) is 100 rows, and only 60 rows can be sent'],
		['nobody who has agreed', people(2, 118, { marketing_consent: false }), 'leave nobody to send'],
		['an empty table', [], 'Contact Columns name nobody'],
	])('%s is refused, and the list stays whole', async (_title, ones, message) => {
		const before = members();
		await holds(ones);
		const { status, error } = await night(workflow);
		expect([status, error]).toEqual(['error', expect.stringContaining(message)]);
		expect([members(), uploads()]).toEqual([before, []]);
	});

	test('a night on which Meta refuses: the next one makes the list equal', async () => {
		const before = members();
		await holds(people(3, 117));
		bench.emulator.control.addFault({
			match: { path: `${list}/usersreplace` },
			fault: { kind: 'graph', code: 368 },
		});
		expect((await night(workflow)).status).toBe('error');
		expect(members()).toEqual(before);
		bench.emulator.control.clearFaults();
		await ends(night(workflow));
		expect(members()).toEqual(inList(people(3, 117)));
	});
});

describe('hubspot-to-audience.json', () => {
	/** As HubSpot keeps them: every property a text, a blank one left out. */
	const kept = (one: Person, more: Record<string, string> = {}): Record<string, string> => ({
		email: one.email.trim(),
		phone: one.phone,
		firstname: one.first_name,
		lastname: one.last_name,
		zip: one.postcode,
		city: one.city,
		country: one.country,
		lifecyclestage: 'customer',
		marketing_consent: 'true',
		...more,
	});

	test('customers who have agreed and not opted out, over several pages, and nobody else', async () => {
		bench.emulator.control.reset();
		hubspot.contacts.splice(
			0,
			Infinity,
			...people(1, 118).map((one) => kept(one)),
			...people(300, 20).map((one) => kept(one, { lifecyclestage: one.id % 2 === 0 ? 'lead' : '' })),
			kept(person(400), { marketing_consent: 'false' }),
			kept(person(401), { hs_email_optout: 'true' }),
		);
		const workflow = await bench.bring('hubspot-to-audience.json');
		const { rows } = await ends(night(workflow));
		expect(rows('Get contacts')).toHaveLength(140);
		expect(rows('Sync audience')).toMatchObject([
			{ way: 'filled', contacts: 140, usable: 118, notSelected: 20, noConsent: 2, received: 118 },
		]);
		expect(members()).toEqual(inList(people(1, 118)));
		hubspot.contacts.splice(0, 3);
		expect((await ends(night(workflow))).rows('Sync audience')).toMatchObject([{ way: 'replaced', usable: 115 }]);
		expect(members()).toEqual(inList(people(4, 115)));
	});

	test('its own properties of consent: a no in one of them keeps the person out', async () => {
		bench.emulator.control.reset();
		const yes = ['true', 'Yes', 'granted', 'opted_in', 'Checked'].map((marketing_consent) => ({ marketing_consent }));
		const unsure = ['false', 'No', 'withdrawn', 'pending', ''].map((marketing_consent) => ({ marketing_consent }));
		const no: ReadonlyArray<Record<string, string>> = [
			{ hs_email_optout: 'true' },
			{ hs_email_optout_19284756: 'true' },
			{ exclude_from_marketing: 'Yes' },
			{ newsletter_status: 'Unsubscribed' },
			{ unsubscribed_on: '2026-03-04' },
		];
		const numbered = (all: ReadonlyArray<Record<string, string>>, from: number) =>
			all.map((more, index) => kept(person(from + index), more));
		hubspot.contacts.splice(
			0,
			Infinity,
			...people(1, 110).map((one) => kept(one)),
			...numbered(yes, 300),
			...numbered(unsure, 400),
			...numbered(no, 500),
		);
		const asked = ['email', 'firstname', 'lastname', 'zip', 'country', 'lifecyclestage', 'marketing_consent'];
		const properties = [...asked, ...no.flatMap((more) => Object.keys(more))];
		// HubSpot leaves out what is blank: who lacks one of several consents is left out unless one of them is named.
		const optIn = { columns: 'properties.marketing_consent', says: 'optIn', words: '' };
		const workflow = await bench.bring('hubspot-to-audience.json', (one) =>
			fillIn('Sync audience', { whatColumnsSay: { line: [optIn] } })(
				fillIn('Get contacts', {
					additionalFields: {
						formSubmissionMode: 'none',
						propertiesCollection: { propertiesValues: { properties, propertyMode: 'valueAndHistory' } },
					},
				})(one),
			),
		);
		const { rows } = await ends(night(workflow));
		expect(rows('Sync audience')).toMatchObject([{ usable: 115, optedOut: 8, unclearConsent: 2 }]);
		expect(members()).toHaveLength(115);
	});

	test('without the property for the stage nobody is taken out', async () => {
		const before = members();
		for (const contact of hubspot.contacts) delete contact.lifecyclestage;
		const { status, error } = await night(await bench.bring('hubspot-to-audience.json'));
		expect([status, error]).toEqual(['error', expect.stringContaining('Column Name names a column that no item has')]);
		expect([members(), uploads()]).toEqual([before, []]);
	});
});

describe('sheets-to-audience.json', () => {
	test('everybody in the sheet who has agreed, and nobody else', async () => {
		bench.emulator.control.reset();
		const ones = [...people(1, 120), ...people(500, 2, { marketing_consent: false })];
		const heads = ['E-Mail', 'Phone', 'First Name', 'Last Name', 'ZIP', 'City', 'Country', 'Consent'];
		sheet.fill('Contacts', [
			heads,
			...ones.map((one) => [
				one.email,
				one.phone,
				one.first_name,
				one.last_name,
				one.postcode,
				one.city,
				one.country,
				one.marketing_consent ? 'TRUE' : 'FALSE',
			]),
		]);
		const { rows } = await ends(night(await bench.bring('sheets-to-audience.json')));
		expect(rows('Sync audience')).toMatchObject([
			{ way: 'filled', contacts: 122, usable: 120, noConsent: 2, received: 120 },
		]);
		expect(members()).toEqual(inList(people(1, 120)));
	});

	test('consent columns of ten languages, each with its own words', async () => {
		bench.emulator.control.reset();
		const cases = sheetShapes.flatMap(({ item, yes, no, open = [] }, shape) =>
			Object.entries({ yes, no, open }).flatMap(([kind, words]) =>
				words.map((said, index) => ({ kind, cells: item(`${kind}.${shape}.${index}@example.com`, said) })),
			),
		);
		const heads = [...new Set(cases.flatMap(({ cells }) => Object.keys(cells)))];
		const rowOf = (cells: Record<string, unknown>) => heads.map((head) => String(cells[head] ?? ''));
		sheet.fill('Contacts', [heads, ...cases.map(({ cells }) => rowOf(cells))]);
		const count = (kind: string): number => cases.filter((one) => one.kind === kind).length;
		const sync = fillIn('Sync audience', { consent: 'everybody', minimumRows: '0', keepAtLeast: '0' });
		const { rows } = await ends(night(await bench.bring('sheets-to-audience.json', sync)));
		expect(rows('Sync audience')).toMatchObject([
			{ consented: count('yes'), optedOut: count('no'), unclearConsent: count('open'), received: count('yes') },
		]);
	});

	test('a sheet somebody has emptied: nobody is taken out', async () => {
		const before = members();
		sheet.fill('Contacts', [['E-Mail', 'Consent']]);
		expect((await night(await bench.bring('sheets-to-audience.json'))).status).toBe('error');
		expect([members(), uploads()]).toEqual([before, []]);
	});
});
