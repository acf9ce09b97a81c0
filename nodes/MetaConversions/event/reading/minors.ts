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
		return (order === '' ? (['dayFirst', 'monthFirst'] as const) : [order]).some((one) => {
			const date = birthDate(withoutTime(whole), one);
			return !isRefusedValue(date) && date.year + date.month + date.day > latest;
		});
	}
	const part = (column: string, read: typeof birthDay, otherwise: string): string => {
		const value = plainOf(cellText(of(column)), read);
		return isRefusedValue(value) || value === '' ? otherwise : value;
	};
	const year = part('birthYear', birthYear, '');
	return year !== '' && year + part('birthMonth', birthMonth, '12') + part('birthDay', birthDay, '31') > latest;
}

/** The hour moves a birthday by a day at most, and years are asked here. */
const withoutTime = (text: string): string => (text.split(/[T ]\d{1,2}:\d{2}/)[0] ?? '').replace(/,$/, '').trim();
