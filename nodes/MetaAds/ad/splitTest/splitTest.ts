import { compact, isEqual } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { adSetUrl } from '../../../shared/adsManager';
import { InputProblem } from '../../../shared/form/problem';
import type { GraphObject } from '../../../shared/graph/object';
import type { MadeObject } from '../../../shared/madeObject';
import { defineOperation, eachItem, failedVerdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { inTurn } from '../../../shared/node/turns';
import { withMade } from '../../../shared/node/withMade';
import { idOf } from '../../../shared/reading/cells';
import { instantOf } from '../../../shared/reading/instants';
import { adsProblem, splitTestForm, type SplitTestParams } from './form';
import { markTested } from './marked';
import { foundAds, makeTestAds, type MadeAd } from './makeTest';
import { planTest, type SplitPlan } from './plan';
import { businessOf, cellsOfStudy, createStudy, evenShare, studiesNamed, studyFields } from './study';

/** What is known of the test itself. */
interface Test {
	readonly id: string | null;
	readonly start: unknown;
	readonly end: unknown;
	readonly isNew: boolean;
	readonly note: string;
}

const rowOf = (plan: SplitPlan, test: Test, { ad, id, adSetId, note }: MadeAd): IDataObject => ({
	id,
	name: ad.name,
	created: test.isNew,
	share: evenShare(plan.ads.length),
	testId: test.id,
	testName: plan.name,
	startTime: String(test.start),
	endTime: String(test.end),
	dailyBudget: test.isNew ? plan.dailyBudget : null,
	sourceAdId: String(ad.source.id),
	adSetId,
	adSetName: ad.adSetName,
	accountId: plan.account.id,
	adsManagerUrl: adSetUrl(plan.account.id, adSetId),
	note: compact([test.note, note]).join(' ') || null,
});

const checkedRow = (plan: SplitPlan): IDataObject => ({
	validated: true,
	created: false,
	testName: plan.name,
	share: evenShare(plan.ads.length),
	startTime: plan.start,
	endTime: plan.end,
	dailyBudget: plan.dailyBudget,
	ads: plan.ads.map(({ name }) => name).join(', '),
	accountId: plan.account.id,
	note: 'The test can be made of these ads. Nothing was created. Meta has no check for split tests.',
});

/** What Meta does with a test whose ads come later, nobody tells (UNCONFIRMED 131). */
const PAUSED_NOTE =
	'All of it is paused. Activate its ad sets and ads before the start; the originals run on unless you pause them.';

/**
 * Whether the study splits people otherwise than evenly over these ad sets. Meta may round a share, by less than one percent.
 *
 * @param isProof a share that Meta does not show does not count as even
 */
async function differs(
	session: Session,
	plan: SplitPlan,
	id: string,
	testAds: readonly MadeAd[],
	isProof: boolean,
): Promise<boolean> {
	const cells = await cellsOfStudy(session, plan.account.id, id);
	const even = evenShare(testAds.length);
	const isOff = ({ adSetId }: MadeAd): boolean => {
		const cell = cells.find(({ adSetIds }) => isEqual(adSetIds, [adSetId]));
		return cell === undefined || (cell.share === null ? isProof : Math.abs(cell.share - even) >= 1);
	};
	return cells.length !== testAds.length || testAds.some(isOff);
}

/** The test of that name, which has to be of these ads. */
async function useTest(
	session: Session,
	plan: SplitPlan,
	study: GraphObject,
	validateOnly: boolean,
): Promise<IDataObject[]> {
	const id = idOf(study.id);
	const testAds = await foundAds(session, plan);
	if (id === null || testAds === undefined || (await differs(session, plan, id, testAds, false)))
		throw new InputProblem(
			['name'],
			`is the name of a test that compares other ads (${String(study.id)})`,
			'Give this test another name. Nothing was created.',
		);
	const isOver = (instantOf(study.end_time) ?? Infinity) <= session.now();
	const state = isOver ? 'has ended; for another one, choose another name' : 'is used as it is';
	const note = `A test of this name and these ads is there already and ${state}. Nothing was created.`;
	// A run that was cut off may have left marks out.
	const mark = isOver || validateOnly ? '' : await markTested(session, plan.account, testAds, study.end_time);
	const test = {
		id,
		start: study.start_time,
		end: study.end_time,
		isNew: false,
		note: compact([note, mark]).join(' '),
	};
	return testAds.map((one) => rowOf(plan, test, one));
}

/** What Meta shows of a new test, compared with what was sent. */
async function provedNote(session: Session, plan: SplitPlan, id: string, testAds: readonly MadeAd[]): Promise<string> {
	const { account, start, end } = plan;
	const request = { method: 'GET', path: id, params: { fields: studyFields.join(',') }, effect: 'read' } as const;
	const { answer } = await session.graph.sendOne({ ...request, account: account.id });
	const cellsDiffer = await differs(session, plan, id, testAds, true).catch(() => null);
	if (answer === undefined || cellsDiffer === null)
		return 'Created, but it could not be read back completely just now.';
	const study = answer.body as GraphObject;
	const isSame = isEqual([study.start_time, study.end_time].map(instantOf), [start, end].map(instantOf));
	return isSame && !cellsDiffer
		? ''
		: 'Meta shows other times, shares or ad sets than were sent. Look at the test in Experiments before you activate it.';
}

/** How a test that ended in the middle goes on. */
const USED_AGAIN = 'These parts are paused. The same step uses them again, with the same start.';

/** The study of paused ad sets that are there by now. @throws also with what is there of it */
async function madeTest(session: Session, plan: SplitPlan, business: string) {
	const { account, name, start, end } = plan;
	const parts: MadeObject[] = [];
	try {
		const testAds = await makeTestAds(session, plan, parts);
		const cells = testAds.map(({ ad, adSetId }) => ({ name: ad.name, adSetId }));
		return {
			testAds,
			id: await createStudy(session, { account: account.id, business, name, start, end, cells }),
		};
	} catch (thrown) {
		throw withMade(failedVerdict(thrown).failure, parts, USED_AGAIN);
	}
}

async function makeTest(session: Session, plan: SplitPlan, business: string): Promise<IDataObject[]> {
	const { account, name, start, end } = plan;
	const { testAds, id } = await madeTest(session, plan, business);
	const mark = await markTested(session, account, testAds, end);
	const proved = await provedNote(session, plan, id, testAds);
	const others = await studiesNamed(session, account.id, business, name).catch((): GraphObject[] => []);
	const rivals = others.flatMap((study) => (study.id === id ? [] : [String(study.id)]));
	const twice =
		rivals.length > 0 && `Another run made the test ${rivals.join(', ')} at the same moment: end one in Experiments.`;
	const test = { id, start, end, isNew: true, note: compact([PAUSED_NOTE, mark, proved, twice]).join(' ') };
	return testAds.map((one) => rowOf(plan, test, one));
}

async function splitTestFrom(session: Session, params: SplitTestParams): Promise<IDataObject[]> {
	const plan = await planTest(session, params);
	const { account, name } = plan;
	const business = await businessOf(session, account.id);
	return await inTurn(session, [`split test ${business} ${name}`], async () => {
		// Read before anything is made: who may not see the tests cannot make one either.
		const [study, ...others] = await studiesNamed(session, account.id, business, name);
		if (others.length > 0)
			throw new InputProblem(
				['name'],
				`is the name of ${others.length + 1} tests`,
				'Give this test another name. Nothing was created.',
			);
		const validateOnly = session.dryRun || params.options.validateOnly;
		if (study !== undefined) return await useTest(session, plan, study, validateOnly);
		if (validateOnly) return [checkedRow(plan)];
		return await makeTest(session, plan, business);
	});
}

export const splitTest = defineOperation({
	value: 'splitTest',
	name: 'Split Test',
	action: 'Split test ads',
	description:
		'Compare two to five ads in an A/B test of Meta: equal shares of people, equal budgets, an end. Everything is made paused.',
	effect: 'write',
	form: splitTestForm,
	rule: adsProblem,
	perform: eachItem(async (session, params) => (await splitTestFrom(session, params)).map((json) => ({ json }))),
});
