import { columns } from '../../../nodes/meta/people/columns/columns.ts';
import type { Cells } from '../../../nodes/meta/people/columns/recognise.ts';
import { ContactReader, type ReadingSettings } from '../../../nodes/MetaAudiences/people/contact.ts';
import { readAsked } from '../../support/consent/askedConsent.mts';
import { isDoneWithin } from '../../support/doneWithin.mts';
import { gather } from '../../../nodes/MetaAudiences/people/rows/gather.ts';
import { place, type Key, type Member } from '../../../nodes/MetaAudiences/people/rows/keys.ts';
import { occurring, payloadOf } from '../../../nodes/MetaAudiences/people/rows/payload.ts';
import { createHash } from 'node:crypto';

const h = (text: string): string => createHash('sha256').update(text).digest('hex');
const settings: ReadingSettings = { defaultCountry: '', dateOrder: '', keepSpaces: false };
const read = (cells: Cells, change: Partial<ReadingSettings> = {}) =>
	new ContactReader({ ...settings, ...change }).read(cells);
const known = (member: Member): Partial<Record<Key, string>> =>
	Object.fromEntries(
		Object.entries(place).flatMap(([key, index]) => (member[index] === '' ? [] : [[key, member[index]]])),
	);
const values = (cells: Cells, change?: Partial<ReadingSettings>) => read(cells, change).members.map(known);

