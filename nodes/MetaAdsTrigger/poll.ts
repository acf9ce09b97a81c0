import { partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { GraphObject } from '../shared/graph/object';
import { eventIdOf, eventItem, type Happening } from './event';
import { invented } from './invented';
import type { TriggerParams } from './form';
import { issueChanges, type Watched } from './issueEvents';
import { logHappenings, type LogHappening } from './logEvents';
import { readLog, see, wants, type Look, type Seen } from './look';
import {
	freshMemory,
	recentAnchors,
	recentVerdicts,
	stillInWindow,
	undelivered,
	withHandedOver,
	type Memory,
} from './memory';
import { reviewChanges } from './reviewEvents';
import { thresholdChanges } from './spendEvents';
import { HOUR_MS } from '../shared/durations';

/** A workflow that was off for longer is not flooded with all that happened meanwhile. */
const LONGEST_CATCH_UP = 7 * 24 * HOUR_MS;

export interface Polled {
	readonly items: IDataObject[];
	/** What is to be remembered, once the items are handed over. */
	readonly memory: Memory;
}

const askedOf = ({ adAccount, campaign, events }: TriggerParams): string =>
	[adAccount, campaign ?? '', ...[...events].sort()].join(' ');

/** How far back a look reads the log, and what is older than anything the next one reads. */
interface Span {
	readonly since: number;
	readonly oldest: number;
}

function spanOf({ params, now }: Look, { polledAt }: Memory): Span {
	const overlap = params.options.overlapHours * HOUR_MS;
	const since = Math.max(polledAt - overlap, now - LONGEST_CATCH_UP);
	return { since, oldest: since - overlap };
}

/**
 * One look at the account: what happened since the last one. At least once: an item is forgotten only after the process
 * it was handed to has lived on for a while, and everything found twice has the same `eventId`.
 */
export async function lookAround(look: Look, remembered: Memory | undefined): Promise<Polled> {
	const { graph, account, params, process, now } = look;
	const asked = askedOf(params);
	const first = remembered?.asked !== asked;
	const memory = first ? freshMemory(asked, now) : remembered;
	const span = spanOf(look, memory);
	const { happenings, learned } = judge(look, await see(look, span.since, first), memory, span, first);
	const found = happenings
		.filter((happening) => isAskedFor(happening, params))
		.map((happening) => eventItem(happening, account, graph.environment));
	const items = [...undelivered(memory, process), ...found];
	return {
		items,
		memory: {
			asked,
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
	readonly learned: Pick<Memory, 'told' | 'reviews' | 'verdicts' | 'issues' | 'thresholds'>;
}

/** What of all that was seen is new, and what is to be remembered of it. */
function judge(
	look: Look,
	{ entries, ads, troubled, figures }: Seen,
	memory: Memory,
	span: Span,
	first: boolean,
): Judged {
	const { account } = look;
	const { news, told } = newInLog(look, entries, memory, span);
	const [verdicts, changes] = partition(news, ({ event }) => event === 'reviewChanged');
	const review = reviewChanges(wants(look, 'reviewChanged') ? ads : [], verdicts, memory, account, first);
	const watched = [...ads.map((object): Watched => ({ level: 'ad', object })), ...troubled];
	const issue = issueChanges(wants(look, 'deliveryIssue') ? watched : [], memory, account, first);
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

/** What the log tells for the first time. */
function newInLog(look: Look, entries: readonly GraphObject[], memory: Memory, { oldest }: Span): LogNews {
	const told = stillInWindow(memory.told, oldest);
	const news = logHappenings(entries, look.account, look.now).filter((happening) => {
		const key = eventIdOf(happening, look.account.id);
		if (key in told || happening.at < memory.startedAt || !wants(look, happening.event)) return false;
		told[key] = happening.at;
		return true;
	});
	return { news, told };
}

/** For a run by hand: the newest thing the log tells that is asked for, or an invented one, each marked as a test. */
export async function sampleItem({ graph, account, params, now }: Look): Promise<IDataObject> {
	const entries = await readLog(graph, account.id, params, now - LONGEST_CATCH_UP, now);
	const newest = logHappenings(entries, account, now)
		.filter((happening) => params.events.includes(happening.event) && isAskedFor(happening, params))
		.at(-1);
	return { ...eventItem(newest ?? invented(params, account, now), account, graph.environment), test: true };
}
