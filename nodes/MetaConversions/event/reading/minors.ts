import { plainOf } from '../../../meta/people/cell';
import type { Cells } from '../../../meta/people/columns/recognise';
import { birthDate, birthDay, birthMonth, birthYear, type DateOrder } from '../../../meta/people/normalise/birth';
import { cellText, isRefusedValue } from '../../../meta/people/normalise/value';

/**
 * Full years of age. Meta's terms forbid data of children under 13 (facebook.com/legal/technology_terms). Ads for people under
 * 18 go by age and place alone. Whether Meta wants events of people from 13 to 17 is not known (UNCONFIRMED 141).
 */
const OF_AGE = 18;

export const MINOR = 'is under 18 by the birth date: nothing about minors is sent';

const two = (part: number): string => String(part).padStart(2, '0');

/** Whether a birth date says that somebody may be under 18. What can be read in two ways counts in both. @param now milliseconds */
export function isMinor(cells: Cells, order: DateOrder, now: number): boolean {
	const of = (column: string): unknown => cells.find(([id]) => id === column)?.[1];
	const today = new Date(now);
	const latest = `${today.getUTCFullYear() - OF_AGE}${two(today.getUTCMonth() + 1)}${two(today.getUTCDate())}`;
	const whole = cellText(of('birthDate'));
	if (!isRefusedValue(whole) && whole !== '') {
		const text = withoutTime(whole);
		const dates = (order === '' ? (['dayFirst', 'monthFirst'] as const) : [order]).flatMap((one) => {
			const date = birthDate(text, one);
			return isRefusedValue(date) ? [] : [date.year + date.month + date.day];
		});
		return (dates.length > 0 ? dates : roughly(text, today.getUTCFullYear())).some((date) => date > latest);
	}
	const part = (column: string, read: typeof birthDay, otherwise: string): string => {
		const value = plainOf(cellText(of(column)), read);
		return isRefusedValue(value) || value === '' ? otherwise : value;
	};
	const year = part('birthYear', birthYear, '');
	return year !== '' && year + part('birthMonth', birthMonth, '12') + part('birthDay', birthDay, '31') > latest;
}

/** Of a spreadsheet's 30000 (1982-02-18), and of what is counted from 1970, by their number of digits. */
const COUNTS: Readonly<Record<number, (count: number) => number>> = {
	5: (days) => (days - 25_569) * 86_400_000,
	10: (seconds) => seconds * 1000,
	13: (milliseconds) => milliseconds,
};

/** The latest day of each year that a text can mean of which no date is read: `2012`, `4/2012`, `12/03/12`, `40972`. */
function roughly(text: string, thisYear: number): string[] {
	const count = /^\d+$/.test(text) ? COUNTS[text.length] : undefined;
	if (count !== undefined) return [new Date(count(Number(text))).toISOString().slice(0, 10).replace(/-/g, '')];
	const whole = /(?:19|20)\d{2}(?=$|[-/.]\d{1,2}$)/.exec(text)?.[0];
	const [, first, mark, last] = /^(\d{1,2})([-/.])\d{1,2}[-/.](\d{2})$/.exec(text) ?? [];
	const isYearFirst = mark === '-' && first?.length === 2 && Number(last) <= 31;
	return [whole, last && `20${last}`, isYearFirst && `20${first}`]
		.filter((year): year is string => Boolean(year) && Number(year) <= thisYear)
		.map((year) => `${year}1231`);
}

/** The hour moves a birthday by a day at most, and years are asked here. */
const withoutTime = (text: string): string => (text.split(/[T ]\d{1,2}:\d{2}/)[0] ?? '').replace(/,$/, '').trim();
