import { isEqual, uniqWith } from 'lodash';

import { authorOf, isOfAd, subject, timeOf } from '../../../meta/activityLog/entry';
import { inOrder } from '../../../meta/activityLog/inOrder';
import { needsRest } from '../../../meta/activityLog/rest';
import { statusChanges, tellsStatus, type OwnStatus } from '../../../meta/activityLog/statusChanges';
import { titleOf, type GraphObject } from '../../../shared/graph/object';
import { textCell } from '../../../shared/reading/cells';
import { sayable } from '../../../shared/words';
import type { LeverName } from '../../policy/lever';
import type { ChangeLog, Touch, ValueChange } from '../../policy/state';
import type { Family } from '../family';
import { OFF, ON } from '../statuses';
import { amountLogOf, type AmountStep } from './amountValues';

/** Words of an event: "update_ad_set_target_spec" is about targeting. */
const parts: ReadonlyArray<readonly [RegExp, string]> = [
	[/budget|spend|high_demand/, 'budget'],
	[/bid/, 'bid'],
	[/target|audience/, 'targeting'],
	[/duration|schedul/, 'schedule'],
	[/^create_ad_set|^create_campaign/, 'creation'],
	[/^create_ad$|update_ad_/, 'ads'],
];

/** "The budget of “Broad”": what changed, as the start of a sentence. */
function whatChanged(entry: GraphObject): string {
	const type = String(entry.event_type);
	const part =
		parts.find(([pattern]) => pattern.test(isOfAd(entry) ? 'update_ad_' : type))?.[1] ?? type.replace(/_/g, ' ');
	return `The ${part} of “${titleOf({ id: subject(entry), name: entry.object_name })}”`;
}

interface About {
	readonly id: string;
	readonly lever: LeverName;
	/** What the object shows now. */
	readonly value: bigint;
	/** The account's. */
	readonly currency: string;
	/** Ids whose changes a step waits after: the object, its parent, what lies in it. */
	readonly related: (entry: GraphObject) => boolean;
}

/**
 * What the entries tell of one value. Entries may come in any order, and more than once; those that cannot be read are
 * named, never skipped.
 */
export function changeLog(entries: readonly GraphObject[], family: Family, about: About): ChangeLog {
	const related = entries.filter(about.related);
	const undated = related.filter((entry) => timeOf(entry) === null);
	const values = about.lever === 'status' ? statusValues(related, about) : amountValues(related, family, about);
	const touches = related.flatMap((entry): Touch[] => {
		const at = timeOf(entry);
		return at !== null && needsRest(entry)
			? [{ at, what: whatChanged(entry), by: textCell(entry.application_name) }]
			: [];
	});
	return { ...values, touches, unreadable: undated.map(untimed) };
}

const untimed = ({ event_type: type }: GraphObject): string => `a time that cannot be read (${sayable(type)})`;

type Told = Pick<ChangeLog, 'values' | 'unclear' | 'countsSince'>;

function amountValues(related: readonly GraphObject[], family: Family, { id, lever, value, currency }: About): Told {
	const steps = related.flatMap((entry): AmountStep[] => {
		const at = timeOf(entry);
		if (at === null || subject(entry) !== id || !family.events.has(String(entry.event_type))) return [];
		const change = family.logged(entry, currency);
		if (change === 'nothing') return [];
		const by = authorOf(entry);
		const what = `a change of the ${family.noun}`;
		return 'unreadable' in change
			? [{ at, by, from: null, to: null, unclear: `${what} ${change.unreadable}` }]
			: [{ at, by, ...change }];
	});
	return amountLogOf(inOrder(uniqWith(steps, isEqual)), lever, value);
}

const statusOf = (value: bigint): OwnStatus => (value === ON ? 'on' : 'off');
const numberOf = (status: OwnStatus): bigint => (status === 'on' ? ON : OFF);

function statusValues(related: readonly GraphObject[], { id, value }: About): Told {
	const { changes } = statusChanges(related.filter(tellsStatus), id, statusOf(value));
	const values = changes.flatMap(({ at, from, to, authors: [first = {}] }): ValueChange[] => {
		if (to === null || from === to) return [];
		return [{ at, from: from === null ? ON - numberOf(to) : numberOf(from), to: numberOf(to), by: authorOf(first) }];
	});
	return { values };
}
