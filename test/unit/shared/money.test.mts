import * as fc from 'fast-check';

import {
	CURRENCY_OFFSETS,
	MAX_MINOR_UNITS,
	MoneyProblem,
	currencyDecimals,
	formatMoney,
	fromMinorUnits,
	isListedCurrency,
	toMinorUnits,
} from '../../../nodes/shared/money.ts';

const anyCurrency = fc.constantFrom(...CURRENCY_OFFSETS.keys());
const anyMinor = fc.bigInt({ min: 1n, max: MAX_MINOR_UNITS });

function problem(run: () => unknown): MoneyProblem {
	try {
		run();
	} catch (error) {
		if (error instanceof MoneyProblem) return error;
		throw error;
	}
	throw new Error('Nothing was thrown');
}

describe("Meta's table of currencies", () => {
	it('differs from ISO 4217 where Meta does', () => {
		for (const code of ['HUF', 'TWD', 'COP', 'CRC', 'IDR', 'ISK', 'JPY', 'KRW', 'CLP', 'PYG', 'VND']) {
			expect([code, CURRENCY_OFFSETS.get(code)]).toEqual([code, 1]);
		}
		for (const code of ['BHD', 'JOD', 'USD', 'EUR', 'INR']) expect(CURRENCY_OFFSETS.get(code)).toBe(100);
		expect(CURRENCY_OFFSETS.size).toBe(66);
	});

	it('refuses a currency without an offset, also one that Meta names elsewhere', () => {
		for (const code of ['KWD', 'TND', 'LKR', 'usd', '', 'constructor', '__proto__']) {
			expect(isListedCurrency(code)).toBe(false);
			expect(problem(() => toMinorUnits('10', code)).code).toBe('unlistedCurrency');
			expect(problem(() => fromMinorUnits('10', code)).code).toBe('unlistedCurrency');
		}
	});
});

describe('amounts for Meta', () => {
	it.each([
		[12, 'USD', '1200'],
		['12.5', 'USD', '1250'],
		['12.50', 'USD', '1250'],
		[' 7 ', 'EUR', '700'],
		[0.29, 'EUR', '29'], // 28.999999999999996 cents in floating point
		[1.1, 'BHD', '110'],
		['1.15', 'GBP', '115'],
		['0007.10', 'GBP', '710'],
		[1200, 'JPY', '1200'],
		['0.01', 'USD', '1'],
		['99999999999.99', 'USD', '9999999999999'],
	])('%p in %s are %s minor units', (amount, currency, minor) => {
		expect(toMinorUnits(amount, currency)).toBe(minor);
	});

	it.each([
		['1,200', 'USD', 'notAnAmount'],
		['1.200,50', 'EUR', 'notAnAmount'],
		['$12', 'USD', 'notAnAmount'],
		['12.', 'USD', 'notAnAmount'],
		['.5', 'USD', 'notAnAmount'],
		['+5', 'USD', 'notAnAmount'],
		['1e3', 'USD', 'notAnAmount'],
		['0x10', 'USD', 'notAnAmount'],
		['1 000', 'USD', 'notAnAmount'],
		['١٢', 'USD', 'notAnAmount'],
		['', 'USD', 'notAnAmount'],
		[NaN, 'USD', 'notAnAmount'],
		[Infinity, 'USD', 'notAnAmount'],
		[1e21, 'USD', 'notAnAmount'],
		['12.500', 'USD', 'tooManyDecimals'],
		[0.1 + 0.2, 'USD', 'tooManyDecimals'],
		['10.5', 'JPY', 'tooManyDecimals'],
		['1.000', 'JPY', 'tooManyDecimals'],
		[0, 'USD', 'notPositive'],
		['0.00', 'USD', 'notPositive'],
		[-5, 'USD', 'notPositive'],
		['-0', 'USD', 'notPositive'],
		['120000000000001', 'USD', 'tooLarge'],
		['100000000000.01', 'USD', 'tooLarge'],
	])('%p in %s is refused as %s', (amount, currency, code) => {
		const refusal = problem(() => toMinorUnits(amount, currency));
		expect(refusal.code).toBe(code);
		expect(refusal.message).toMatch(/^.{10,}\.$/);
		expect(refusal.advice).not.toBe('');
	});

	it('takes zero where the caller says it has a meaning, but never less', () => {
		expect(toMinorUnits(0, 'USD', { allowZero: true })).toBe('0');
		expect(problem(() => toMinorUnits('-1', 'USD', { allowZero: true })).code).toBe('notPositive');
	});

	it('never puts a whole document into its message', () => {
		expect(problem(() => toMinorUnits('x'.repeat(100_000), 'USD')).message.length).toBeLessThan(100);
		expect(problem(() => toMinorUnits('9'.repeat(100_000), 'USD')).message.length).toBeLessThan(200);
	});
});