describe('one contact', () => {
	it('every key, normalised and hashed', () => {
		expect(
			values([
				['email', ' Mary@Example.com '],
				['phone', '0170 1234567'],
				['firstName', 'Mary Jane'],
				['lastName', "O'Brien"],
				['firstInitial', 'Mary'],
				['gender', 'Frau'],
				['birthDate', '17.05.1990'],
				['city', 'Bad Homburg'],
				['state', 'Hessen'],
				['zip', '61348'],
				['country', 'Deutschland'],
				['externalId', 'C-17'],
				['advertiserId', 'AB1234CD-E123-12FA-3123-1234567890AB'],
				['value', '12.50'],
				['limitedDataUse', 'yes'],
			]),
		).toEqual([
			{
				EMAIL: h('mary@example.com'),
				PHONE: h('491701234567'),
				FN: h('maryjane'),
				LN: h('obrien'),
				FI: h('m'),
				GEN: h('f'),
				DOBY: h('1990'),
				DOBM: h('05'),
				DOBD: h('17'),
				CT: h('badhomburg'),
				ST: h('hessen'),
				ZIP: h('61348'),
				COUNTRY: h('de'),
				EXTERN_ID: 'C-17',
				MADID: 'ab1234cd-e123-12fa-3123-1234567890ab',
				LOOKALIKE_VALUE: '12.5',
				DATA_PROCESSING_OPTIONS: 'LDU',
			},
		]);
	});

	// Meta: "Customer Information Parameters", with the hashes that the page gives.
	it('hashes as Meta’s own page does', () => {
		const hashOf = (...cell: Cells[number]) =>
			Object.values(known(read([cell, ['externalId', 'x'], ['country', 'US']]).members[0])).filter((value) =>
				/^[0-9a-f]{64}$/.test(value),
			);
		const cases: Array<[Cells[number], string]> = [
			[['email', ' John_Smith@gmail.com '], '62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f'],
			[['phone', '(650)555-1212'], 'e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176'],
			[['firstName', 'Mary'], '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec'],
			[['firstName', '정'], '8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14'],
			[['lastName', 'Valéry'], '08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c'],
		];
		for (const [cell, hash] of cases) expect([cell, hashOf(...cell)]).toEqual([cell, expect.arrayContaining([hash])]);
	});

	it('its own country comes before the default one', () => {
		expect(
			values(
				[
					['phone', '0170 1234567'],
					['country', 'DE'],
				],
				{ defaultCountry: 'fr' },
			)[0].PHONE,
		).toBe(h('491701234567'));
		expect(
			values(
				[
					['phone', '06 12 34 56 78'],
					['country', ''],
				],
				{ defaultCountry: 'fr' },
			),
		).toEqual([{ PHONE: h('33612345678') }]);
		expect(
			values(
				[
					['email', 'a@example.com'],
					['zip', '94035-1234'],
					['state', 'California'],
				],
				{ defaultCountry: 'us' },
			)[0],
		).toMatchObject({ ZIP: h('94035'), ST: h('ca') });
	});

	it('several addresses and numbers are rows of one contact', () => {
		const contact = read([
			['email', 'a@example.com; b@example.com'],
			['email2', 'A@example.com'],
			['phone', ['+49 170 1234567', '+49 170 1234568', '+49 170 1234569']],
			['lastName', 'Lee'],
		]);
		expect(contact.members.map(known)).toEqual([
			{ EMAIL: h('a@example.com'), PHONE: h('491701234567'), LN: h('lee') },
			{ EMAIL: h('b@example.com'), PHONE: h('491701234568'), LN: h('lee') },
			{ PHONE: h('491701234569'), LN: h('lee') },
		]);
		expect(contact.problems).toEqual([]);
	});

	it.each([
		['+49 170 1234567, +49 170 1234568', 2],
		['+49 170 1234567;+49 170 1234568', 2],
		['+49 170 1234567\n+49 170 1234568', 2],
		['+49 170, 1234567', 1],
		['+49 30 123456;ext=12', 1],
		['+49 170 1234567 | ', 1],
	])('numbers in one cell: %s', (cell, count) => expect(read([['phone', cell]]).members).toHaveLength(count));

	it.each([
		['test|name@example.com', ['test|name@example.com'], 0],
		['test,name@example.com', [], 1],
		['test;name@example.com', [], 1],
		['a@example.com|b@example.com', ['a@example.com', 'b@example.com'], 0],
		['a@example.com,b@example.com;', ['a@example.com', 'b@example.com'], 0],
		['Mary; mary@example.com', ['mary@example.com'], 1],
		['nonsense\nb@example.com', ['b@example.com'], 1],
		[', a@example.com', ['a@example.com'], 0],
		['x | b@example.com', ['b@example.com'], 1],
		['x |b@example.com', ['b@example.com'], 1],
		['test,,name@example.com', [], 1],
		['a@example.com ; b@example.com', ['a@example.com', 'b@example.com'], 0],
		['a@example.com, b|c@example.com', ['a@example.com', 'b|c@example.com'], 0],
	])('addresses in one cell: %s', (cell, sent, problems) => {
		const contact = read([['email', cell]]);
		expect(contact.members.map(known)).toEqual(sent.map((address) => ({ EMAIL: h(address) })));
		expect(contact.problems.filter(({ column }) => column === 'Email')).toHaveLength(problems);
	});

	const WITHOUT_END = [
		' ',
		'-',
		'.',
		'a',
		'1',
		'@',
		'a@',
		'x ',
		'\u037e',
		';ext=',
		'1;phone-context=a.',
		'a.',
		'\u0301',
		',',
		' - ',
	];

	it.each(columns.map(({ id }) => id))('%s: a cell without end costs nothing', (column) => {
		const readAll = (): void => {
			for (const unit of WITHOUT_END) {
				read([[column, `1,${unit.repeat(16_000 / unit.length)}!`]], { defaultCountry: 'de' });
			}
		};
		expect(isDoneWithin(WITHOUT_END.length * 50, readAll)).toBe(true);
	});

	it('one bad address of several does not harm the others, and is named', () => {
		const contact = read([['email', 'a@example.com, nonsense']]);
		expect(contact.members.map(known)).toEqual([{ EMAIL: h('a@example.com') }]);
		expect(contact.problems).toEqual([{ column: 'Email', reason: 'is not an email address' }]);
	});

	it('hashes that arrive are taken in lowercase, and never hashed again', () => {
		const hashed = h('mary@example.com');
		expect(
			values([
				['email', hashed.toUpperCase()],
				['firstName', ` ${h('mary')}`],
			]),
		).toEqual([{ EMAIL: hashed, FN: h('mary') }]);
	});

	it('the hash of nothing is nothing', () => {
		const contact = read([
			['email', h('')],
			['phone', h('').toUpperCase()],
			['externalId', 'C-1'],
		]);
		expect(contact.members.map(known)).toEqual([{ EXTERN_ID: 'C-1' }]);
	});

	it.each([
		['MD5', createHash('md5').update('mary@example.com').digest('hex')],
		['SHA-1', createHash('sha1').update('x').digest('hex')],
		['SHA-512', createHash('sha512').update('x').digest('hex')],
		['Base64', createHash('sha256').update('x').digest('base64')],
	])('%s is refused with its reason', (kind, given) => {
		for (const column of ['email', 'phone', 'firstName', 'zip'])
			expect(read([[column, given]]).problems[0]).toEqual({
				column: expect.any(String),
				reason: expect.stringContaining(kind),
			});
	});

	it('a hashed birth date cannot be taken apart', () =>
		expect(
			read([
				['email', 'a@example.com'],
				['birthDate', h('1990-05-17')],
			]).problems,
		).toEqual([{ column: 'Birth Date', reason: expect.stringContaining('year, month and day') }]));

	it.each<[string, Cells]>([
		['nothing', []],
		[
			'blanks',
			[
				['email', ''],
				['phone', ' '],
				['firstName', null],
			],
		],
		['a country', [['country', 'DE']]],
		['a first name', [['firstName', 'Mary']]],
		[
			'a whole name alone',
			[
				['firstName', 'Mary'],
				['lastName', 'Lee'],
			],
		],
		[
			'a name without its last name',
			[
				['firstName', 'Mary'],
				['city', 'Bonn'],
				['zip', '53111'],
			],
		],
		[
			'only bad values',
			[
				['email', 'x'],
				['phone', 'y'],
			],
		],
	])('%s is nobody', (_, cells) => {
		const contact = read(cells);
		expect(contact.members).toEqual([]);
		expect(contact.problems.at(-1)).toEqual({ column: 'Contact', reason: expect.stringContaining('needs an email') });
	});

	it.each(['city', 'zip', 'birthYear'])('a whole name with %s is somebody', (column) =>
		expect(
			read([
				['firstName', 'Mary'],
				['lastName', 'Lee'],
				[column, column === 'city' ? 'Bonn' : '1990'],
			]).members,
		).toHaveLength(1),
	);

	it.each(['0170 1234567', '+49 170 1234567'])(
		'an external ID that is the own phone number %s is refused',
		(number) => {
			for (const id of ['491701234567', '1701234567']) {
				const contact = read([
					['externalId', id],
					['phone', number],
					['country', 'DE'],
				]);
				expect(known(contact.members[0]).EXTERN_ID).toBeUndefined();
				expect(contact.problems).toContainEqual({
					column: 'External ID',
					reason: expect.stringContaining('phone number'),
				});
			}
			expect(
				known(
					read([
						['externalId', '99887766'],
						['phone', number],
						['country', 'DE'],
					]).members[0],
				).EXTERN_ID,
			).toBe('99887766');
		},
	);

	it('consent', () => {
		expect(
			[[['consent', 'yes']], [['consent', '']], [['email', 'a@example.com']]].map(
				(cells) => readAsked(new ContactReader(settings), cells as unknown as Cells).consent,
			),
		).toEqual([true, false, false]);
		expect(read([['consent', 'no']]).consent).toBe(true);
	});

	it('no reason quotes its value', () => {
		const secret = 'Qx7zSecret';
		const cells: Cells = [
			'email',
			'phone',
			'birthDate',
			'birthYear',
			'birthMonth',
			'birthDay',
			'country',
			'advertiserId',
			'value',
		].map((column) => [column, secret] as const);
		expect(JSON.stringify(read(cells).problems)).not.toContain(secret);
		expect(read(cells).problems).toHaveLength(10);
	});
});

