import { wordsIn } from '../words';
import { foldedText } from './consentWords';

/** The words that stand in a day or a time, in the languages of most tables. */

const LANGUAGES = wordsIn('en de fr es it nl pl pt sv da nb fi cs hu ro tr ru uk el ja zh ko ar he');

const BESIDE = wordsIn(`
	t z utc gmt cet cest est edt cst cdt mst mdt pst pdt am pm a p m uhr h um at on of the st nd rd th de del la le il em den d
	год г года р kl klo
`);

const MONTHS = 12;

/** What the languages call months and weekdays, also shortened. */
function namesOfDays(): ReadonlySet<string> {
	const formats = LANGUAGES.flatMap((language) =>
		(['long', 'short'] as const).map((length) => {
			const parts = { day: 'numeric', month: length, weekday: length, year: 'numeric' } as const;
			return new Intl.DateTimeFormat(language, { ...parts, calendar: 'gregory', timeZone: 'UTC' });
		}),
	);
	const names = formats.flatMap((format) =>
		Array.from({ length: MONTHS }, (_, month) => format.format(Date.UTC(2026, month, 1 + month))),
	);
	return new Set([...BESIDE, ...names.flatMap((name) => foldedText(name).match(/\p{L}+/gu) ?? [])]);
}

let calendar: ReadonlySet<string> | undefined;

/** Most runs have no words beside their days, so the names are made when one asks first. */
export const isOfCalendar = (word: string): boolean => (calendar ??= namesOfDays()).has(word);
