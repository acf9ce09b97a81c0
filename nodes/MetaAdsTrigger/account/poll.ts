import { partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { GraphObject } from '../../shared/graph/object';
import { eventIdOf, eventItem, type Happening } from '../events/event';
import { inventEvent } from './invented';
import type { TriggerParams } from '../form/form';
import { issueChanges, type IssueObject } from '../events/issueEvents';
import { logHappenings, type LogHappening } from '../events/logEvents';
import { readActivity, see, wants, type AccountLook, type LookReading } from './look';
import {
	freshMemory,
	recentAnchors,
	recentVerdicts,
	stillInWindow,
	undeliveredItems,
	withHandedOver,
	type TriggerMemory,
} from '../events/memory';
import { reviewChanges } from '../events/reviewEvents';
import { thresholdChanges } from '../events/spendEvents';
import { HOUR_MS } from '../../shared/durations';

/** A workflow that was off for longer is not flooded with all that happened meanwhile. */
const LONGEST_CATCH_UP = 7 * 24 * HOUR_MS;

export interface PollResult {
	readonly items: IDataObject[];
	/** What is to be remembered, once the items are handed over. */
	readonly memory: TriggerMemory;
}

const placeOf = ({ adAccount, campaign }: TriggerParams): string => `${adAccount} ${campaign ?? ''} `;

const askedOf = (params: TriggerParams): string =>
	placeOf(params) +
	params.events
		.filter((event) => event !== 'newLead')
		.sort()
		.join(' ');

/** With other events of the same account memory starts fresh. Only the counts stay, so that each event has an ID of its own. */
function memoryFor(look: AccountLook, earlier: TriggerMemory | undefined): TriggerMemory {
	const { params, now } = look;
	const settingsAsked = askedOf(params);
	if (earlier?.asked === settingsAsked) return earlier;
	const fresh = freshMemory(settingsAsked, now);
	const isOfPlace = earlier?.asked.startsWith(placeOf(params)) === true;
	return isOfPlace ? { ...fresh, issues: earlier.issues, thresholds: earlier.thresholds } : fresh;
}

/** How far back a look reads the log, and what is older than anything the next one reads. */
interface Span {
	readonly since: number;
	readonly oldest: number;
}

function spanOf({ params, now }: AccountLook, { polledAt }: TriggerMemory): Span {
	const overlap = params.options.overlapHours * HOUR_MS;
	const since = Math.max(polledAt - overlap, now - LONGEST_CATCH_UP);
	return { since, oldest: since - overlap };
}

/**
 * One look at the account: what happened since the last one. At least once: an item is forgotten only after the process
 * it was handed to has lived on for a while. An item that is found twice has the same `eventId`.
 */
export async function lookAround(look: AccountLook, storedMemory: TriggerMemory | undefined): Promise<PollResult> {
	const { graph, account, params, process, now } = look;
	const memory = memoryFor(look, storedMemory);
	const first = memory !== storedMemory;
	const span = spanOf(look, memory);
	const { happenings, learned } = judge(look, await see(look, span.since, first), memory, span, first);
	const newHappenings = happenings
		.filter((happening) => isAskedFor(happening, params))
		.map((happening) => eventItem(happening, account, graph.environment));
	const items = [...undeliveredItems(memory, process), ...newHappenings];
	return {
		items,
		memory: {
			asked: memory.asked,
			startedAt: memory.startedAt,
			polledAt: now,
			...learned,
			// Only what brings something is stored by n8n, so only that makes an anchor.
			anchors: recentAnchors(items.length > 0 ? [...memory.anchors, now] : memory.anchors, span.oldest),
			handedOver: withHandedOver(memory, items, process, now),
		},
	};
}

const rejections: readonly unknown[] = ['rejected', 'partly rejected'];

/** Whether the options let it through. It is remembered either way: who changes them later is not told of old things. */
function isAskedFor(
	{ event, level, newValue }: Happening,
	{ options: { levels, rejectedOnly } }: TriggerParams,
): boolean {
	if (levels.length > 0 && !levels.includes(level)) return false;
	return !(rejectedOnly === true && event === 'reviewChanged') || rejections.includes(newValue);
}

interface Judged {
	readonly happenings: readonly Happening[];
	readonly learned: Pick<TriggerMemory, 'told' | 'reviews' | 'verdicts' | 'issues' | 'thresholds'>;
}

/** What of all that was seen is new, and what is to be remembered of it. */
function judge(
	look: AccountLook,
	{ entries, ads, troubled, figures }: LookReading,
	memory: TriggerMemory,
	span: Span,
	first: boolean,
): Judged {
	const { account } = look;
	const { news, told } = newInLog(look, entries, memory, span);
	const [verdicts, changes] = partition(news, ({ event }) => event === 'reviewChanged');
	const review = reviewChanges(wants(look, 'reviewChanged') ? ads : [], verdicts, memory, account, first);
	const issueObjects = [...ads.map((object): IssueObject => ({ level: 'ad', object })), ...troubled];
	const issue = issueChanges(wants(look, 'deliveryIssue') ? issueObjects : [], memory, account, first);
	const threshold = thresholdChanges(figures, memory, account);
	return {
		happenings: [...changes, ...review.logged, ...review.happenings, ...issue.happenings, ...threshold.happenings],
		learned: {
			told,
			reviews: review.reviews,
			verdicts: recentVerdicts(review.verdicts, span.oldest, memory.anchors),
			issues: issue.issues,
			thresholds: threshold.thresholds,
		},
	};
}

interface LogNews {
	readonly news: readonly LogHappening[];
	/** All that was told in the span, the news with it. */
	readonly told: Record<string, number>;
}

/** A change in process has time until the log is read no more for it. */
const waitsSince = ({ params, now }: AccountLook): number => now - (params.options.overlapHours * HOUR_MS) / 2;

/** What the log tells for the first time. */
function newInLog(
	look: AccountLook,
	entries: readonly GraphObject[],
	memory: TriggerMemory,
	{ oldest }: Span,
): LogNews {
	const toldBefore = stillInWindow(memory.told, oldest);
	const news = logHappenings(entries, look.account, waitsSince(look)).filter((happening) => {
		const { event, at, identity, parts } = happening;
		const keys = [identity, ...parts].map((one) => eventIdOf({ event, identity: one }, look.account.id));
		const isTold = keys.some((key) => key in toldBefore);
		if (at < memory.startedAt || !wants(look, event)) return false;
		for (const key of keys) toldBefore[key] = at;
		return !isTold;
	});
	return { news, told: toldBefore };
}

/** For a run by hand: the newest thing the log tells that is asked for, or an invented one, each marked as a test. */
export async function sampleItem(look: AccountLook): Promise<IDataObject> {
	const { graph, account, params, now } = look;
	const entries = await readActivity(graph, account.id, params, now - LONGEST_CATCH_UP, now);
	const newest = logHappenings(entries, account, waitsSince(look))
		.filter((happening) => params.events.includes(happening.event) && isAskedFor(happening, params))
		.at(-1);
	return { ...eventItem(newest ?? inventEvent(params, account, now), account, graph.environment), test: true };
}
