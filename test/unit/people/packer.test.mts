import fc from 'fast-check';

import { gather } from '../../../nodes/MetaAudiences/people/rows/gather.ts';
import { emptyMember, keys, place, keyValueOf, type Member } from '../../../nodes/MetaAudiences/people/rows/keys.ts';
import { Packer } from '../../../nodes/MetaAudiences/people/rows/packer.ts';
import { occurring } from '../../../nodes/MetaAudiences/people/rows/payload.ts';
import { sha256 } from '../../../nodes/meta/people/sha256.ts';
import { anyText } from '../../support/anyText.mts';

const text = fc.oneof(fc.string({ maxLength: 60 }), anyText({ maxLength: 60 }), fc.constant('\ud800'));
const members = fc.array(
	fc.tuple(...keys.map(({ hashed }) => fc.option(hashed ? fc.nat(50).map(String).map(sha256) : text, { nil: '' }))),
	{ maxLength: 4 },
);
const contact = (rows: readonly Member[], consent = true) => ({ members: rows, problems: [], consent });

it('rows come out of the packer as they went in, whatever was packed between', () => {
	fc.assert(
		fc.property(fc.array(members, { maxLength: 5 }), (all) => {
			const packer = new Packer();
			const packed = all.map((rows) => packer.packed(contact(rows)));
			expect(packed.map((one) => one.members)).toEqual(all);
		}),
	);
});

it('what is done to rows that were unpacked does not reach the packed ones', () => {
	const row = emptyMember();
	row[place.EMAIL] = sha256('a');
	const packed = new Packer().packed(contact([row]));
	(packed.members[0] as Member)[place.EMAIL] = '';
	expect(packed.members).toEqual([row]);
});

it('an ID is nobody else’s device, though its text is the same', () => {
	const [device, customer] = [emptyMember(), emptyMember()];
	device[place.MADID] = '7';
	customer[place.EXTERN_ID] = '7';
	expect([...gather([contact([device]), contact([customer])]).usable].map(({ member }) => member)).toEqual([
		device,
		customer,
	]);
});

it('an address that stands with hundreds of people is compared with few of them, and each of them still comes once', () => {
	const PEOPLE = 300;
	let looks = 0;
	const contacts = Array.from({ length: 2 * PEOPLE }, (_, index) => {
		const row = emptyMember();
		row[place.EMAIL] = sha256('none@example.com');
		row[place.PHONE] = sha256(String(index % PEOPLE));
		return {
			problems: [],
			consent: true,
			get members() {
				looks += 1;
				return [row];
			},
		};
	});
	const { usable, standings } = gather(contacts);
	expect(looks / contacts.length).toBeLessThan(30);
	expect(usable).toHaveLength(PEOPLE);
	expect(standings.slice(0, PEOPLE).every((standing) => standing === 'usable')).toBe(true);
	expect(standings.slice(PEOPLE).every((standing) => standing === 'duplicate')).toBe(true);
});

/** Few values, so that rows meet: by one hash, by others whose first eight digits are the same, and by plain IDs. */
const sameStart = (n: number): string => `aaaaaaaa${sha256(String(n)).slice(8)}`;
const few = fc.array(
	fc.record({
		EMAIL: fc.constantFrom('', sameStart(1), sameStart(2), sha256('x')),
		PHONE: fc.constantFrom('', sameStart(1), sameStart(3)),
		MADID: fc.constantFrom('', '7'),
		EXTERN_ID: fc.constantFrom('', '7', '8'),
		FN: fc.constantFrom('', sha256('mia'), sha256('ben')),
		consent: fc.boolean(),
	}),
	{ maxLength: 12 },
);

it('contacts whose rows are packed are gathered as the others are, and counted by key', () => {
	fc.assert(
		fc.property(few, (people) => {
			const contacts = people.map(({ consent, ...values }) => {
				const row = emptyMember();
				for (const [key, value] of Object.entries(values)) row[place[key as keyof typeof values]] = value;
				return contact(row.slice(0, 4).some((value) => value !== '') ? [row] : [], consent);
			});
			const packer = new Packer();
			const [plain, packed] = [gather(contacts), gather(contacts.map((one) => packer.packed(one)))];
			expect(packed.standings).toEqual(plain.standings);
			for (const list of ['usable', 'withoutConsent'] as const) {
				const rows = [...plain[list]];
				expect([...packed[list]]).toEqual(rows);
				expect(packed[list].occurring()).toEqual(occurring(rows.map(({ member }) => member)));
				for (const { key } of keys)
					expect(packed[list].having(key)).toBe(rows.filter(({ member }) => keyValueOf(member, key) !== '').length);
				// Two rows of one person are there only where they contradict each other.
				for (const [at, { member }] of rows.entries())
					for (const { member: other } of rows.slice(at + 1)) {
						const [name, otherName] = [member, other].map((row) => {
							const strongest = row.slice(0, 4).findIndex((value) => value !== '');
							return `${strongest} ${row[strongest]}`;
						});
						const contradicts = member.some(
							(value, index) => value !== '' && other[index] !== '' && value !== other[index],
						);
						expect(name !== otherName || contradicts).toBe(true);
					}
			}
		}),
		{ numRuns: 150 },
	);
});
