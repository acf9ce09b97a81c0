import { isUntold, newestAbout } from '../activityLog/entry';
import { betweenSteps } from '../betweenSteps';
import { isItselfOffForHours, offReasons } from '../marks/marks';
import { toInstant } from '../../shared/accountTime';
import { DAY_MS } from '../../shared/durations';
import type { GraphObject } from '../../shared/graph/object';
import { idOf } from '../../shared/reading/cells';
import { instantOf } from '../../shared/reading/instants';
import { lastPause } from './lastPause';

/**
 * Why an object is off whose own status is paused:
 * - `waiting`: created paused, and never on.
 * - `hours`: off for its hours alone.
 * - `stop-loss`, `rotation`: stopped by that step, and by nobody since.
 * - `others`: paused by a person or another tool.
 * - `step`: paused by the same app, and no mark tells by which step.
 * - `unknown`: neither marks nor log tell. Whatever rests on it holds.
 */
export interface WhyOff {
	readonly kind: 'waiting' | 'hours' | 'stop-loss' | 'rotation' | 'others' | 'step' | 'unknown';
	/** When it was paused, milliseconds since 1970. Where nobody knows, the latest it can have been. */
	readonly at: number;
	/** One sentence. */
	readonly sentence: string;
}

export interface OffFacts {
	/** The application of this credential's token, as Meta's log names it; null where that is not known. */
	readonly app: string | null;
	/** The start of the last day on which a report shows it, milliseconds since 1970; null where none does. */
	readonly deliveredAt: number | null;
	/** Of the ad account. */
	readonly timeZone: string;
	/** Milliseconds since 1970. */
	readonly now: number;
}

/** Entries are late by minutes or hours; after a day without one it counts as lost. */
const LATE_ENTRIES = DAY_MS;

/**
 * Why an object is off, by its marks, Meta's log and a report.
 *
 * A mark alone says little: it stays when a person activates and pauses the object. The log alone says little: it names an app,
 * and several steps have the same.
 *
 * @param object paused, as its hours leave it
 * @param entries of it, since its creation or the first pause that matters; null where not all could be read
 */
export function whyOff(object: GraphObject, entries: readonly GraphObject[] | null, facts: OffFacts): WhyOff {
	const updatedAt = instantOf(object.updated_time);
	if (isItselfOffForHours(object))
		return { kind: 'hours', at: updatedAt ?? facts.now, sentence: 'It is off outside its hours.' };
	const unknown = (why: string): WhyOff => ({
		kind: 'unknown',
		at: updatedAt ?? facts.now,
		sentence: `It is unknown who paused it: ${why}.`,
	});
	if (entries === null) return unknown('Meta’s activity history has more entries for it than can be read');
	const id = idOf(object.id) ?? '';
	const pause = lastPause(entries, id, instantOf(object.created_time));
	const stop = (['stop-loss', 'rotation'] as const).find((reason) => offReasons(object).has(reason));
	const behind = whyBehind(updatedAt, newestAbout(entries, id), facts);
	const neverOn = 'neverOn' in pause && stop === undefined;
	if ('unknown' in pause && !neverOn) return unknown(pause.unknown);
	if ('unknown' in pause) {
		if (facts.deliveredAt !== null) return unknown('the report shows that it ran, but the activity history doesn’t');
		if (behind !== null) return unknown(behind);
		return { kind: 'waiting', at: 0, sentence: 'Nobody has activated it yet.' };
	}
	if (facts.app === null) return unknown('Meta did not return the app of this credential');
	const when = toInstant(new Date(pause.at), facts.timeZone).toFormat('yyyy-MM-dd HH:mm');
	const by = (kind: WhyOff['kind'], who: string): WhyOff => ({
		kind,
		at: pause.at,
		sentence: `${who} paused it on ${when}.`,
	});
	if (behind !== null) return unknown(behind);
	if (pause.application !== facts.app) return by('others', pause.who);
	if (facts.deliveredAt !== null && facts.deliveredAt > pause.at)
		return unknown('the report shows that it ran after the last pause in the activity history');
	if (stop === undefined) return by('step', 'Another step of this app');
	const { says } = stop === 'stop-loss' ? betweenSteps.stopped : betweenSteps.rotated;
	return { kind: stop, at: pause.at, sentence: `${says}.` };
}

/** Why the log may not tell the last of it yet, the end of a sentence; null where nothing speaks for that. */
function whyBehind(updatedAt: number | null, toldUntil: number, { now }: OffFacts): string | null {
	if (updatedAt === null) return 'Meta did not return when it last changed';
	return isUntold(updatedAt, toldUntil) && now - updatedAt < LATE_ENTRIES
		? 'it changed in the last 24 hours, and Meta’s activity history doesn’t show how yet'
		: null;
}
