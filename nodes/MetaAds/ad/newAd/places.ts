import { groupBy, uniq } from 'lodash';

import { ownedObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { failedVerdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { adSetKind } from '../../adSet/kind';
import { messengersNamed } from '../../adObjects/messengers';
import { pageProblem, unusablePages } from '../../asset/unusablePages';
import { openAds, type NewAd } from './newAd';

/** `optimization_goal` is a field only ad sets have. */
const adSetFields = {
	...adSetKind,
	fields: ['id', 'account_id', 'status', 'optimization_goal', 'is_dynamic_creative', 'destination_type'],
};

function adSetProblem({ status, is_dynamic_creative: isDynamic }: GraphObject): InputProblem | null {
	if (status === 'DELETED' || status === 'ARCHIVED') {
		const advice = 'Choose an ad set that is active or paused.';
		return new InputProblem(['adSet'], `is ${status.toLowerCase()} and takes no new ads`, advice);
	}
	if (isDynamic !== true) return null;
	const advice = 'Choose another ad set, or use Creative → Create with the format Dynamic Creative.';
	return new InputProblem(['adSet'], 'is made for dynamic creative, which is made of several files at once', advice);
}

/** The messengers of ad and ad set "need to match" (Marketing API, "Ads that Click to Multidestination"). */
function messengersProblem({ button }: NewAd, { destination_type: destination }: GraphObject): InputProblem | null {
	const several = messengersNamed(button);
	if (several === undefined || destination === undefined || destination === several.value) return null;
	const advice = `Choose an ad set whose Conversion Location is ${several.name}, or another button.`;
	return new InputProblem(['callToAction'], 'opens other messengers than the ad set leads to', advice);
}

/** What of an ad set keeps one ad out of it. */
type Judge = (ad: NewAd) => Error | undefined;

async function judgeOf(session: Session, account: string, id: string): Promise<Judge> {
	try {
		const adSet = await ownedObject(session, adSetFields, id, account);
		return (ad) => adSetProblem(adSet) ?? messengersProblem(ad, adSet) ?? undefined;
	} catch (thrown) {
		const { failure } = failedVerdict(thrown);
		return () => failure;
	}
}

/**
 * Looks at each ad set and page once, before a byte is sent: files would be in the library, and no ad could be made of
 * them.
 */
export async function checkPlaces(session: Session, ads: readonly NewAd[]): Promise<void> {
	for (const [account, own] of Object.entries(groupBy(openAds(ads), ({ adAccount }) => adAccount))) {
		const adSets = uniq(own.map(({ adSet }) => adSet));
		const judges = new Map(
			await Promise.all(adSets.map(async (id) => [id, await judgeOf(session, account, id)] as const)),
		);
		const pages = await unusablePages(session, account, uniq(own.flatMap(({ page }) => page ?? [])));
		for (const ad of own) {
			const { adSet, page = '' } = ad;
			ad.failure = judges.get(adSet)?.(ad) ?? (pages.has(page) ? pageProblem(page, ['page']) : undefined);
		}
	}
}
