import { GraphFailure } from '../../shared/graph/error';
import { readRows, type GraphObject } from '../../shared/graph/pages';
import type { GraphRequest } from '../../shared/graph/request';
import { InputProblem } from '../../shared/node/problem';
import type { Session } from '../../shared/node/session';
import type { Targeting } from '../targeting/targetingJson';
import { detailed, listAt } from './targetingParts';

/**
 * What a form names by an ID that only Meta knows: interests, behaviors, the page. Before anything is sent, one look for
 * all items of the run finds those that cannot be used. A look that fails or tells nothing sure proves nothing: the
 * write then goes to Meta, which judges by itself.
 */

type Path = readonly PropertyKey[];

interface Named {
	readonly id: string;
	readonly path: Path;
}

/** What one item names. */
export interface Names {
	/** `act_` and digits. */
	readonly account: string;
	readonly options: readonly Named[];
	readonly page?: Named;
}

interface OptionsForm {
	readonly interests?: readonly string[];
	readonly behaviors?: readonly string[];
	readonly targetingJson?: Targeting;
}

const idOf = (entry: unknown): string => String((entry as { id?: unknown } | null)?.id ?? entry);

/** Interests and behaviors that the form sets itself. */
export function optionsIn({ interests = [], behaviors = [], targetingJson: json }: OptionsForm): Named[] {
	const rows = (field: string, picker: string, ids: readonly string[]): Named[] => ids.map((id, row) => ({ id, path: ['targeting', field, 'rows', row, picker] }));
	const exclusions = ['interests', 'behaviors'].flatMap((category) => (json ? listAt(json, 'exclusions', category) : []));
	const inJson = json ? [...detailed(json, 'interests'), ...detailed(json, 'behaviors'), ...exclusions] : [];
	return [...rows('interests', 'interest', interests), ...rows('behaviors', 'behavior', behaviors), ...inJson.map((entry) => ({ id: idOf(entry), path: ['targeting', 'targetingJson'] }))];
}

const unique = <T>(list: readonly T[]): T[] => [...new Set(list)];

/** Nothing in place of what a failing look would have told. */
async function orNothing<T>(look: Promise<T>): Promise<T | undefined> {
	return await look.catch(async (thrown: unknown) => (thrown instanceof GraphFailure ? undefined : await Promise.reject(thrown)));
}

/** IDs asked about at once: they stand in the address, whose length is limited. */
const ASKED = 100;

/** IDs that Meta calls not valid (Marketing API, "Detailed targeting": validation). An ID it says nothing about passes. */
async function invalidOptions({ graph }: Session, account: string, ids: readonly string[]): Promise<Set<string>> {
	const invalid = new Set<string>();
	for (let from = 0; from < ids.length; from += ASKED) {
		const params = { id_list: ids.slice(from, from + ASKED) };
		const rows = await orNothing(readRows(graph, { method: 'GET', path: `${account}/targetingvalidation`, params, effect: 'read', account }, ASKED));
		for (const { id, valid } of rows ?? []) if (valid === false) invalid.add(String(id));
	}
	return invalid;
}

/** Pages read of one list at the most; a longer one counts as not known in full. */
const MOST_PAGES = 1_000;

/** The ids of a whole list. Undefined when it cannot be read, is too long, or is empty: Meta leaves out what the token has no permission to see. */
async function wholeList({ graph }: Session, request: GraphRequest): Promise<Set<string> | undefined> {
	const rows = await orNothing(readRows(graph, { ...request, params: { fields: 'id' } }, MOST_PAGES + 1));
	return rows === undefined || rows.length === 0 || rows.length > MOST_PAGES ? undefined : new Set(rows.map(({ id }: GraphObject) => String(id)));
}

/**
 * Pages that the token cannot use: neither among those of the ad account (`promote_pages`) nor among those of the person
 * (`me/accounts`), and not even readable. Both lists have to be known in full; whether they always are what Meta goes by
 * is UNCONFIRMED, hence the third look.
 */
async function unusablePages(session: Session, account: string, ids: readonly string[]): Promise<Set<string>> {
	const missingIn = async (request: GraphRequest, asked: readonly string[]): Promise<string[]> => {
		const known = asked.length > 0 ? await wholeList(session, request) : undefined;
		return known === undefined ? [] : asked.filter((id) => !known.has(id));
	};
	const notOfAccount = await missingIn({ method: 'GET', path: `${account}/promote_pages`, effect: 'read', account }, ids);
	const notOfPerson = await missingIn({ method: 'GET', path: 'me/accounts', effect: 'read' }, notOfAccount);
	const reads = await session.graph.sendMany(notOfPerson.map((id) => ({ method: 'GET', path: id, params: { fields: 'id' }, effect: 'read' })));
	return new Set(notOfPerson.filter((_, index) => ['notFound', 'permission'].includes(reads[index].failure?.kind ?? '')));
}

const optionProblem = ({ id, path }: Named): InputProblem =>
	new InputProblem(path, `cannot be used: Meta does not know ${id}, or has taken it out of use`, 'Choose it from the list: what is not found there cannot be targeted any more.');

const pageProblem = ({ id, path }: Named): InputProblem =>
	new InputProblem(path, `cannot be used: ${id} is not among the pages of this ad account or of the credential’s user`, 'Choose a page from the list. If it is missing there, assign it to the user and the ad account in the business settings.');

/** By position, why an item names what cannot be used. */
export async function unusable(session: Session, items: readonly Names[]): Promise<Array<InputProblem | undefined>> {
	const problems = new Array<InputProblem | undefined>(items.length);
	for (const account of unique(items.map((item) => item.account))) {
		const own = items.map((item, index) => ({ ...item, index })).filter((item) => item.account === account);
		const invalid = await invalidOptions(session, account, unique(own.flatMap(({ options }) => options.map(({ id }) => id))));
		const foreign = await unusablePages(session, account, unique(own.flatMap(({ page }) => (page ? [page.id] : []))));
		for (const { index, options, page } of own) {
			const option = options.find(({ id }) => invalid.has(id));
			problems[index] = option ? optionProblem(option) : page && foreign.has(page.id) ? pageProblem(page) : undefined;
		}
	}
	return problems;
}
