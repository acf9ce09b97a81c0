import * as fc from 'fast-check';
import { createHash } from 'node:crypto';

import { columnNamed } from '../../../nodes/meta/people/columns/columnNamed.ts';
import { columns } from '../../../nodes/meta/people/columns/columns.ts';
import type { Cells } from '../../../nodes/meta/people/columns/recognise.ts';
import { ContactReader } from '../../../nodes/MetaAudiences/people/contact.ts';
import { readAsked } from '../../support/consent/askedConsent.mts';
import { gather } from '../../../nodes/MetaAudiences/people/rows/gather.ts';
import { refusalsIn } from '../../../nodes/MetaAudiences/people/rows/refusals.ts';
import { keys, type Member } from '../../../nodes/MetaAudiences/people/rows/keys.ts';
import { birthDate, birthDay, birthMonth, birthYear } from '../../../nodes/meta/people/normalise/birth.ts';
import { city } from '../../../nodes/meta/people/normalise/city.ts';
import { country } from '../../../nodes/meta/people/normalise/country.ts';
import { email } from '../../../nodes/meta/people/normalise/email.ts';
import { gender } from '../../../nodes/meta/people/normalise/gender.ts';
import { advertiserId, customerValue, externalId } from '../../../nodes/meta/people/normalise/identifiers.ts';
import { firstInitial, personName } from '../../../nodes/meta/people/normalise/names.ts';
import { phone } from '../../../nodes/meta/people/normalise/phone.ts';
import { state } from '../../../nodes/meta/people/normalise/state.ts';
import { cellText, type NormalizedValue } from '../../../nodes/meta/people/normalise/value.ts';
import { normalizeZip } from '../../../nodes/meta/people/normalise/zip.ts';
import { occurring, payloadOf } from '../../../nodes/MetaAudiences/people/rows/payload.ts';
import { anyText } from '../../support/anyText.mts';

const homes = ['', 'us', 'ca', 'de', 'gb', 'it', 'mx', 'jp'];

/** A cell through its normaliser, as a contact is read. */
const cell =
	(normalise: (text: string) => NormalizedValue) =>
	(raw: unknown): NormalizedValue => {
		const text = cellText(raw);
		return typeof text === 'string' && text !== '' ? normalise(text) : text;
	};

const normalisers: Record<string, (raw: unknown) => NormalizedValue> = {
	email: cell(email),
	...Object.fromEntries(homes.map((home) => [`state ${home}`, cell((text) => state(text, home))])),
	...Object.fromEntries(homes.map((home) => [`zip ${home}`, cell((text) => normalizeZip(text, home))])),
	name: cell((text) => personName(text, false)),
	'name with spaces': cell((text) => personName(text, true)),
	initial: cell(firstInitial),
	gender: cell(gender),
	year: cell(birthYear),
	month: cell(birthMonth),
	day: cell(birthDay),
	city: cell(city),
	country: cell(country),
	externalId: cell(externalId),
	advertiserId: cell(advertiserId),
	value: cell(customerValue),
};

const word = fc.oneof(fc.string({ unit: 'grapheme' }), anyText(), fc.string());
const likely = fc.oneof(
	fc.emailAddress(),
	fc.stringMatching(/^[+(]?[0-9 ()./-]{5,20}$/),
	fc.stringMatching(/^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}$/),
	fc.constantFrom(
		'California',
		'Québec',
		'Österreich',
		'UK',
		'U.S.A.',
		'Frau',
		'Mai',
		'SW1A 1AA',
		'94035-1234',
		'n/a',
		"O'Brien-Smith",
		'Hawaiʻi',
	),
	fc.uuid(),
	word,
);
const anything = fc.oneof(
	likely,
	fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true, withNullPrototype: true }),
);

