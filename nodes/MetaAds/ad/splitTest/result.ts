import { groupBy, sumBy, uniq } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { isUnknownEvidence } from '../../../meta/evidence/known';
import { reviewOf } from '../../../meta/review/adReview';
import { accountDay, daysFrom } from '../../../shared/accountTime';
import { adSetUrl } from '../../../shared/adsManager';
import { formOf, type ParamsIn } from '../../../shared/form/form';
import { InputProblem } from '../../../shared/form/problem';
import { knownId, titleOf, type GraphObject } from '../../../shared/graph/object';
import { LARGE_PAGE, readRows } from '../../../shared/graph/pages';
import { fieldList } from '../../../shared/graph/request';
import { roundedCost } from '../../../shared/money';
import { optionsField } from '../../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../../shared/node/operation';
import { adAccountLocator, picker } from '../../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../../shared/node/session/session';
import { textCell } from '../../../shared/reading/cells';
import { instantOf } from '../../../shared/reading/instants';
import { readOwnReport } from '../rotate/ownReport';
import type { AdDayFigures } from '../rotate/policy/rotation';
import { withOneKind, type ReportRow } from '../rotate/reportRows';
import { everyStatus } from '../statuses';
import { cellsOfStudy, studyFields, type StudyCell } from './study';
import { commonDays, judgeCells, type CellVerdict, type TestedCell } from './verdict';

const form = formOf(
	adAccountLocator,
	picker({
		label: 'Test',
		parameter: 'test',
		description: 'The split test. The list shows those of the chosen ad account; Split Test gives it as testId.',
		search: 'searchSplitTests',
		idExample: '3301000000000001',
	}),
	optionsField(),
);

type Params = ParamsIn<typeof form>;

/** One cell with what runs in it. */
interface Cell extends StudyCell {
	readonly title: string;
	readonly ads: readonly GraphObject[];
}

export const testedAdFields = [
	'id',
	'name',
	'account_id',
	'adset_id',
	'status',
	'effective_status',
	'ad_review_feedback',
	'issues_info',
];

/** @throws InputProblem for a study that is no test of ad sets of this account */
async function readCells(session: Session, account: AccountFacts, study: GraphObject): Promise<Cell[]> {
	const asProblem = (message: string): InputProblem =>
		new InputProblem(['test'], message, 'Choose a split test of ad sets, as Split Test makes them.');
	if (study.type !== 'SPLIT_TEST')
		throw asProblem(`is no split test but of the type ${textCell(study.type) ?? 'unknown'}`);
	const cells = await cellsOfStudy(session, account.id, String(study.id));
	if (cells.length < 2) throw asProblem('has fewer than two parts to compare');
	if (cells.some(({ adSetIds }) => adSetIds.length === 0)) throw asProblem('compares something else than ad sets');
	const adSets = cells.flatMap(({ adSetIds }) => adSetIds);
	const request = {
		method: 'GET',
		path: `${account.id}/ads`,
		params: {
			fields: fieldList(testedAdFields),
			effective_status: [...everyStatus],
			filtering: [{ field: 'adset.id', operator: 'IN', value: adSets }],
		},
		effect: 'read',
		account: account.id,
	} as const;
	const ads = await readRows(session.graph, request, Infinity, LARGE_PAGE);
	return cells.map((cell, index): Cell => {
		const own = ads
			.filter(({ adset_id: adSet }) => cell.adSetIds.includes(String(adSet)))
			.map((ad) => ({ ...ad, id: knownId(ad) })); // what cannot be named would not be counted either
		if (own.length === 0) throw asProblem('has a part without ads of the chosen ad account');
		const names = uniq(own.map(titleOf));
		return {
			...cell,
			ads: own,
			title: cell.name ?? (names.length === 1 ? names[0] : undefined) ?? `Part ${index + 1}`,
		};
	});
}

/** The days of several ads as those of one. */
const daysOf = (rows: readonly ReportRow[]): AdDayFigures[] =>
	Object.entries(groupBy(rows, 'date')).map(([date, ofDay]) => ({
		adId: '',
		date,
		spend: sumBy(ofDay, 'spend'),
		impressions: sumBy(ofDay, 'impressions'),
		clicks: null,
		results:
			ofDay.find(({ results }) => isUnknownEvidence(results))?.results ?? sumBy(ofDay, (row) => Number(row.results)),
	}));

/** The calendar days from the start of a test to its planned end; none where one of them is unknown. */
function plannedDays({ start_time: start, end_time: end }: GraphObject, timeZone: string): string[] {
	const [from, to] = [instantOf(start), instantOf(end)];
	// A test that ends at midnight has no part of the day that begins then.
	return from === null || to === null ? [] : daysFrom(accountDay(from, timeZone), accountDay(to - 1, timeZone));
}

