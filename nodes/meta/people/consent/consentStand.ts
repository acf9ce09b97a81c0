import type { HeardStatement } from './hearing';

/** How a contact stands to being sent: agreed, objected, or neither is known. */
export type ConsentStand = 'yes' | 'no' | 'unclear';

/**
 * What a contact's cells come to together. A no beats every yes, and what is unclear is no yes.
 *
 * @param stated somebody has said that all have agreed who do not object: then a blank is covered
 */
export function standOf(said: readonly HeardStatement[], stated: boolean): ConsentStand {
	if (said.some(({ answer }) => answer === 'no')) return 'no';
	if (said.some(({ answer }) => answer === 'unclear' || answer === 'foreign')) return 'unclear';
	if (stated) return 'yes';
	const asked = said.filter(({ column }) => column === 'consent');
	return asked.length > 0 && asked.every(({ answer }) => answer === 'yes') ? 'yes' : 'unclear';
}
