import { groupBy, sumBy } from 'lodash';

import { entriesBelow } from '../../../meta/activityLog/logEntries';
import { ownApp } from '../../../meta/hours/pauses';
import { whyOff, type WhyOff } from '../../../meta/hours/whyOff';
import { isOffForHours, isUnmarkedRest } from '../../../meta/marks/marks';
import { approvalOf, newestEventTime } from '../../../meta/review/approval';
import { readAdLogs, type AdLog } from '../../../meta/review/reviewLog';
import { toInstant } from '../../../shared/accountTime';
import { DAY_MS } from '../../../shared/durations';
import { titleOf, type GraphObject } from '../../../shared/graph/object';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { instantOf } from '../../../shared/reading/instants';
import { entryOf } from '../../../shared/record';
import type { RotateParams } from './form';
import { queueTest, type AdGroup } from './group';
import { gapOf, type LeftByUs } from './policy/gap';
import type { AdDayFigures, AdSetState, RotatedAd, RotationInput } from './policy/rotation';

/** How far back the log is looked through where nobody knows when an ad left. */
const LOOKS_BACK = 60 * DAY_MS;

/**
 * What each ad of some groups is: live, waiting, paused by whom. One list of the log tells of all of them, and one more of their ad
 * sets. An ad set with too few live ads takes another call.
 *
 * @param rows of the report: what it shows to have been delivered has been approved
 * @param now milliseconds since 1970
 * @throws GraphFailure when the log cannot be read
 */
export async function readAdStates(
	session: Session,
	account: AccountFacts,
	params: RotateParams,
	groups: readonly AdGroup[],
	rows: readonly AdDayFigures[],
	now: number,
): Promise<Array<Pick<RotationInput, 'ads' | 'adSets'>>> {
	const objects = groups.flatMap(({ ads }) => [...ads.values()]);
	const deliveryTimes = lastDeliveries(rows, account);
	const unclear = objects.filter(({ effective_status: status }) => status !== 'ACTIVE');
	const logs = await readAdLogs(session, account.id, unclear, deliveryTimes);
	const app = unclear.length > 0 ? await ownApp(session) : null;
	const isQueued = queueTest(params);
	const stateOfAd = (ad: GraphObject): RotatedAd => {
		const log = logs.get(String(ad.id)) ?? { entries: [], review: [] };
		const deliveredAt = deliveryTimes.get(String(ad.id)) ?? null;
		const off =
			ad.status === 'PAUSED' ? whyOff(ad, log.entries, { app, deliveredAt, timeZone: account.timeZone, now }) : null;
		const whoeverPaused = params.nextAds.queue === 'all';
		return { ...rotatedAd(ad, log), off, queued: isQueued(ad), whoeverPaused };
	};
	return await Promise.all(
		groups.map(async ({ ads: own, adSets }) => {
			const ads = [...own.values()].map(stateOfAd);
			return { ads, adSets: await withGaps(session, account, { ads, adSets, logs, app, now }, params.limits.keepLive) };
		}),
	);
}

/** The start of the last day on which each was delivered. */
function lastDeliveries(rows: readonly AdDayFigures[], { timeZone }: AccountFacts): ReadonlyMap<string, number> {
	const days = new Map<string, string>();
	for (const { adId, date, impressions } of rows)
		if (impressions > 0 && date > (days.get(adId) ?? '')) days.set(adId, date);
	return new Map([...days].map(([id, day]) => [id, toInstant(day, timeZone).toMillis()]));
}

const pausedAbove: Readonly<Record<string, string>> = {
	ADSET_PAUSED: 'Its ad set is paused.',
	CAMPAIGN_PAUSED: 'Its campaign is paused.',
};

function stateOf(ad: GraphObject, isApproved: boolean): RotatedAd['state'] {
	const { status, effective_status: effective } = ad;
	if (isOffForHours(ad)) return isApproved && !isUnmarkedRest(ad) ? 'live' : 'other';
	if (effective === 'ACTIVE' && isApproved) return 'live';
	if (status === 'PAUSED') return 'standBy';
	return effective === 'DISAPPROVED' ? 'rejected' : 'other';
}

function rotatedAd(ad: GraphObject, { review }: AdLog): Omit<RotatedAd, 'off' | 'queued'> {
	const { approved, reason } = approvalOf(ad, review);
	return {
		id: String(ad.id),
		name: titleOf(ad),
		adSetId: String(ad.adset_id),
		state: stateOf(ad, approved),
		approved,
		approval: isOffForHours(ad) ? reason : (entryOf(pausedAbove, ad.effective_status) ?? reason),
		createdAt: instantOf(ad.created_time),
		resting: isOffForHours({ ...ad, status: 'ACTIVE' }) || isOffForHours(ad),
	};
}

interface Group extends Pick<RotationInput, 'ads'> {
	readonly adSets: AdGroup['adSets'];
	readonly logs: ReadonlyMap<string, AdLog>;
	readonly app: string | null;
	readonly now: number;
}

/** An ad set with too few live ads has a gap that may be filled, where ads left by Rotate or Meta's review. */
async function withGaps(
	session: Session,
	account: AccountFacts,
	{ ads, adSets, logs, app, now }: Group,
	keepLive: number,
): Promise<ReadonlyMap<string, AdSetState>> {
	const isLive = ({ state }: RotatedAd): boolean => state === 'live';
	const isShort = sumBy(ads, (ad) => Number(isLive(ad))) < keepLive;
	const withGap = Object.entries(groupBy(ads, 'adSetId')).map(async ([id, own]) => {
		const left: LeftByUs = new Map(
			own.flatMap((ad) => (hasLeft(ad) ? [[ad.id, leftAt(ad, logs.get(ad.id))] as const] : [])),
		);
		if (left.size === 0 || !(isShort || !own.some(isLive))) return [id, 0] as const;
		const first = Math.min(...left.values());
		const entries = await entriesBelow(session, account.id, id, first > 0 ? first - SECONDS_BEFORE : now - LOOKS_BACK);
		const others = own.flatMap(({ off }) => (off !== null && isByOthers(off) ? [off.at] : []));
		return [id, gapOf(left, entries, Math.max(-Infinity, ...others), app)] as const;
	});
	const gaps = new Map(await Promise.all(withGap));
	return new Map([...adSets].map(([id, state]) => [id, { ...state, gap: gaps.get(id) ?? 0 }]));
}

/** A pause of several entries begins before the one that tells its time. */
const SECONDS_BEFORE = 60_000;

const isByOthers = ({ kind }: WhyOff): boolean => kind === 'others' || kind === 'step' || kind === 'unknown';

const hasLeft = ({ state, off }: RotatedAd): boolean => state === 'rejected' || off?.kind === 'rotation';

const leftAt = ({ off }: RotatedAd, log: AdLog | undefined): number =>
	off?.at ?? newestEventTime(log?.review ?? [], 'declines');
