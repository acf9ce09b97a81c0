import {
	birthDate,
	birthDay,
	birthMonth,
	birthYear,
	type DateOrder,
} from '../../../nodes/meta/people/normalise/birth.ts';
import { gender } from '../../../nodes/meta/people/normalise/gender.ts';
import { firstInitial, personName } from '../../../nodes/meta/people/normalise/names.ts';
import { isRefusedValue, cellText } from '../../../nodes/meta/people/normalise/value.ts';
import { isDoneWithin } from '../../support/doneWithin.mts';

describe('FN and LN', () => {
	it.each([
		['Mary', 'mary', 'mary'],
		['MARY', 'mary', 'mary'],
		['Mary Jane', 'maryjane', 'mary jane'],
		['Mary  Jane', 'maryjane', 'mary jane'],
		["O'Brien", 'obrien', 'obrien'],
		['O’Brien', 'obrien', 'obrien'],
		['Jean-Luc', 'jeanluc', 'jeanluc'],
		['José', 'josé', 'josé'],
		['Jose\u0301', 'josé', 'josé'],
		['MÜLLER', 'müller', 'müller'],
		['Groß', 'groß', 'groß'],
		['Łukasz', 'łukasz', 'łukasz'],
		['Søren', 'søren', 'søren'],
		['Çelik', 'çelik', 'çelik'],
		['李', '李', '李'],
		['محمد', 'محمد', 'محمد'],
		['Иван', 'иван', 'иван'],
		['van der Berg', 'vanderberg', 'van der berg'],
		['Smith, Jr.', 'smithjr', 'smith jr'],
		['D’Angelo', 'dangelo', 'dangelo'],
		['Anne (Anna)', 'anneanna', 'anne anna'],
		['Mary_Jane', 'maryjane', 'maryjane'],
		['M.', 'm', 'm'],
		['.', '', ''],
		['***', '', ''],
		['🙂', '', ''],
		['Ana María', 'anamaría', 'ana maría'],
		['  Bob ', 'bob', 'bob'],
		['मीरा', 'मीरा', 'मीरा'],
		['山田 太郎', '山田太郎', '山田 太郎'],
	])('%s', (given, expected, withSpaces) => {
		expect(personName(given, false)).toBe(expected);
		expect(personName(given, true)).toBe(withSpaces);
	});
});

it.each([
	['Mary', 'm'],
	['mary jane', 'm'],
	['Élodie', 'é'],
	[' .Bob', 'b'],
	['李雷', '李'],
	['𠮷田', '𠮷'],
	['-', ''],
	['', ''],
])('FI of %s is %s', (given, expected) => expect(firstInitial(given)).toBe(expected));

describe('GEN', () => {
	it.each([
		[
			'm',
			'm M male MALE Male man Mann männlich Herr homme Monsieur hombre uomo maschio mannelijk masculino Mr Mr. mężczyzna pan homem H',
		],
		[
			'f',
			'f F female Female woman Frau weiblich w Mrs Ms. Mme femme mujer donna femminile vrouw V kobieta feminino kvinna Señora',
		],
		['', 'x divers non-binary other unknown 1 2 0 d n/a uncle mf fm - ?'],
	])('%s', (expected, words) => {
		for (const word of words.split(' ')) expect([word, gender(word)]).toEqual([word, expected]);
	});
});

describe('birth dates', () => {
	const may17 = { year: '1990', month: '05', day: '17' };
	it.each([
		'1990-05-17',
		'1990/05/17',
		'1990.05.17',
		'1990-5-17',
		'19900517',
		'17.05.1990',
		'17.5.1990',
		'17. 5. 1990',
		'17/05/1990',
		'17-05-1990',
		'05/17/1990',
		'5/17/1990',
		'05-17-1990',
		'May 17, 1990',
		'May 17 1990',
		'17 May 1990',
		'17-May-1990',
		'17 may 1990',
		'17th May 1990',
		'17th of May 1990',
		'May 17th, 1990',
		'17. Mai 1990',
		'17 mai 1990',
		'17 de mayo de 1990',
		'17 mayo 1990',
		'17 maggio 1990',
		'17 mei 1990',
		'17 maja 1990',
		'17 de maio de 1990',
		'17 maj 1990',
		'17. května 1990',
		'17 Mayıs 1990',
		'1990-05-17T00:00:00',
		'1990-05-17T00:00:00.000Z',
		'1990-05-17 00:00:00',
		'1990-05-17T12:00:00Z',
		'17.05.1990 00:00',
		'5/17/1990 12:00:00 AM',
		'Thu, 17 May 1990 00:00:00 GMT',
		'Thursday, May 17, 1990',
	])('%s', (given) => expect(birthDate(given, '')).toEqual(may17));

	it.each<[string, DateOrder, string, string]>([
		['03/04/1990', 'dayFirst', '03', '04'],
		['03/04/1990', 'monthFirst', '04', '03'],
		['3-4-1990', 'dayFirst', '03', '04'],
		['3-4-1990', 'monthFirst', '04', '03'],
		['03.04.1990', '', '03', '04'],
		['03.04.1990', 'monthFirst', '03', '04'],
		['04/04/1990', '', '04', '04'],
		['13/04/1990', 'monthFirst', '13', '04'],
		['04/13/1990', 'dayFirst', '13', '04'],
		['1990-04-03', 'monthFirst', '03', '04'],
	])('%s %s', (given, order, day, month) => expect(birthDate(given, order)).toEqual({ year: '1990', month, day }));

	it.each(['03/04/1990', '3-4-1990', '12/11/1985'])('%s is two dates', (given) =>
		expect(birthDate(given, '')).toEqual({ refused: expect.stringContaining('Birth Date Order') }),
	);

	it.each(['17.05.90', '05/17/90'])('%s has no century', (given) =>
		expect(birthDate(given, '')).toEqual({ refused: expect.stringContaining('two digits') }),
	);

	it.each(['1990-05-16T22:00:00.000Z', '1990-05-17 02:00:00', '17.05.1990 23:00', '1990-05-17T00:30:00Z'])(
		'%s may have been another day',
		(given) => expect(birthDate(given, '')).toEqual({ refused: expect.stringContaining('time zone') }),
	);

	it.each([
		'31.02.1990',
		'29.02.1999',
		'31.04.1990',
		'1990-13-01',
		'1990-00-10',
		'1990-01-00',
		'0000-00-00',
		'1850-01-01',
		'2150-01-01',
		'yesterday',
		'17',
		'1990',
		'17 Foo 1990',
		'5/1990',
		'1990-05',
		'33010',
		'17.05',
		'17/05-1990',
		'32.01.1990',
		'13/13/1990',
	])('%s is refused', (given) => expect(isRefusedValue(birthDate(given, 'dayFirst'))).toBe(true));

	it.each([
		['29.02.2000', '29'],
		['29.02.2004', '29'],
		['28.02.1999', '28'],
	])('%s is a date', (given, day) => expect(birthDate(given, '')).toMatchObject({ month: '02', day }));
});

