import { groupBy, uniq } from 'lodash';

import type { PlannedCreation } from '../../shared/adObject/creation';
import { GraphFailure } from '../../shared/graph/error';
import type { Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { pageProblem, unusablePages } from '../asset/unusablePages';
import { recordOf } from '../../shared/reading/json';
import type { Format } from './choices';
import { pageOfPost } from './kind';

export interface PlannedCreative extends PlannedCreation {
	readonly format: Format;
}

/** Where the form names the page, if not in Page. */
const pageFields: Partial<Record<Format, string>> = { existingPost: 'postId', json: 'creativeJson' };

/** The page a creative is from. */
function pageOf({ request: { params = {} } }: PlannedCreative): string | undefined {
	const { object_story_spec: story, object_story_id: post, object_id: page } = params;
	const ofStory = recordOf(story).page_id ?? page;
	if (typeof ofStory === 'string' || typeof ofStory === 'number') return String(ofStory);
	return typeof post === 'string' ? pageOfPost(post) : undefined;
}

const isRefused = ({ failure }: Verdict): boolean => {
	if (!(failure instanceof GraphFailure)) return false;
	return failure.kind === 'permission' || (failure.kind === 'invalidParameter' && failure.meta?.subcode === undefined);
};

/**
 * Which subcode Meta gives for a page that may not be used is not documented. So after a refusal that says nothing more
 * exact, the pages are looked up, and one that cannot be used is told at its field.
 */
export async function tellPages(
	session: Session,
	endings: ReadonlyArray<readonly [PlannedCreative, Verdict]>,
): Promise<Verdict[]> {
	const pageQueries = endings.flatMap(([plan, verdict]) => {
		const page = isRefused(verdict) ? pageOf(plan) : undefined;
		return page === undefined ? [] : [{ plan, page, account: plan.account.id }];
	});
	const verdicts = new Map<PlannedCreative, Verdict>();
	for (const [account, own] of Object.entries(groupBy(pageQueries, 'account'))) {
		const unusable = await unusablePages(session, account, uniq(own.map(({ page }) => page)));
		for (const { plan, page } of own) {
			if (unusable.has(page)) verdicts.set(plan, { failure: pageProblem(page, [pageFields[plan.format] ?? 'page']) });
		}
	}
	return endings.map(([plan, verdict]) => verdicts.get(plan) ?? verdict);
}
