import type { IDataObject } from 'n8n-workflow';

import { mapped, useMemberBench } from '../support/members.mts';

/** What a dry run shows of each column: what it comes to, and nobody in it. */

const bench = useMemberBench();
const { change, uploads } = bench;
const dry = { options: { dryRun: true } };

const contacts: IDataObject[] = [
	{ 'E-Mail': 'Okapi@example.com', Telefon: '+49 170 1234567', Ort: 'Bad Homburg', Geburtstag: '03/04/1990' },
	{ 'E-Mail': 'okapi at home', Telefon: '0170 1234568', Ort: 'Bonn', Geburtstag: '17.05.1990' },
	{ 'E-Mail': '', Telefon: '030-7654321', Ort: '東京', Geburtstag: '17.05.90' },
	{ 'E-Mail': ['zebra@example.com', 'quagga@example.com'], Telefon: 'ask Okapi', Ort: null, Geburtstag: 'soon' },
];

it('tells of each column what it is taken for, how much of it can be used and why the rest cannot', async () => {
	const { rows, hints } = await change('add', contacts, dry);
	expect(rows[0].preview).toEqual([
		'E-Mail → Email (EMAIL): 2 of 3 usable, such as xxxxx@xxxxxxx.xxx; 1 × is not an email address (xxxxx xx xxxx); 1 blank',
		'Telefon → Phone (PHONE): 1 of 4 usable, such as +00 000 0000000; 2 × says no country: add its country code, a country column, or Default Country (0000 0000000); 1 × is not a phone number (xxx xxxxx)',
		'Ort → City (CT): 2 of 3 usable, such as xxx xxxxxxx or xxxx; 1 × says nothing that Meta compares (xx); 1 blank',
		'Geburtstag → Birth Date (DOBY, DOBM, DOBD): 1 of 4 usable, such as 00.00.0000; 1 × can be read day first or month first: set Birth Date Order (00/00/0000); 1 × has a year of two digits, and its century is unknown (00.00.00); 1 × is not a date that can be read (xxxx)',
	]);
	expect(hints.map(({ message }) => message).join()).toContain(
		'Usable values: E-Mail → Email 2 of 3, Telefon → Phone 1 of 4, Ort → City 2 of 3, Geburtstag → Birth Date 1 of 4.',
	);
	expect(JSON.stringify([rows, hints])).not.toMatch(/okapi|zebra|quagga|homburg|bonn|1234567|1990|[0-9a-f]{64}/i);
	expect(uploads()).toEqual([]);
});

it('tells of consent columns what they say', async () => {
	const { rows } = await change(
		'add',
		['ja', 'nein', '', 'vielleicht'].map((Einwilligung, index) => ({
			email: `p${index}@example.com`,
			Einwilligung,
			Unsubscribed: index === 0 ? '2026-05-04' : '',
		})),
		{ consent: 'column', ...dry },
	);
	expect(rows[0].preview).toEqual([
		'Email (EMAIL): 4 of 4 usable, such as x0@xxxxxxx.xxx',
		'Einwilligung → Consent: 1 yes, 1 no, 1 blank, 1 not understood',
		'Unsubscribed → Opt-Out: 1 say no',
	]);
});

it('tells the three commonest reasons, hashes as hashes, and an ID that is the contact’s own number', async () => {
	const { rows } = await change(
		'add',
		[
			{ email: 'a'.repeat(64), birthday: '1.1.90', 'Customer ID': '030123456', phone: '030 123456', country: 'DE' },
			{ email: 'b'.repeat(32), birthday: '1/2/1990', 'Customer ID': '30123456', phone: '030 123456', country: 'DE' },
			{ email: 'x@example.com', birthday: '2031-01-01', 'Customer ID': '7', phone: '12', country: 'XX' },
			{ email: 'y@example.com', birthday: 'x', 'Customer ID': '8', phone: '', country: '' },
			{ email: 'z@example.com', birthday: 'x', 'Customer ID': '9', phone: '', country: '' },
		],
		dry,
	);
	const lines = rows[0].preview as string[];
	expect(lines[0]).toBe(
		'Email (EMAIL): 4 of 5 usable, such as a hash or x@xxxxxxx.xxx; 1 × is an MD5 hash, and Meta accepts SHA-256 only (a hash)',
	);
	expect(lines[1]).toMatch(
		/: 0 of 5 usable; 2 × is not a date that can be read \(x\); 1 × .*; 1 × .*; 1 × for other reasons$/,
	);
	expect(lines[2]).toContain('3 of 5 usable, such as 0; 1 × looks like a phone number');
	expect(lines[2]).toContain('1 × is the contact’s phone number');
});

it('mapped by hand, columns go by the names of the form', async () => {
	const { rows } = await change('remove', [{ a: 'a@example.com', b: 1 }], {
		columns: mapped({ email: '={{ $json.a }}', firstName: '={{ $json.b }}' }),
		...dry,
	});
	expect(rows[0].preview).toEqual([
		'Email (EMAIL): 1 of 1 usable, such as x@xxxxxxx.xxx',
		'First Name (FN): 1 of 1 usable, such as 0',
	]);
});

it('a run that sends shows none', async () => {
	const { rows } = await change('add', [{ email: 'a@example.com' }]);
	expect(rows[0]).not.toHaveProperty('preview');
});
