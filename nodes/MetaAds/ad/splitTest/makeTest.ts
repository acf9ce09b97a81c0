import { createToBuildOn } from '../../../shared/adObject/createOne';
import { lookingFor, noteMade, type Place } from '../../../shared/adObject/ifItExists/namesakes';
import { shownObject } from '../../../shared/adObject/shownObject';
import { readObject } from '../../../shared/adObject/target';
import { InputProblem } from '../../../shared/form/problem';
import { titleOf, type GraphObject } from '../../../shared/graph/object';
import { pairLists } from '../../../shared/lists';
import type { MadeObject } from '../../../shared/madeObject';
import type { Session } from '../../../shared/node/session/session';
import { instantOf } from '../../../shared/reading/instants';
import { namedAdSet, namedCopy, type NamedCopyWish } from '../../adSet/duplicated/namedCopy';
import { adSetKind } from '../../adSet/kind';
import { changeableAd } from '../duplicated/changes';
import { adKind } from '../kind';
import { adPath } from './form';
import type { SplitPlan, TestAd } from './plan';

/** An ad of the test and its ad set, as they are at Meta. */
export interface MadeAd {
	readonly ad: TestAd;
	readonly id: string;
	readonly adSetId: string;
	readonly isNew: boolean;
	readonly note: string;
}

const copyWish = ({ account, model, dailyBudget, start, end }: SplitPlan, ad: TestAd, at: number): NamedCopyWish => ({
	account,
	source: model,
	name: ad.adSetName,
	changes: { dailyBudget, startTime: start, endTime: end },
	field: adPath(at).map(String),
	advice: 'Rename them, or give the test another name.',
});

const placeOfAd = ({ account }: SplitPlan, adSetId: string): Place => ({
	account: account.id,
	parent: { kind: adSetKind, id: adSetId },
});

/** The ad of that name in the ad set, which holds one. */
async function adIn(session: Session, plan: SplitPlan, { name }: TestAd, adSetId: string): Promise<string | undefined> {
	const [namesake, ...others] = await lookingFor(session, adKind)(placeOfAd(plan, adSetId), name);
	if (others.length === 0) return namesake?.id;
	throw new InputProblem(
		['name'],
		`names a test whose ad set ${adSetId} has several ads named ${name}`,
		'Remove all but one of them, or give the test another name.',
	);
}

/** The ads of a test that is there, or nothing where it is not of these. */
export async function foundAds(session: Session, plan: SplitPlan): Promise<MadeAd[] | undefined> {
	const ads: MadeAd[] = [];
	for (const [at, ad] of plan.ads.entries()) {
		const adSet = await namedAdSet(session, copyWish(plan, ad, at));
		const id = adSet && (await adIn(session, plan, ad, adSet.id));
		if (adSet === undefined || id === undefined) return undefined;
		ads.push({ ad, id, adSetId: adSet.id, isNew: false, note: '' });
	}
	return ads;
}

/**
 * Makes one paused ad set after the other, each with its one paused ad; what an earlier run has made of it is used.
 *
 * @param parts gets what is there, as it comes: a run that ends in the middle has no row to name it
 */
export async function makeTestAds(session: Session, plan: SplitPlan, parts: MadeObject[]): Promise<MadeAd[]> {
	const ads: MadeAd[] = [];
	for (const [at, ad] of plan.ads.entries()) {
		const adSet = await namedCopy(session, copyWish(plan, ad, at));
		parts.push({ type: 'ad set', id: adSet.id });
		const there = adSet.isNew ? undefined : await adIn(session, plan, ad, adSet.id);
		const id = there ?? (await copyAd(session, plan, ad, adSet.id));
		parts.push({ type: 'ad', id });
		ads.push({ ad, id, adSetId: adSet.id, isNew: there === undefined, note: adSet.note });
	}
	await checkEven(session, plan, ads);
	return ads;
}

async function copyAd(session: Session, plan: SplitPlan, { source, name }: TestAd, target: string): Promise<string> {
	const { account } = plan;
	const copy = changeableAd.changedCopy({ source, account, name, status: 'PAUSED', target, now: session.now() }, {});
	const { id } = await createToBuildOn(session, copy.creation(''));
	noteMade(session, adKind, placeOfAd(plan, target), name, id);
	return id;
}

/** What an ad set has otherwise than the test needs. */
function unevenParts(adSet: GraphObject, { budget, start, end }: SplitPlan): string[] {
	const isOther = (shownTime: unknown, plannedTime: string): boolean => instantOf(shownTime) !== instantOf(plannedTime);
	return [
		...(String(adSet.daily_budget) === budget ? [] : ['daily budget']),
		...(isOther(adSet.start_time, start) ? ['start'] : []),
		...(isOther(adSet.end_time, end) ? ['end'] : []),
	];
}

const shownFields = ['daily_budget', 'start_time', 'end_time'];

/**
 * Reads all ad sets back before the test is made of them: with another budget or other days, the comparison would say
 * more about those than about the ads.
 *
 * @throws GraphFailure where Meta does not show them: that is not another budget
 */
async function checkEven(session: Session, plan: SplitPlan, ads: readonly MadeAd[]): Promise<void> {
	const { account } = plan;
	const answers = await session.graph.sendMany(ads.map(({ adSetId }) => readObject(adSetKind, adSetId, account.id)));
	for (const [{ adSetId }, { answer, failure }] of pairLists(ads, answers)) {
		if (failure) throw failure;
		const adSet = shownObject(answer.body, shownFields, 'the budget and the times of an ad set of the test');
		const parts = unevenParts(adSet, plan);
		if (parts.length > 0)
			throw new InputProblem(
				['name'],
				`has the ad set ${titleOf(adSet)} (${adSetId}) with another ${parts.join(', ')} than this test`,
				'It may be of an earlier run. Delete that ad set, or give the test another name. No test was made; all copies are paused.',
			);
	}
}
