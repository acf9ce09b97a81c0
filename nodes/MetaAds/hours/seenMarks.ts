import type { IDataObject } from 'n8n-workflow';

import { lastChance, offReasons } from '../../meta/marks/marks';
import { DAY_MS, MINUTE_MS } from '../../shared/durations';
import type { GraphObject } from '../../shared/graph/object';
import { idOf } from '../../shared/reading/cells';
import { isRecord } from '../../shared/record';

/**
 * Marks that earlier runs of this step have seen on what is off. Ads Manager can replace all labels of an object.
 * Then a stop's mark is gone while the stop stands. n8n keeps this for published workflows only.
 */

interface Sight {
	/** Since when these were seen, milliseconds since 1970. */
	readonly at: number;
	readonly reasons: readonly string[];
}

/** What was not looked at for so long tells nothing. */
const KEPT_FOR = 60 * DAY_MS;
/** The mark of another chance tells whole minutes, of when the step had read the object. */
const CHANCE_TAKES = 3 * MINUTE_MS;

export class SeenMarks {
	/** @param memory what n8n keeps of this node between runs */
	constructor(private readonly memory: IDataObject) {}

	/** Whether a mark that was seen is gone although nobody has switched it on, or taken a stop back. */
	isGone(object: GraphObject): boolean {
		const sight = this.sights[idOf(object.id) ?? ''];
		if (sight === undefined || object.status === 'ACTIVE') return false;
		const reasons: ReadonlySet<string> = offReasons(object);
		const goneReasons = sight.reasons.filter((reason) => !reasons.has(reason));
		const isTakenBack = (lastChance(object) ?? 0) + CHANCE_TAKES > sight.at;
		return goneReasons.some((reason) => (reason === 'hours' ? reasons.size === 0 : !isTakenBack));
	}

	/** @param now milliseconds since 1970 */
	look(object: GraphObject, now: number): void {
		const id = idOf(object.id);
		if (id === null || this.isGone(object)) return;
		const reasons = object.status === 'ACTIVE' ? [] : [...offReasons(object)];
		const { [id]: before, ...others } = this.sights;
		if (String(before?.reasons ?? '') === String(reasons)) return;
		const young = Object.entries(others).filter(([, { at }]) => at > now - KEPT_FOR);
		const sights = [...young, ...(reasons.length === 0 ? [] : [[id, { at: now, reasons }] as const])];
		// Set as a whole: n8n stores what is set at the top.
		this.memory.marksSeen = Object.fromEntries(sights) as unknown as IDataObject;
	}

	/** What somebody has edited is not read. */
	private get sights(): Readonly<Record<string, Sight>> {
		const { marksSeen } = this.memory;
		const entries = Object.entries(isRecord(marksSeen) ? marksSeen : {}).flatMap(
			([id, sight]): Array<[string, Sight]> => {
				if (!isRecord(sight) || typeof sight.at !== 'number' || !Array.isArray(sight.reasons)) return [];
				return [[id, { at: sight.at, reasons: sight.reasons.map(String) }]];
			},
		);
		return Object.fromEntries(entries);
	}
}