/** Those of a test's days that are over, up to a cancellation; today is not. */
function daysOver(study: GraphObject, days: readonly string[], { timeZone }: AccountFacts, now: number): string[] {
	const canceled = instantOf(study.canceled_time);
	const today = accountDay(now, timeZone);
	const last = canceled === null ? today : accountDay(canceled - 1, timeZone);
	return days.filter((day) => day < today && day <= last);
}

function stateOf({ start_time: start, end_time: end, canceled_time: canceled }: GraphObject, now: number): string {
	if (textCell(canceled) !== null) return 'canceled';
	const [from, to] = [instantOf(start), instantOf(end)];
	if (from === null || to === null) return 'unknown';
	return now < from ? 'scheduled' : now < to ? 'running' : 'ended';
}

async function figuresOf(
	session: Session,
	account: AccountFacts,
	cells: readonly Cell[],
	days: readonly string[],
): Promise<TestedCell[]> {
	const [first] = days;
	if (first === undefined) return cells.map(({ title }) => ({ name: title, days: [] }));
	const now = session.now();
	const ids = cells.flatMap(({ ads }) => ads.map(({ id }) => String(id)));
	const reach = { days: daysFrom(first, accountDay(now, account.timeZone)).length - 1, lag: 0 };
	const rows = withOneKind(await readOwnReport(session, account, ids, reach, now, everyStatus));
	const ofTest = rows.filter(({ date }) => days.includes(date));
	return cells.map(({ title, ads }) => ({
		name: title,
		days: daysOf(ofTest.filter(({ adId }) => ads.some(({ id }) => id === adId))),
	}));
}

/** What keeps a comparison from being even, a sentence each. */
function notesOf(cell: Cell, cells: readonly TestedCell[], verdicts: readonly CellVerdict[]): string | null {
	const some = uniq(
		cells.flatMap(({ days }) => days.filter(({ impressions }) => impressions > 0).map(({ date }) => date)),
	);
	const alone = some.length - commonDays(cells).length;
	const spends = verdicts.map(({ spend }) => spend);
	const notes = [
		...cell.ads.map(reviewOf).flatMap(({ state, nextStep }) => (state === 'approved' ? [] : [nextStep])),
		alone > 0 ? `Not counted, because not all ads were shown: ${alone === 1 ? 'one day' : `${alone} days`}.` : '',
		Math.min(...spends) > 0 && Math.max(...spends) > 1.5 * Math.min(...spends)
			? 'The ads spent unevenly: costs are compared, not numbers of results.'
			: '',
	];
	return uniq(notes.filter((one) => one !== '')).join(' ') || null;
}

async function resultOf(session: Session, { adAccount, test }: Params): Promise<IDataObject[]> {
	const account = await session.account(adAccount);
	const request = { method: 'GET', path: test, params: { fields: fieldList(studyFields) }, effect: 'read' } as const;
	const { body } = await session.graph.send({ ...request, account: account.id });
	const study = { ...(body as GraphObject), id: test };
	const cells = await readCells(session, account, study);
	const now = session.now();
	const days = plannedDays(study, account.timeZone);
	const over = daysOver(study, days, account, now);
	const tested = await figuresOf(session, account, cells, over);
	const verdicts = judgeCells(tested, { over: over.length, planned: days.length }, account.currency);
	return verdicts.map((one, at) =>
		rowOf({ study, account, now }, cells[at]!, one, notesOf(cells[at]!, tested, verdicts)),
	);
}

interface Context {
	readonly study: GraphObject;
	readonly account: AccountFacts;
	/** Milliseconds. */
	readonly now: number;
}

function rowOf(
	{ study, account, now }: Context,
	{ title, share, ads, adSetIds }: Cell,
	{ verdict, reason, spend, impressions, results }: CellVerdict,
	note: string | null,
): IDataObject {
	return {
		name: title,
		verdict,
		reason,
		spend,
		impressions,
		results,
		costPerResult: results ? roundedCost(spend / results, 2) : null,
		currency: account.currency,
		testState: stateOf(study, now),
		share,
		reviewState: uniq(ads.map((ad) => reviewOf(ad).state)).join(', '),
		adId: ads.map(({ id }) => String(id)).join(', '),
		adSetId: adSetIds.join(', '),
		testId: String(study.id),
		testName: textCell(study.name),
		startTime: textCell(study.start_time),
		endTime: textCell(study.end_time),
		accountId: account.id,
		adsManagerUrl: adSetUrl(account.id, adSetIds[0] ?? ''),
		note,
	};
}

export const getSplitTestResult = defineOperation({
	value: 'getSplitTestResult',
	name: 'Get Split Test Result',
	action: 'Get the result of a split test',
	description: 'See what each ad of an A/B test did, and whether one of them is clearly best',
	effect: 'read',
	form,
	perform: eachItem(async (session, params) => (await resultOf(session, params)).map((json) => ({ json }))),
});
