import { createOne } from '../../../shared/adObject/createOne';
import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import { LARGE_PAGE, readRows } from '../../../shared/graph/pages';
import { fieldList, type GraphRequest } from '../../../shared/graph/request';
import type { Session } from '../../../shared/node/session/session';
import { idOf, textCell } from '../../../shared/reading/cells';
import { instantOf } from '../../../shared/reading/instants';
import { entriesOf, recordOf } from '../../../shared/reading/json';
import { numberOf } from '../../../shared/reading/numbers';

/** Split tests as Meta keeps them: studies of a business portfolio (Marketing API, Ad Study reference and Split Testing guide). */

export const studyFields = ['id', 'name', 'type', 'start_time', 'end_time', 'canceled_time', 'created_time'];

/** Some of the people, and the ad sets that only they see. */
export interface StudyCell {
	readonly name: string | null;
	/** Percent of the people; null where Meta does not tell. */
	readonly share: number | null;
	readonly adSetIds: readonly string[];
}

/** What a new study is to compare: a cell an ad set. */
export interface StudyWish {
	readonly account: string;
	readonly business: string;
	readonly name: string;
	readonly start: string;
	readonly end: string;
	readonly cells: ReadonlyArray<{ readonly name: string; readonly adSetId: string }>;
}

/** @throws InputProblem where the account belongs to nobody in whose name a study could be made */
export async function businessOf(session: Session, account: string): Promise<string> {
	const request = {
		method: 'GET',
		path: account,
		params: { fields: 'business{id,name}' },
		effect: 'read',
		account,
	} as const;
	const { body } = await session.graph.send(request);
	const id = idOf(recordOf((body as GraphObject).business).id);
	if (id !== null) return id;
	throw new InputProblem(
		['adAccount'],
		'belongs to no business portfolio that Meta shows, and Meta keeps split tests there',
		'Add the ad account to a business portfolio in Business Settings, and give the token business_management.',
	);
}

/** What a refusal may be about: Meta names code 200 alone (UNCONFIRMED 132). */
const RIGHTS =
	'Split tests belong to the business portfolio of the ad account: the token needs business_management as well as ads_management, and its user a role there.';

const withRights = (failure: unknown): unknown =>
	failure instanceof GraphFailure && (failure.kind === 'permission' || failure.kind === 'notFound')
		? failure.with({ advice: `${failure.advice} ${RIGHTS}` })
		: failure;

/** Tests of this name that were not canceled. @throws GraphFailure where that cannot be seen: it could be made twice */
export async function studiesNamed(session: Session, account: string, business: string, name: string) {
	const params = { fields: fieldList(studyFields) };
	const request: GraphRequest = { method: 'GET', path: `${business}/ad_studies`, params, effect: 'read', account };
	const rows = await readRows(session.graph, request, Infinity, LARGE_PAGE).catch((thrown: unknown) => {
		throw withRights(thrown);
	});
	return rows.filter((study) => study.name === name && textCell(study.canceled_time) === null);
}

/** The cells of a study. Ads and ad accounts have no edge of a cell, so a test of those has cells without ad sets here. */
export async function cellsOfStudy(session: Session, account: string, study: string): Promise<StudyCell[]> {
	const params = { fields: 'id,name,treatment_percentage,adsets{id}' };
	const request: GraphRequest = { method: 'GET', path: `${study}/cells`, params, effect: 'read', account };
	const rows = await readRows(session.graph, request, Infinity, LARGE_PAGE);
	return rows.map(({ name, treatment_percentage: share, adsets }) => ({
		name: textCell(name),
		share: numberOf(share),
		adSetIds: entriesOf(recordOf(adsets).data).flatMap((one) => idOf(recordOf(one).id) ?? []),
	}));
}

/** Percent of each of so many equal parts. Meta takes two digits, at least 10 a cell and at most 100 in all. */
export const evenShare = (parts: number): number => Math.floor(10_000 / parts) / 100;

const seconds = (time: string): number => Math.floor((instantOf(time) ?? 0) / 1000);

/** @throws GraphFailure, also where it is unknown whether the study was made */
export async function createStudy(session: Session, wish: StudyWish): Promise<string> {
	const { account, business, name, start, end, cells } = wish;
	const path = `${business}/ad_studies`;
	const treatment_percentage = evenShare(cells.length);
	const params = {
		name,
		type: 'SPLIT_TEST',
		start_time: seconds(start),
		end_time: seconds(end),
		cells: cells.map((cell) => ({ name: cell.name, treatment_percentage, adsets: [cell.adSetId] })),
	};
	const creation = {
		request: { method: 'POST', path, params, effect: 'create', account },
		lookUp: { edge: path, account, name, noun: 'split test', narrow: {}, fields: ['type'], matches: isSplitTest },
	} as const;
	const { id } = await createOne(session, creation).catch((thrown: unknown) => {
		throw withRights(thrown);
	});
	return id;
}

const isSplitTest = ({ type }: GraphObject): boolean => type === 'SPLIT_TEST';