describe('all contacts', () => {
	const gathered = (...rows: Cells[]) => {
		const reader = new ContactReader(settings);
		const { usable, withoutConsent, ...others } = gather(rows.map((cells) => readAsked(reader, cells)));
		return { ...others, usable: [...usable], withoutConsent: [...withoutConsent] };
	};
	const consent = ['consent', 'yes'] as const;

	it('merges rows of one person and fills blanks', () => {
		const { standings, usable } = gathered(
			[['email', 'a@example.com'], consent],
			[['email', ' A@example.com'], ['lastName', 'Lee'], consent],
			[['email', 'a@example.com'], ['lastName', 'LEE'], consent],
		);
		expect(standings).toEqual(['usable', 'duplicate', 'duplicate']);
		expect(usable.map(({ member }) => known(member))).toEqual([{ EMAIL: h('a@example.com'), LN: h('lee') }]);
	});

	it('counts each person once who has no email, phone or ID of their own', () => {
		const ada = [['firstName', 'Ada'], ['lastName', 'Lee'], ['city', 'Bonn'], consent] as const;
		const reader = new ContactReader(settings);
		const rows: Cells[] = [
			[...ada],
			[...ada],
			[['email', 'a@example.com'], ...ada],
			[['phone', '+491701234567'], ...ada],
		];
		const { usable } = gather(rows.map((cells) => readAsked(reader, cells)));
		expect([usable.length, usable.withoutOwnKey]).toEqual([3, 1]);
	});

	it('keeps both of two rows that contradict', () => {
		const { standings, usable } = gathered(
			[['email', 'a@example.com'], ['phone', '+491701234567'], consent],
			[['email', 'a@example.com'], ['phone', '+491701234568'], consent],
		);
		expect(standings).toEqual(['usable', 'usable']);
		expect(usable).toHaveLength(2);
	});

	it('a person without consent in one row has none in any', () => {
		const { standings, usable, withoutConsent } = gathered(
			[['email', 'a@example.com'], consent],
			[['email', 'b@example.com'], consent],
			[
				['email', 'A@example.com'],
				['consent', 'no'],
			],
		);
		expect(standings).toEqual(['noConsent', 'usable', 'noConsent']);
		expect(usable.map(({ contact }) => contact)).toEqual([1]);
		expect(withoutConsent).toHaveLength(1);
	});

	describe('what several people share', () => {
		const desk = ['phone', '+493012345678'] as const;
		const no = ['consent', 'no'] as const;
		const colleague = (name: string, ...more: Cells): Cells => [['email', `${name}@example.com`], desk, ...more];

		it('is nobody’s no but the one’s who said it; it is sent and removed for none of them', () => {
			const { standings, usable, withoutConsent, sharing } = gathered(
				colleague('a', consent),
				colleague('b', no),
				colleague('c', consent),
				[desk, consent],
				[['email', 'z@example.com'], ['phone', '+493087654321'], consent],
			);
			expect(standings).toEqual(['usable', 'noConsent', 'usable', 'noConsent', 'usable']);
			expect(usable.map(({ member }) => known(member))).toEqual([
				{ EMAIL: h('a@example.com') },
				{ EMAIL: h('c@example.com') },
				{ EMAIL: h('z@example.com'), PHONE: h('493087654321') },
			]);
			expect(withoutConsent.map(({ member }) => known(member))).toEqual([{ EMAIL: h('b@example.com') }]);
			expect(sharing).toBe(4);
		});

		it('goes to Meta as it is where nobody has said no', () => {
			const { usable, sharing } = gathered(colleague('a', consent), colleague('b', consent), colleague('c', consent));
			expect([usable.length, usable.every(({ member }) => known(member).PHONE !== undefined), sharing]).toEqual([
				3,
				true,
				0,
			]);
		});

		it('two addresses with one number are one person, unless they have different first names', () => {
			expect(gathered(colleague('a', consent), colleague('b', no)).standings).toEqual(['noConsent', 'noConsent']);
			const mia = ['firstName', 'Mia'] as const;
			const ben = ['firstName', 'Ben'] as const;
			expect(gathered(colleague('a', consent, mia), colleague('b', no, mia)).standings).toEqual([
				'noConsent',
				'noConsent',
			]);
			expect(gathered(colleague('a', consent, mia), colleague('b', no, ben)).standings).toEqual([
				'usable',
				'noConsent',
			]);
		});

		it('one person’s many addresses are one person where a name, an ID or another number binds them', () => {
			const whole: Cells = [
				['firstName', 'Mia'],
				['lastName', 'Lee'],
			];
			const id = ['externalId', 'K-1'] as const;
			for (const bond of [whole, [id]]) {
				const { standings } = gathered(
					colleague('a', consent, ...bond),
					colleague('b', no, ...bond),
					colleague('c', consent, ...bond),
				);
				expect(standings).toEqual(['noConsent', 'noConsent', 'noConsent']);
			}
		});

		it('an address is one person’s whatever numbers stand with it, and shared only by three first names', () => {
			const info = ['email', 'info@example.com'] as const;
			const at = (number: number, ...more: Cells): Cells => [info, ['phone', `+49301234567${number}`], ...more];
			expect(gathered(at(1, consent), at(2, no), at(3, consent)).standings).toEqual([
				'noConsent',
				'noConsent',
				'noConsent',
			]);
			const named = (name: string): Cells[number] => ['firstName', name];
			const { standings, usable } = gathered(
				at(1, consent, named('Mia')),
				at(2, no, named('Ben')),
				at(3, consent, named('Tom')),
			);
			expect(standings).toEqual(['usable', 'noConsent', 'usable']);
			expect(usable.map(({ member }) => Object.keys(known(member)))).toEqual([
				['PHONE', 'FN'],
				['PHONE', 'FN'],
			]);
		});

		it('a number by itself is whoever has it, as long as there are not several', () => {
			expect(gathered([desk, no], colleague('a', consent), [desk, consent]).standings).toEqual([
				'noConsent',
				'noConsent',
				'noConsent',
			]);
		});
	});

	it('a row that nobody can be found by is rejected, with and without consent', () => {
		expect(
			gathered(
				[['email', 'x'], consent],
				[
					['email', ''],
					['consent', ''],
				],
			).standings,
		).toEqual(['rejected', 'rejected']);
	});
});

