import { groupBy, uniq } from 'lodash';

import { ownedObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import { failedVerdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { adSetKind } from '../../adSet/kind';
import { pageProblem, unusablePages } from '../../asset/unusablePages';
import { openAds, type NewAd } from './newAd';

/** `optimization_goal` is a field only ad sets have. */
const adSetFields = {
	...adSetKind,
	fields: ['id', 'account_id', 'status', 'optimization_goal', 'is_dynamic_creative'],
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

async function checkAdSet(session: Session, account: string, adSet: string): Promise<Error | undefined> {
	const reading = ownedObject(session, adSetFields, adSet, account);
	return await reading.then(
		(namesakes) => adSetProblem(namesakes) ?? undefined,
		(thrown: unknown) => failedVerdict(thrown).failure,
	);
}

/**
 * Looks at each ad set and page once, before a byte is sent: files would be in the library, and no ad could be made of
 * them.
 */
export async function checkPlaces(session: Session, ads: readonly NewAd[]): Promise<void> {
	for (const [account, own] of Object.entries(groupBy(openAds(ads), ({ adAccount }) => adAccount))) {
		const adSets = uniq(own.map(({ adSet }) => adSet));
		const problems = new Map(
			await Promise.all(adSets.map(async (id) => [id, await checkAdSet(session, account, id)] as const)),
		);
		const pages = await unusablePages(session, account, uniq(own.flatMap(({ page }) => page ?? [])));
		for (const ad of own) {
			const { adSet, page = '' } = ad;
			ad.failure = problems.get(adSet) ?? (pages.has(page) ? pageProblem(page, ['page']) : undefined);
		}
	}
}
