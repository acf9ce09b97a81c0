import { countBy } from 'lodash';

import { toGraphTime, accountDay, addDays, toInstant } from '../../../shared/accountTime';
import { reviewOf } from '../../../meta/review/adReview';
import { asKindProblem, ownershipProblem, readObject } from '../../../shared/adObject/target';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations';
import { InputProblem } from '../../../shared/form/problem';
import { allOf } from '../../../shared/form/problems';
import { GraphFailure } from '../../../shared/graph/error';
import { titleOf, type GraphObject } from '../../../shared/graph/object';
import { pairLists } from '../../../shared/lists';
import { amountAt, momentAt } from '../../../shared/node/session/accountValues';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { instantOf } from '../../../shared/reading/instants';
import { entriesOf, recordOf } from '../../../shared/reading/json';
import { copiedAdSet } from '../../adSet/duplicated/namedCopy';
import { changeableAd } from '../duplicated/changes';
import { adKind } from '../kind';
import { adPath, type SplitTestParams } from './form';

/** One ad of a test, as it is and as its copy is called. */
export interface TestAd {
	readonly source: GraphObject;
	readonly name: string;
	readonly adSetName: string;
}

/** A test that can be made: nothing was sent for it yet. */
export interface SplitPlan {
	readonly account: AccountFacts;
	readonly name: string;
	/** The ad set that each ad gets a copy of. */
	readonly model: GraphObject;
	readonly ads: readonly TestAd[];
	/** In minor units. */
	readonly budget: string;
	/** In currency units, as the form has it. */
	readonly dailyBudget: string;
	/** As Meta writes them, in the account's zone. */
	readonly start: string;
	readonly end: string;
}

/** People have to activate the test before it starts, and a study that starts in the past may be refused (UNCONFIRMED 133). */
const LEAST_AHEAD = 10 * MINUTE_MS;

function timesOf({ days, options: { startTime } }: SplitTestParams, account: AccountFacts, now: number) {
	const { timeZone } = account;
	// By then somebody has looked at what was made.
	const midnight = addDays(accountDay(now + HOUR_MS, timeZone), 1);
	const start = toInstant(
		startTime === undefined ? midnight : momentAt(['options', 'startTime'], startTime, account),
		timeZone,
	);
	if (start.toMillis() < now + LEAST_AHEAD)
		throw new InputProblem(
			['options', 'startTime'],
			'is not at least ten minutes ahead',
			'Choose a later start: until then the ads of the test are activated.',
		);
	return { start: toGraphTime(start, timeZone), end: toGraphTime(start.plus({ days }), timeZone) };
}

/** Why an ad cannot be part of a fair test. */
function adProblem(ad: GraphObject, first: GraphObject, index: number): InputProblem | null {
	const { state, feedback } = reviewOf(ad);
	const asProblem = (message: string, advice: string): InputProblem => new InputProblem(adPath(index), message, advice);
	if (state === 'rejected' || state === 'partly rejected')
		return asProblem(
			`(${titleOf(ad)}) was ${state} by Meta: ${feedback === '' ? 'no reason is shown' : feedback}`,
			'Fix the ad or take it out of the test. Nothing was created.',
		);
	if (state === 'deleted' || state === 'archived')
		return asProblem(`(${titleOf(ad)}) is ${state}`, 'Choose an ad that is active or paused.');
	if (ad.campaign_id === first.campaign_id) return null;
	return asProblem(
		`(${titleOf(ad)}) is in another campaign than the first ad`,
		'Choose ads of one campaign, or copy the ad into it first (Ad → Duplicate).',
	);
}

/** @throws InputProblem for ads that make no fair test, all of them at once */
async function readAds(session: Session, ids: readonly string[], account: string): Promise<GraphObject[]> {
	const read = { ...adKind, fields: [...adKind.fields, ...changeableAd.fields] };
	const answers = await session.graph.sendMany(ids.map((id) => readObject(read, id, account)));
	const ads = pairLists(ids, answers).map(([id, { answer, failure }], index): GraphObject => {
		const at = ({ message, advice }: InputProblem): InputProblem => new InputProblem(adPath(index), message, advice);
		const problem = failure === undefined ? ownershipProblem(adKind, answer.body as GraphObject, account) : failure;
		if (problem === null) return { ...(answer?.body as GraphObject), id };
		const kindProblem = problem instanceof InputProblem ? problem : asKindProblem(adKind, problem);
		if (kindProblem instanceof GraphFailure)
			throw kindProblem.with({ message: `Ad ${index + 1} (${id}): ${kindProblem.message}` });
		throw kindProblem instanceof InputProblem ? at(kindProblem) : kindProblem;
	});
	const [first = {}] = ads;
	const problem = allOf(ads.flatMap((ad, index) => adProblem(ad, first, index) ?? []));
	if (problem) throw problem;
	return ads;
}

const isSet = (value: unknown): boolean => Number(value ?? 0) !== 0;

/** Why an ad set of this kind cannot be copied with a daily budget of its own, and until that end. */
function modelProblem(model: GraphObject, end: string): InputProblem | null {
	const asProblem = (message: string, advice: string): InputProblem =>
		new InputProblem(adPath(0), `is in the ad set “${titleOf(model)}”, ${message}`, advice);
	if (!isSet(model.daily_budget) && !isSet(model.lifetime_budget))
		return asProblem(
			'whose campaign has the budget: Meta would not spend it evenly on the test',
			'Choose ads of a campaign whose ad sets have the budgets, or copy them into one (Ad → Duplicate).',
		);
	if (entriesOf(model.adset_schedule).length > 0)
		return asProblem(
			'which runs at certain hours only: that takes a lifetime budget, and the test has daily ones',
			'Choose ads of an ad set without a schedule of hours.',
		);
	const stop = instantOf(recordOf(model.campaign).stop_time);
	if (stop === null || stop >= (instantOf(end) ?? 0)) return null;
	return new InputProblem(
		['days'],
		`puts the end of the test (${end}) after that of its campaign (${String(recordOf(model.campaign).stop_time)})`,
		'Enter fewer days, or give the campaign a later end.',
	);
}

/** Reads what the test is made of, and judges whether it can be a fair one. */
export async function planTest(session: Session, params: SplitTestParams): Promise<SplitPlan> {
	const account = await session.account(params.adAccount);
	const times = timesOf(params, account, session.now());
	const budget = amountAt(['dailyBudget'], params.dailyBudget, account);
	const sources = await readAds(session, params.ads, account.id);
	const model = await copiedAdSet(session, String(sources[0]?.adset_id), account.id, ['campaign{id,name,stop_time}']);
	const problem = modelProblem(model, times.end);
	if (problem) throw problem;
	const titles = countBy(sources, titleOf);
	const ads = sources.map((source): TestAd => {
		const title = titleOf(source);
		const label = (titles[title] ?? 0) > 1 ? `${title} (${String(source.id)})` : title;
		return { source, name: title, adSetName: `${params.name} – ${label}` };
	});
	return { account, name: params.name, model, ads, budget, dailyBudget: params.dailyBudget, ...times };
}
