import { gates, type GateName } from '../../shared/gates/gates';
import type { GraphClient } from '../../shared/graph/client';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { existing, pairLists } from '../../shared/lists';
import { textCell } from '../../shared/reading/cells';
import { readInstant } from '../../shared/reading/instants';
import { recordOf } from '../../shared/reading/json';
import { isRecord } from '../../shared/record';
import { findingOf, type CheckFinding } from '../finding';
import { reviewOf } from '../review/adReview';
import { accountGateFields, paymentFields, paymentGate, spendingLimitGate, statusGate } from './accountGates';
import { openGate, shutGate, stateBy, unknownGate, type GateState } from './gateState';
import { readVolume, volumeGate } from './pageGates';

/** One thing that keeps an object from being shown although it is active. */
export interface DeliveryCheck {
	/** Column of its state. */
	readonly name: string;
	readonly state: GateState;
	/** What opens it; empty where the reason says so. */
	readonly remedy: string;
	/** Where it is one of Meta's gates. */
	readonly gate?: GateName;
}

/** Kinds that are switched on, by the edge that lists them. */
export type LaunchKind = 'campaigns' | 'adsets' | 'ads';

const launchFields: Readonly<Record<LaunchKind, readonly string[]>> = {
	campaigns: ['stop_time'],
	adsets: ['end_time', 'campaign{status,stop_time}'],
	ads: [
		'effective_status',
		'ad_review_feedback',
		'issues_info',
		'ad_schedule_end_time',
		'adset{status,end_time}',
		'campaign{status,stop_time}',
		'creative{effective_object_story_id,object_story_spec}',
	],
};

const reading = (path: string, fields: readonly string[], account: string): GraphRequest => ({
	method: 'GET',
	path,
	params: { fields: fieldList([...fields]) },
	effect: 'read',
	account,
});

/**
 * What keeps objects of one account from being shown once they are switched on, by their IDs. Nothing is guessed: a
 * question that told nothing leaves its check unknown.
 */
export async function deliveryChecks(
	graph: GraphClient,
	kind: LaunchKind,
	account: string,
	ids: readonly string[],
	now: number,
): Promise<Map<string, DeliveryCheck[]>> {
	const fields = [...new Set([...accountGateFields, ...paymentFields])];
	const [first, ...others] = await graph.sendMany([
		reading(account, fields, account),
		...ids.map((id) => reading(id, launchFields[kind], account)),
	]);
	const owner = findingOf(existing(first, 'the answer on the ad account'), (body) => body);
	const objects = pairLists(ids, others).map(([id, answer]) => ({ id, found: findingOf(answer, (body) => body) }));
	const volumes = new Map<string, Promise<CheckFinding<GraphObject | undefined>>>();
	const checks = objects.map(async ({ id, found }): Promise<readonly [string, DeliveryCheck[]]> => {
		const page = kind === 'ads' ? pageOf(found.value) : undefined;
		const looking = page === undefined ? undefined : (volumes.get(page) ?? readVolume(graph, account, page));
		if (page !== undefined && looking !== undefined) volumes.set(page, looking);
		const ofAd = kind === 'ads' ? adChecks(found, await looking) : [];
		return [id, [...accountChecks(owner), ...ofAd, ...placeChecks(found, kind, now)]];
	});
	return new Map(await Promise.all(checks));
}

const gateCheck = (name: string, gate: GateName, state: GateState): DeliveryCheck => ({
	name,
	state,
	gate,
	remedy: gates[gate].remedy,
});

const accountChecks = (account: CheckFinding<GraphObject>): DeliveryCheck[] => [
	gateCheck('account', 'accountStatus', stateBy('accountStatus', account, statusGate)),
	gateCheck('paymentMethod', 'paymentMethod', stateBy('paymentMethod', account, paymentGate)),
	gateCheck('spendingLimit', 'spendingLimit', stateBy('spendingLimit', account, spendingLimitGate)),
];

/** `effective_object_story_id` is `<page>_<post>`; an ad that is not yet one has the page in its story. */
function pageOf(ad: GraphObject | undefined): string | undefined {
	const { effective_object_story_id: story, object_story_spec: spec } = recordOf(ad?.creative);
	return textCell(story)?.split('_')[0] ?? textCell(recordOf(spec).page_id) ?? undefined;
}

const adChecks = (
	ad: CheckFinding<GraphObject>,
	volume: CheckFinding<GraphObject | undefined> | undefined,
): DeliveryCheck[] => [
	gateCheck(
		'pageAds',
		'adVolume',
		volume === undefined
			? unknownGate('Meta does not show the page of the ad')
			: stateBy('adVolume', volume, volumeGate),
	),
	{ name: 'review', remedy: '', state: ad.failure ? unknownGate(ad.failure.message) : reviewState(ad.value) },
];

/** A pause hides the review: that Meta shows no objection is no approval. */
function reviewState(ad: GraphObject): GateState {
	const { state, nextStep } = reviewOf(ad);
	const reason = `Meta’s review: ${state}`;
	if (state === 'approved' || state === 'partly rejected') return openGate(reason);
	if (state === 'rejected' || state === 'has issues' || state === 'waiting for billing')
		return shutGate(`${reason}. ${nextStep}`.replace(/\.$/, ''));
	return unknownGate(reason);
}

/** What each kind stands in, by the name that Meta gives it in an answer. */
const above: Readonly<Record<LaunchKind, ReadonlyArray<readonly [name: string, words: string]>>> = {
	campaigns: [],
	adsets: [['campaign', 'Its campaign']],
	ads: [
		['adset', 'Its ad set'],
		['campaign', 'Its campaign'],
	],
};

/** What is above the object, and when all of it ends. */
function placeChecks(finding: CheckFinding<GraphObject>, kind: LaunchKind, now: number): DeliveryCheck[] {
	if (finding.failure) return [{ name: 'schedule', remedy: '', state: unknownGate(finding.failure.message) }];
	const object = finding.value;
	const parents = above[kind].map(([name, words]): Parent => [words, object[name]]);
	return [
		{ name: 'schedule', remedy: '', state: scheduleState([['It', object], ...parents], now) },
		...(parents.length === 0 ? [] : [{ name: 'above', remedy: 'Activate it as well.', state: stateAbove(parents) }]),
	];
}

type Parent = readonly [words: string, object: unknown];

/** A moment without an offset could be over already, and an object that Meta leaves out may have an end. */
function scheduleState(all: readonly Parent[], now: number): GateState {
	const ends = all.map(([words, object]) => {
		const { ad_schedule_end_time: ofAd, end_time: ofAdSet, stop_time: ofCampaign } = recordOf(object);
		return { words, end: isRecord(object) ? readInstant(ofAd ?? ofAdSet ?? ofCampaign) : 'unreadable' };
	});
	const over = ends.find(({ end }) => typeof end === 'number' && end <= now);
	if (over) return shutGate(`${over.words} has ended`);
	const unread = ends.find(({ end }) => end === 'unreadable');
	return unread ? unknownGate(`${unread.words} shows no end that can be read`) : openGate('Its end has not passed');
}

function stateAbove(parents: readonly Parent[]): GateState {
	const statuses = parents.map(([words, object]) => ({ words, status: textCell(recordOf(object).status) }));
	const resting = statuses.find(({ status }) => status !== null && status !== 'ACTIVE');
	if (resting) return shutGate(`${resting.words} is ${String(resting.status).toLowerCase()}`);
	const untold = statuses.find(({ status }) => status === null);
	return untold ? unknownGate(`${untold.words} shows no status`) : openGate('All is active');
}
