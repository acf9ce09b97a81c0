import type { IDataObject } from 'n8n-workflow';

import type { GraphClient } from '../shared/graph/client';
import type { AccountFacts } from '../shared/node/session';
import { eventIdOf, eventItem, type Happening } from './event';
import type { TriggerParams } from './form';
import { issueChanges, type Watched } from './issueEvents';
import { logHappenings } from './logEvents';
import { readAds, readFigures, readLog, readTroubled } from './look';
import { recentAnchors, recentVerdicts, stillInWindow, undelivered, withHandedOver, type Memory } from './memory';
import { reviewChanges } from './reviewEvents';
import { thresholdChanges } from './spendEvents';

const HOUR = 3_600_000;

/** A workflow that was off for longer is not flooded with all that happened meanwhile. */
const LONGEST_CATCH_UP = 7 * 24 * HOUR;

export interface Look {
	readonly graph: GraphClient;
	readonly account: AccountFacts;
	readonly params: TriggerParams;
	/** Names this n8n process. */
	readonly process: string;
	/** Meta's clock. */
	readonly now: number;
}

export interface Polled {
	readonly items: IDataObject[];
	/** What is to be remembered, once the items are handed over. */
	readonly memory: Memory;
}

const askedOf = ({ adAccount, campaign, events }: TriggerParams): string => [adAccount, campaign ?? '', ...[...events].sort()].join(' ');

/** The log tells whole seconds: what happens in the second of the start is told, whichever of the two came first. */
const fresh = (asked: string, now: number): Memory => ({
	asked,
	startedAt: now - (now % 1000),
	polledAt: now,
	told: {},
	anchors: [now],
	reviews: {},
	verdicts: {},
	issues: {},
	thresholds: {},
	handedOver: [],
});

/**
 * One look at the account: what happened since the last one. At least once: an item is forgotten only after the process
 * it was handed to has lived on for a while, and everything found twice has the same `eventId`.
 *
 * The log is read before the states, so a verdict that the log shows is in the states too.
 */
export async function lookAround({ graph, account, params, process, now }: Look, remembered: Memory | undefined): Promise<Polled> {
	const asked = askedOf(params);
	const first = remembered?.asked !== asked;
	const memory = first ? fresh(asked, now) : remembered;
	const wants = (...events: ReadonlyArray<TriggerParams['events'][number]>): boolean => events.some((event) => params.events.includes(event));
	const overlap = params.options.overlapHours * HOUR;
	const since = Math.max(memory.polledAt - overlap, now - LONGEST_CATCH_UP);

	const entries = !first && wants('statusChanged', 'budgetChanged', 'reviewChanged') ? await readLog(graph, account.id, params, since, now) : [];
	const ads = wants('reviewChanged', 'deliveryIssue') ? await readAds(graph, account.id, params) : [];
	const troubled = wants('deliveryIssue') ? await readTroubled(graph, account.id, params) : [];
	const figures = wants('spendThreshold') ? await readFigures(graph, account, params, now) : [];

	const told: Record<string, number> = stillInWindow(memory.told, since - overlap);
	const logged = logHappenings(entries, account).filter((happening) => {
		const key = eventIdOf(happening, account.id);
		if (key in told || happening.at < memory.startedAt || !wants(happening.event)) return false;
		told[key] = happening.at;
		return true;
	});
	const review = reviewChanges(wants('reviewChanged') ? ads : [], logged.filter(({ event }) => event === 'reviewChanged'), memory, account, first);
	const watched = wants('deliveryIssue') ? [...ads.map((object): Watched => ({ level: 'ad', object })), ...troubled] : [];
	const issue = issueChanges(watched, memory, account, first);
	const threshold = thresholdChanges(figures, memory, account);
	const { levels } = params.options;
	const happenings: Happening[] = [...logged.filter(({ event }) => event !== 'reviewChanged'), ...review.logged, ...review.happenings, ...issue.happenings, ...threshold.happenings];
	const found = happenings.filter(({ level }) => levels.length === 0 || levels.includes(level)).map((happening) => eventItem(happening, account, graph.environment));
	const items = [...undelivered(memory, process), ...found];
	return {
		items,
		memory: {
			asked,
			startedAt: memory.startedAt,
			polledAt: now,
			told,
			// Only what brings something is stored by n8n, so only that makes an anchor.
			anchors: recentAnchors(items.length > 0 ? [...memory.anchors, now] : memory.anchors, since - overlap),
			reviews: review.reviews,
			verdicts: recentVerdicts(review.verdicts, since - overlap, memory.anchors),
			issues: issue.issues,
			thresholds: threshold.thresholds,
			handedOver: withHandedOver(memory, items, process, now),
		},
	};
}

/** For a run by hand: the newest thing the log tells, or an invented review, each marked as a test. */
export async function sampleItem({ graph, account, params, now }: Look): Promise<IDataObject> {
	const entries = await readLog(graph, account.id, params, now - LONGEST_CATCH_UP, now);
	const newest = logHappenings(entries, account).filter(({ event }) => params.events.includes(event)).at(-1);
	return { ...eventItem(newest ?? invented(params, account), account, graph.environment), test: true };
}

const invented = ({ events }: TriggerParams, { id, name }: AccountFacts): Happening => ({
	event: events[0],
	level: 'account',
	identity: ['test'],
	summary: 'A test: nothing like this has happened in the last seven days.',
	objectId: id,
	objectName: name,
	oldValue: null,
	newValue: null,
	actorName: null,
	eventTime: null,
	details: '',
	nextStep: '',
	adsManagerUrl: '',
});
