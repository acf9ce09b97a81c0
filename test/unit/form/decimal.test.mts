import * as fc from 'fast-check';

import { readDecimal } from '../../../nodes/shared/form/decimal.ts';
import { anyText } from '../../support/anyText.mts';
import { isDoneWithin } from '../../support/doneWithin.mts';

const valueOf = (entered: string | number): string | undefined => {
	const reading = readDecimal(entered);
	return 'value' in reading ? reading.value : undefined;
};

const messageOf = (entered: string | number): string | undefined => {
	const reading = readDecimal(entered);
	return 'message' in reading ? reading.message : undefined;
};

/** Countries between which every mark of the world's amounts occurs: points, commas, spaces, apostrophes, groups of two, a minus of its own. */
const locales = [
	'en-US',
	'en-GB',
	'en-ZA',
	'en-IN',
	'hi-IN-u-nu-latn',
	'de-DE',
	'de-AT',
	'de-CH',
	'fr-FR',
	'fr-CH',
	'it-CH',
	'es-ES',
	'pt-BR',
	'pt-PT',
	'pl-PL',
	'sv-SE',
	'cs-CZ',
	'tr-TR',
	'id-ID',
	'ja-JP',
];

/** An amount as exact text, with as many decimals as a currency or a percentage may have. */
const amount = fc
	.record({
		sign: fc.constantFrom('', '-'),
		whole: fc.oneof(fc.nat(2000), fc.nat(2_000_000), fc.maxSafeInteger().map(Math.abs)),
		decimals: fc.nat(4),
		fraction: fc.nat(9999),
	})
	.map(({ sign, whole, decimals, fraction }) => ({
		sign,
		whole: String(whole),
		fraction: String(fraction).padStart(4, '0').slice(0, decimals),
	}));