describe('amounts from Meta', () => {
	it.each([
		['1250', 'USD', 12.5],
		['5', 'USD', 0.05],
		['-5', 'USD', -0.05],
		[0, 'EUR', 0],
		['1200', 'JPY', 1200],
		['-123456', 'EUR', -1234.56],
		['1234567890123456789', 'USD', '12345678901234567.89'],
	])('%p of %s are %p', (minor, currency, amount) => {
		expect(fromMinorUnits(minor, currency)).toBe(amount);
	});

	it.each(['', '12.5', '1e3', 'USD', 1.5, NaN, 2 ** 60])('refuses %p as minor units', (minor) => {
		expect(problem(() => fromMinorUnits(minor, 'USD')).code).toBe('notMinorUnits');
	});

	it('writes amounts for people', () => {
		expect(formatMoney('123456', 'USD')).toBe('1,234.56 USD');
		expect(formatMoney('-123456', 'USD')).toBe('-1,234.56 USD');
		expect(formatMoney(1200, 'JPY')).toBe('1,200 JPY');
		expect(formatMoney('1234567', 'VND')).toBe('1,234,567 VND');
		expect(formatMoney('100', 'EUR')).toBe('1.00 EUR');
		expect(formatMoney('100', 'LKR')).toBe("100 LKR (Meta's minor units)");
	});
});

describe('there and back', () => {
	it('gives the same minor units, through a number and through text, in every currency', () => {
		fc.assert(
			fc.property(anyCurrency, anyMinor, (currency, minor) => {
				const shown = fromMinorUnits(minor.toString(), currency);
				expect(typeof shown).toBe('number');
				expect(toMinorUnits(shown, currency)).toBe(minor.toString());
				expect(toMinorUnits(String(shown), currency)).toBe(minor.toString());
			}),
			{ numRuns: 2000 },
		);
	});

	it('agrees with the text that people read', () => {
		fc.assert(
			fc.property(anyCurrency, anyMinor, (currency, minor) => {
				const [amount, code] = formatMoney(minor.toString(), currency).split(' ');
				expect(code).toBe(currency);
				expect(toMinorUnits(amount.replaceAll(',', ''), currency)).toBe(minor.toString());
			}),
		);
	});

	it('reads an amount with fewer, but never with more decimals than the currency has', () => {
		const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
		const anyAmount = fc.tuple(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 6 }).chain(digits));
		fc.assert(
			fc.property(anyCurrency, anyAmount, (currency, [whole, fraction]) => {
				const amount = `${whole}.${fraction}`;
				const decimals = currencyDecimals(currency);
				if (fraction.length > decimals) {
					expect(problem(() => toMinorUnits(amount, currency)).code).toBe('tooManyDecimals');
				} else {
					const minor = BigInt(toMinorUnits(amount, currency));
					expect(minor).toBe(BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0')));
				}
			}),
		);
	});

	it('answers any text with an amount or a MoneyProblem', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), anyCurrency, (text, currency) => {
				try {
					expect(toMinorUnits(text, currency)).toMatch(/^[1-9]\d*$/);
				} catch (error) {
					expect(error).toBeInstanceOf(MoneyProblem);
				}
			}),
		);
	});
});
