/** What multiplies a number. “5 mil” is five thousand or five million: it can be held against nothing. */
const factors: Readonly<Record<string, number>> = {
	...{ dozen: 12, hundred: 1e2, hundreds: 1e2, lakh: 1e5, crore: 1e7, 万: 1e4, 亿: 1e8, 億: 1e8 },
	...{ k: 1e3, thousand: 1e3, thousands: 1e3, tsd: 1e3, mil: NaN },
	...{ m: 1e6, mm: 1e6, mn: 1e6, mln: 1e6, mio: 1e6, million: 1e6, millions: 1e6, millionen: 1e6 },
	...{ b: 1e9, bn: 1e9, bln: 1e9, mrd: 1e9, billion: 1e9, billions: 1e9, tn: 1e12, trillion: 1e12, trillions: 1e12 },
};

export const FACTOR = String.raw`(?:[\s-]?(?:${Object.keys(factors)
	.filter((name) => /^[a-z]/.test(name))
	.join('|')})(?![\p{L}\p{N}])|[万亿億])`;

/** `½`, `1½`, `3/4`: a part of something, which is no figure of a report. */
const FRACTION = String.raw`(?:\d[\d.,]*\s?)?[¼-¾⅐-⅟↉]\d*|\d+\s?[/⁄]\s?\d+`;

/** Digits with their separators. A space is one before three digits: `7 000` is neither 7 nor nothing. */
const DIGITS = String.raw`(?:\d{1,3}(?:\p{Zs}\d{3})+(?!\d)(?:[.,]\d+)?|\d(?:[\d.,'’\u00a0\u202f]*\d)?)`;
const BEGINS_WITH_DIGITS = new RegExp(`^${DIGITS}`, 'u');

/** And what multiplies them: `1,234.50`, `1.2k`, `3 hundred thousand`. */
export const NUMBER = new RegExp(`${FRACTION}|${DIGITS}${FACTOR}*`, 'giu');
const IS_FRACTION = new RegExp(`^(?:${FRACTION})$`, 'u');

/** Digits of any script as those of ASCII, so that none passes unread. */
export const inPlainDigits = (text: string): string =>
	text
		.replace(/\p{N}/gu, (digit) => (IS_FRACTION.test(digit) ? digit : digit.normalize('NFKC')))
		.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
			const code = digit.codePointAt(0) ?? 0;
			let zero = code;
			// Unicode keeps the ten digits of a script together, from its zero on.
			while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
			return String((code - zero) % 10);
		})
		.replace(/٫/g, '.')
		.replace(/٬/g, ',');

/** A number as it is written, and how far what is meant may be from it: half of its last digit. */
export interface NumberReading {
	readonly value: number;
	readonly step: number;
}

/** What a written number can mean: a point or a comma can stand before thousands or before decimals. */
export function readingsOf(numberText: string): NumberReading[] {
	if (IS_FRACTION.test(numberText)) return [];
	const [digits = ''] = BEGINS_WITH_DIGITS.exec(numberText) ?? [];
	const units =
		numberText
			.slice(digits.length)
			.toLowerCase()
			.match(/[a-z]+|[万亿億]/g) ?? [];
	const times = units.reduce((product, unit) => product * (factors[unit] ?? NaN), 1);
	const plain = digits.replace(/['’\p{Zs}]/gu, '');
	const mark = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
	const whole = Number(plain.replace(/[.,]/g, ''));
	const isGrouped = mark === -1 || /^\d{1,3}([.,]\d{3})+$/.test(plain);
	const decimals = plain.length - mark - 1;
	return [
		...(isGrouped ? [{ value: whole * times, step: times }] : []),
		...(mark === -1 ? [] : [{ value: (whole / 10 ** decimals) * times, step: times / 10 ** decimals }]),
	];
}

export const isMeant = (value: number, { value: numberText, step }: NumberReading): boolean =>
	Math.abs(Math.abs(value) - numberText) <= (step / 2) * (1 + 1e-9) + 1e-9;