describe.each(Object.keys(normalisers))('%s', (name) => {
	const normalise = normalisers[name];

	it('never throws, whatever comes', () => {
		fc.assert(fc.property(anything, (raw) => ['string', 'object'].includes(typeof normalise(raw))));
	});

	it('leaves its own output as it is', () => {
		fc.assert(
			fc.property(likely, (raw) => {
				const once = normalise(raw);
				if (typeof once === 'string' && cellText(once) === once) expect(normalise(once)).toBe(once);
			}),
		);
	});

	it('white space around never matters', () => {
		fc.assert(
			fc.property(likely, fc.stringMatching(/^[ \t\n\u00a0\u200b\ufeff]{0,4}$/), (raw, space) =>
				expect(normalise(`${space}${raw}${space}`)).toEqual(normalise(raw)),
			),
		);
	});

	it('case never matters', () => {
		// Of letters that have one capital and one small form; an external ID is opaque and keeps its case.
		if (name === 'externalId') return;
		fc.assert(
			fc.property(fc.oneof(likely, fc.stringMatching(/^[A-Za-z0-9äöüéèçñåøłżÄÖÜÉÈÇÑÅØŁŻ .,'@-]{0,20}$/)), (raw) => {
				fc.pre(
					[...raw].every(
						(letter) =>
							letter.toUpperCase().toLowerCase() === letter.toLowerCase() &&
							letter.toUpperCase().length === letter.length,
					),
				);
				expect(normalise(raw.toUpperCase())).toEqual(normalise(raw.toLowerCase()));
			}),
		);
	});
});

it('birth dates are dates or refused, whatever comes', () => {
	fc.assert(
		fc.property(likely, fc.constantFrom('', 'dayFirst', 'monthFirst'), (raw, order) => {
			const date = birthDate(raw, order as '');
			if (!('year' in date)) return;
			expect(new Date(`${date.year}-${date.month}-${date.day}T00:00:00Z`).toISOString()).toContain(
				`${date.year}-${date.month}-${date.day}`,
			);
		}),
	);
});

describe('phone', () => {
	const home = fc.constantFrom(...homes);

	it('never throws, and is digits or refused', () => {
		fc.assert(
			fc.property(anything, home, (raw, region) => {
				const found = cell((text) => phone(text, region))(raw);
				if (typeof found === 'string') expect(found).toMatch(/^(?:[1-9]\d{6,14})?$/);
			}),
			{ numRuns: 500 },
		);
	});

	it('leaves its own output as it is, whatever the country', () => {
		fc.assert(
			fc.property(likely, home, home, (raw, region, other) => {
				const once = phone(raw, region);
				if (typeof once === 'string') expect(phone(`+${once}`, other)).toBe(once);
			}),
			{ numRuns: 500 },
		);
	});

	it('marks between digits never matter', () => {
		const mark = fc.constantFrom('', ' ', '-', '.', ' - ', '\u00a0');
		const national = fc.constantFrom(
			['de', '1701234567'],
			['gb', '7911123456'],
			['us', '2125550123'],
			['fr', '612345678'],
			['pl', '512345678'],
		);
		fc.assert(
			fc.property(national, fc.array(mark, { minLength: 12, maxLength: 12 }), ([region, digits], marks) => {
				const spread = [...digits].map((digit, index) => (index === 0 ? digit : `${marks[index]}${digit}`)).join('');
				expect(phone(spread, region)).toBe(phone(digits, region));
			}),
		);
	});
});

const NOTHING = createHash('sha256').update('').digest('hex');
const shapes: Record<string, RegExp> = {
	EXTERN_ID: /^[^]*$/,
	MADID: /^(?:[0-9a-f-]{36})?$/,
	LOOKALIKE_VALUE: /^(?:\d[\d.e+]*)?$/,
	DATA_PROCESSING_OPTIONS: /^(?:LDU)?$/,
};
const proper = (member: Member): boolean =>
	keys.every(
		({ key, hashed }, index) =>
			(hashed ? /^(?:[0-9a-f]{64})?$/ : shapes[key]).test(member[index]) && member[index] !== NOTHING,
	);

const cells: fc.Arbitrary<Cells> = fc.array(
	fc.tuple(fc.constantFrom(...columns.map(({ id }) => id), 'nonsense'), anything),
	{ maxLength: 12 },
);

describe('contacts', () => {
	it('whatever a row holds: every value is a hash or of its own shape, and none is the hash of nothing', () => {
		fc.assert(
			fc.property(cells, fc.constantFrom(...homes), (row, defaultCountry) => {
				const reader = new ContactReader({
					defaultCountry,
					dateOrder: 'dayFirst',
					keepSpaces: true,
				});
				expect(readAsked(reader, row).members.every(proper)).toBe(true);
			}),
			{ numRuns: 1000 },
		);
	});

	it('the order of other rows does not change what a row is', () => {
		fc.assert(
			fc.property(fc.array(cells, { maxLength: 6 }), (rows) => {
				const settings = { defaultCountry: 'de', dateOrder: '', keepSpaces: false } as const;
				const together = new ContactReader(settings);
				for (const row of rows) expect(together.read(row)).toEqual(new ContactReader(settings).read(row));
			}),
		);
	});

	it('gathered rows are unique, and no identifier without consent is among those to send', () => {
		const pool = fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com', '');
		const row = fc.record({
			email: pool,
			email2: pool,
			phone: fc.constantFrom('', '+491701234567', '+491701234568'),
			consent: fc.constantFrom('yes', 'no', ''),
		});
		fc.assert(
			fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
				const reader = new ContactReader({
					defaultCountry: '',
					dateOrder: '',
					keepSpaces: false,
				});
				const contacts = rows.map((entry) => readAsked(reader, Object.entries(entry)));
				const refused = new Set(
					contacts.flatMap(({ consent, members }) => (consent ? [] : members.flat().filter((value) => value !== ''))),
				);
				const { usable: unique, standings } = gather(contacts);
				const usable = [...unique];
				expect(standings).toHaveLength(rows.length);
				expect(new Set(usable.map(({ member }) => member.join())).size).toBe(usable.length);
				expect(usable.flatMap(({ member }) => member).filter((value) => refused.has(value))).toEqual([]);
				// Nobody is lost: what a consenting person can be found by is among the rows, but for what several people share.
				const { shared } = refusalsIn(contacts);
				const sent = new Set(usable.flatMap(({ member }) => member));
				contacts.forEach(({ members }, index) => {
					if (standings[index] === 'usable' || standings[index] === 'duplicate')
						for (const value of members.flat())
							expect(value === '' || sent.has(value) || shared.has(`PHONE ${value}`)).toBe(true);
				});
			}),
			{ numRuns: 500 },
		);
	});

	it('payloads are JSON with a value for every key of the schema', () => {
		fc.assert(
			fc.property(fc.array(cells, { maxLength: 5 }), (rows) => {
				const reader = new ContactReader({ defaultCountry: 'us', dateOrder: '', keepSpaces: false });
				const members = rows.flatMap((row) => reader.read(row).members);
				const { schema, data } = JSON.parse(payloadOf(members, occurring(members))) as {
					schema: string[];
					data: unknown[][];
				};
				expect(data).toHaveLength(members.length);
				expect(data.every((row) => row.length === schema.length)).toBe(true);
			}),
		);
	});

	it('names of columns never throw', () =>
		fc.assert(fc.property(word, (name) => ['string', 'undefined'].includes(typeof columnNamed(name)))));
});
