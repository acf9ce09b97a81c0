import { dayInWords } from '../windows';

/** Why nothing is raised; null where every day is shown, since what is missing can only be more. */
export function unshownInWords(days: readonly string[]): string | null {
	const [first, last] = [days[0], days.at(-1)];
	if (first === undefined || last === undefined) return null;
	const daysInWords = first === last ? dayInWords(first) : `${dayInWords(first)} to ${dayInWords(last)}`;
	return (
		`Meta shows no spend of the ad account for ${daysInWords} yet, although the days before had some. Nothing is ` +
		'increased until spend shows up.'
	);
}
