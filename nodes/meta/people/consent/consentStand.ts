import type { HeardStatement } from './heardStatement';

/** How a contact stands to being sent: agreed, objected, or neither is known. */
export type ConsentStand = 'yes' | 'no' | 'unclear';

/**
 * What a contact's cells come to together. A no beats every yes, and what is unclear is no yes.
 *
 * @param stated somebody has said that all have agreed who do not object: then a blank is covered
 */
export function standOf(statements: readonly HeardStatement[], stated: boolean): ConsentStand {
	let isUnclear = false;
	let [questions, agreed] = [0, 0];
	for (const { column, answer } of statements) {
		if (answer === 'no') return 'no';
		isUnclear ||= answer === 'unclear' || answer === 'foreign';
		if (column !== 'consent') continue;
		questions += 1;
		if (answer === 'yes') agreed += 1;
	}
	if (isUnclear) return 'unclear';
	return stated || (questions > 0 && agreed === questions) ? 'yes' : 'unclear';
}
