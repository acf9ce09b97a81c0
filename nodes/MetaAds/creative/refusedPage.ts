import { GraphFailure } from '../../shared/graph/error';
import type { Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session';
import { pageProblem, unusablePages } from '../asset/unusablePages';
import type { PlannedCreative } from './creationRequest';

/** Where the form names the page, if not in Page. */
const pageFields: Partial<Record<PlannedCreative['format'], string>> = { existingPost: 'postId', json: 'creativeJson' };

/** The page a creative is from. */
function pageOf({ request: { params = {} } }: PlannedCreative): string | undefined {
	const { object_story_spec: story, object_story_id: post, object_id: page } = params;
	const ofStory = (story as { page_id?: unknown } | undefined)?.page_id ?? page;
	if (typeof ofStory === 'string' || typeof ofStory === 'number') return String(ofStory);
	return typeof post === 'string' ? post.split('_')[0] : undefined;
}

const refused = ({ failure }: Verdict): boolean =>
	failure instanceof GraphFailure && (failure.kind === 'permission' || (failure.kind === 'invalidParameter' && failure.meta?.subcode === undefined));

/**
 * Which subcode Meta gives for a page that may not be used is not documented. So after a refusal that says nothing more
 * exact, the pages are looked up, and one that cannot be used is told at its field.
 */
export async function tellPages(session: Session, plans: readonly PlannedCreative[], verdicts: readonly Verdict[]): Promise<Verdict[]> {
	const told = [...verdicts];
	const asked = plans.flatMap((plan, index) => {
		const page = refused(verdicts[index]) ? pageOf(plan) : undefined;
		return page === undefined ? [] : [{ index, page, plan }];
	});
	for (const account of new Set(asked.map(({ plan }) => plan.account.id))) {
		const own = asked.filter(({ plan }) => plan.account.id === account);
		const unusable = await unusablePages(session, account, [...new Set(own.map(({ page }) => page))]);
		for (const { index, page, plan } of own) if (unusable.has(page)) told[index] = { failure: pageProblem(page, [pageFields[plan.format] ?? 'page']) };
	}
	return told;
}