const exact = ({ sign, whole, fraction }: { sign: string; whole: string; fraction: string }): string => {
	const isZero = /^0*$/.test(whole + fraction);
	return `${isZero ? '' : sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

const inLocale = (locale: string, text: string, decimals: number, useGrouping: boolean): string =>
	new Intl.NumberFormat(locale, {
		useGrouping,
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals,
	}).format(text as unknown as number);

describe('an amount as its country writes it', () => {
	it('reads back as itself, or is refused where another country would read something else; never as another number', () => {
		fc.assert(
			fc.property(amount, fc.constantFrom(...locales), fc.boolean(), (given, locale, grouped) => {
				const written = inLocale(locale, exact(given), given.fraction.length, grouped);
				const read = valueOf(written);
				if (read !== undefined) return expect(read).toBe(exact(given));
				expect(written).toMatch(/^[-−]?[1-9]\d{0,2}[.,]\d{3}$/);
				expect(messageOf(written)).toMatch(/can be read as .+ or as .+/);
			}),
			{ numRuns: 4000 },
		);
	});

	it('is the same with spaces around it, and with a plus', () => {
		fc.assert(
			fc.property(
				amount,
				fc.constantFrom(...locales),
				fc.stringMatching(/^[ \t\u00a0]{0,3}$/),
				(given, locale, space) => {
					const written = inLocale(locale, exact(given), given.fraction.length, true);
					expect(valueOf(`${space}${written}${space}`)).toBe(valueOf(written));
					if (/^\d/.test(written)) expect(valueOf(`+${written}`)).toBe(valueOf(written));
				},
			),
		);
	});

	it('reads as one number wherever two countries write the same', () => {
		fc.assert(
			fc.property(amount, fc.constantFrom(...locales), fc.constantFrom(...locales), (given, one, other) => {
				const here = inLocale(one, exact(given), given.fraction.length, true);
				const there = inLocale(other, exact(given), given.fraction.length, true);
				const values = [valueOf(here), valueOf(there)].filter((value) => value !== undefined);
				expect(new Set(values).size).toBeLessThanOrEqual(1);
			}),
			{ numRuns: 1000 },
		);
	});
});

it.each([
	['20,50', '20.50'],
	['20.50', '20.50'],
	['20', '20'],
	['0.500', '0.500'],
	['0,5', '0.5'],
	[',5', '0.5'],
	['.5', '0.5'],
	['1.000,50', '1000.50'],
	['1,000.50', '1000.50'],
	['1 000,50', '1000.50'],
	['1\u00a0000,50', '1000.50'],
	['1\u202f000,50', '1000.50'],
	['1\u2009000,50', '1000.50'],
	["1'000.50", '1000.50'],
	['1’000.50', '1000.50'],
	['12 345 678', '12345678'],
	['1.000.000', '1000000'],
	['1,000,000', '1000000'],
	['1.000.000,25', '1000000.25'],
	['12,34,567.89', '1234567.89'],
	['1000,000', '1000.000'],
	['0012', '12'],
	['-20,50', '-20.50'],
	['−20,50', '-20.50'],
	['- 20', '-20'],
	['+10', '10'],
	['-0', '0'],
	['0.00', '0.00'],
	['123456789012345678901234567890', '123456789012345678901234567890'],
])('%j is %s', (entered, value) => {
	expect(valueOf(entered)).toBe(value);
});

it.each([
	['1.000', '“1.000” can be read as 1000 or as 1.000'],
	['1,000', '“1,000” can be read as 1000 or as 1.000'],
	['-12,345', '“-12,345” can be read as -12345 or as -12.345'],
	['999.999', '“999.999” can be read as 999999 or as 999.999'],
])('%j is two numbers, so it is refused with both', (entered, message) => {
	expect(messageOf(entered)).toBe(message);
	const { advice } = readDecimal(entered) as { advice: string };
	const offered = [...advice.matchAll(/-?\d[\d.]*\d/g)].map(([text]) => text);
	// What it says to write instead can be written, and means just that.
	const meant = message.split(' can be read as ')[1].split(' or as ').map(Number);
	expect(offered.map((text) => Number(valueOf(text)))).toEqual(meant);
});

it.each([
	'',
	'   ',
	'-',
	'.',
	',',
	'ten',
	'12 EUR',
	'$12',
	'12€',
	'1e3',
	'1E3',
	'0x10',
	'1..2',
	'1,,2',
	'1.2.3',
	'1,2,3',
	'1.23.456',
	'1.000,5.0',
	'1,000.5,0',
	'1 2',
	'1 00',
	'1.5 000',
	'1,5 000',
	'1,234 567',
	'1.000 000',
	'١٢',
	'12-',
	'--1',
	'NaN',
	'Infinity',
	'½',
	'1_000',
	'10%',
])('%j is no number', (entered) => {
	expect(messageOf(entered)).toMatch(/is not a number$/);
});

describe('numbers from expressions', () => {
	it('are themselves, or refused where JavaScript no longer writes them out', () => {
		fc.assert(
			fc.property(fc.oneof(fc.double(), fc.integer(), fc.float()), (number) => {
				const value = valueOf(number);
				if (/^-?\d+(\.\d+)?$/.test(String(number))) expect(value).toBe(Object.is(number, -0) ? '0' : String(number));
				else expect(value).toBeUndefined();
			}),
		);
	});

	it.each([NaN, Infinity, -Infinity, 1e21, 1e-7])('%p is refused', (number) => {
		expect(messageOf(number)).toBe(`“${String(number)}” is not a number`);
	});
});

describe('text that is nothing like a number', () => {
	it('never breaks it, and is quoted short', () => {
		fc.assert(
			fc.property(fc.oneof(anyText({ maxLength: 200 }), fc.stringMatching(/^[\d.,'’ \-+]{0,80}$/)), (text) => {
				const reading = readDecimal(text);
				if ('value' in reading) expect(reading.value).toMatch(/^-?(0|[1-9]\d*)(\.\d+)?$/);
				else expect([reading.message.length < 170, /\.$/.test(reading.advice)]).toEqual([true, true]);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each([
		['digits', '1'.repeat(2_000_000)],
		['groups', `1${',000'.repeat(500_000)}x`],
		['spaces', ' '.repeat(2_000_000)],
		['thousands apart', `1${' 000'.repeat(500_000)}x`],
		['a long sign', `-${' '.repeat(55)}`],
		['apostrophes', "'’".repeat(29)],
	])('is refused at once: %s', (_title, text) => {
		expect(isDoneWithin(200, () => expect(messageOf(text)).toMatch(/is not a number$/))).toBe(true);
	});
});