it('nobody is born in a year to come', () => {
	expect([birthYear('2026', 2026), isRefusedValue(birthYear('2027', 2026))]).toEqual(['2026', true]);
	expect([
		isRefusedValue(birthDate('01.01.2026', '', 2026)),
		isRefusedValue(birthDate('2031-05-17', '', 2026)),
	]).toEqual([false, true]);
});

it.each([
	['dashes', `17${'-'.repeat(16_000)}May 1990`],
	['spaces', `17${' '.repeat(16_000)}May`],
	['both', '17 - '.repeat(4_000)],
	['letters', 'May'.repeat(5_000)],
])('birth dates: %s without end cost nothing', (_, given) => {
	const inBothOrders = (): void => {
		for (const order of ['', 'dayFirst'] as const) expect(isRefusedValue(birthDate(given, order))).toBe(true);
	};
	expect(isDoneWithin(50, inBothOrders)).toBe(true);
});

it.each([
	['1990', '1990'],
	['1900', '1900'],
	['1990.0', '1990'],
])('DOBY %s', (given, expected) => expect(birthYear(given)).toBe(expected));
it.each(['90', '1899', '2100', 'x', '19900', ''])('DOBY %s is refused', (given) =>
	expect(isRefusedValue(birthYear(given))).toBe(true),
);
it.each([
	['1', '01'],
	['01', '01'],
	['12', '12'],
	['May', '05'],
	['mai', '05'],
	['Dezember', '12'],
	['Sept', '09'],
	['października', '10'],
	['März', '03'],
])('DOBM %s', (given, expected) => expect(birthMonth(given)).toBe(expected));
it.each(['0', '13', 'x', '-1', '1.5'])('DOBM %s is refused', (given) =>
	expect(isRefusedValue(birthMonth(given))).toBe(true),
);
it.each([
	['1', '01'],
	['31', '31'],
	['09', '09'],
	['1st', '01'],
	['17.', '17'],
])('DOBD %s', (given, expected) => expect(birthDay(given)).toBe(expected));
it.each(['0', '32', 'x', '1,5'])('DOBD %s is refused', (given) => expect(isRefusedValue(birthDay(given))).toBe(true));

describe('a cell', () => {
	it.each([
		[undefined, ''],
		[null, ''],
		['', ''],
		['   ', ''],
		['\u00a0\u200b', ''],
		['n/a', ''],
		['N/A', ''],
		['NULL', ''],
		['undefined', ''],
		['-', ''],
		['None', ''],
		[NaN, ''],
		[' x ', 'x'],
		['\ufeffx', 'x'],
		['a\u200bb', 'ab'],
		['a\tb', 'a b'],
		[42, '42'],
		[0, '0'],
		[true, 'true'],
		[491701234567, '491701234567'],
		['e\u0301', 'é'],
		['Nullmeyer', 'Nullmeyer'],
		['\u202amary\u202c', 'mary'],
		["'+49 170", '+49 170'],
		["' x", 'x'],
		["'", ''],
		["'n/a", ''],
		["O'Brien", "O'Brien"],
	])('%p is %p', (given, expected) => expect(cellText(given)).toBe(expected));

	it.each([['x'.repeat(501)], [{}], [[]], [Symbol('x')], [() => 1], [2 ** 60], [Infinity]])('%p is refused', (given) =>
		expect(isRefusedValue(cellText(given))).toBe(true),
	);
});