describe('the payload', () => {
	const member = (cells: Cells): Member => read(cells).members[0];

	it('names the keys that occur, and sends blanks as empty text', () => {
		const members = [
			member([['email', 'a@example.com']]),
			member([
				['email', 'b@example.com'],
				['externalId', 'a "b"\\'],
				['value', 5],
			]),
			member([
				['externalId', 'c'],
				['limitedDataUse', 'yes'],
			]),
		];
		expect(JSON.parse(payloadOf(members, occurring(members)))).toEqual({
			schema: [
				'EMAIL',
				'EXTERN_ID',
				'LOOKALIKE_VALUE',
				'DATA_PROCESSING_OPTIONS',
				'DATA_PROCESSING_OPTIONS_COUNTRY',
				'DATA_PROCESSING_OPTIONS_STATE',
			],
			data: [
				[h('a@example.com'), '', '', [], 0, 0],
				[h('b@example.com'), 'a "b"\\', 5, [], 0, 0],
				['', 'c', '', ['LDU'], 0, 0],
			],
		});
	});

	it('one key is a schema of one', () => {
		const members = [member([['email', 'a@example.com']])];
		expect(JSON.parse(payloadOf(members, occurring(members)))).toEqual({
			schema: ['EMAIL'],
			data: [[h('a@example.com')]],
		});
	});

	it('nobody is no row', () => expect(JSON.parse(payloadOf([], []))).toEqual({ schema: [], data: [] }));
});
