import { omit } from 'lodash';

import { isReady, type EventLeftOut, type EventReading, type ReadyEvent } from './reading/eventReader';
import type { EventItem } from './run';

/** An event that brings an ID of its own has another key here. */
const hasOwnId = ({ id, key }: Pick<EventLeftOut, 'id' | 'key'>): boolean => id !== key;

/**
 * What a row says whose number another sale has. Which of the two is the case, only a person knows.
 *
 * @param where the other sale is, as "was sent before"
 */
export const otherSaleProblem = (event: Pick<EventLeftOut, 'id' | 'key'>, where: string): string =>
	hasOwnId(event)
		? `Another event of this Event ID ${where}, with another amount, day or person. Give each sale an Event ID of its own. If the order was changed, Meta keeps it as it was sent.`
		: `Another event of this order number ${where}, with another amount, day or person. If they are two sales, set the option Source of Order Numbers. If the order was changed, Meta keeps it as it was sent.`;

/** What a row says of which the same sale has gone under another ID, or another source of its number. */
export const otherSourceProblem = (event: Pick<EventLeftOut, 'id' | 'key'>): string =>
	`An event of this order number with the same amount, day and person was sent before, under another ${hasOwnId(event) ? 'Event ID' : 'source of the number'}. If it is another sale, send it with the option Send Again.`;

export const OTHER_LEAD =
	'This stage was sent before, of a lead with the same email, phone or ID. If it is another lead, send it with the option Send Again.';

/** For the whole run. */
export const SHARED_NUMBERS =
	'Some orders have the number of another sale that was sent. They are not sent: their rows say what to do.';

/** A ready event with the number of its row. */
type RowOfNumber = readonly [row: number, reading: ReadyEvent];

/** The same items; rows of one number that are different sales are left out, all of them, since none is known to be the true one. */
export function withoutSharedNumbers(items: readonly EventItem[]): EventItem[] {
	const left = new Map<EventReading, EventReading>();
	for (const group of byNumber(items)) {
		const [first] = group;
		const stranger = group.find(([, { sale }]) => sale !== first?.[1].sale);
		if (first === undefined || stranger === undefined) continue;
		for (const [, reading] of group) {
			const [row] = reading.sale === first[1].sale ? stranger : first;
			const facts = omit(reading, ['body', 'identities']);
			left.set(reading, { ...facts, problem: otherSaleProblem(reading, `is in row ${row}`) });
		}
	}
	return items.map((item) => ({ ...item, readings: item.readings.map((reading) => left.get(reading) ?? reading) }));
}

function byNumber(items: readonly EventItem[]): Iterable<readonly RowOfNumber[]> {
	const groups = new Map<string, RowOfNumber[]>();
	for (const { index, isDry, dataset, readings } of items) {
		for (const reading of readings.filter(isReady)) {
			const number = `${isDry} ${dataset} ${reading.key}`;
			const group = groups.get(number);
			if (group === undefined) groups.set(number, [[index + 1, reading]]);
			else group.push([index + 1, reading]);
		}
	}
	return groups.values();
}
