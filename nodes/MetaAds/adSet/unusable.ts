import { chunk, groupBy, uniq } from 'lodash';

import { InputProblem } from '../../shared/form/problem';
import { readRows } from '../../shared/graph/pages';
import type { Session } from '../../shared/node/session/session';
import { orNothing, pageProblem, unusablePages } from '../asset/unusablePages';
import { recordOf } from '../../shared/reading/json';
import type { Targeting } from '../targeting/targetingJson';
import { detailedOptions } from './targeting/detailed';
import { listAt } from './targeting/tree';

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
export interface ItemNames {
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

const idOf = (entry: unknown): string => String(recordOf(entry).id ?? entry);

/** Interests and behaviors that the form sets itself. */
export function optionsIn({ interests = [], behaviors = [], targetingJson: json }: OptionsForm): Named[] {
	const rows = (field: string, picker: string, ids: readonly string[]): Named[] =>
		ids.map((id, row) => ({ id, path: ['targeting', field, 'rows', row, picker] }));
	return [
		...rows('interests', 'interest', interests),
		...rows('behaviors', 'behavior', behaviors),
		...(json ? entriesIn(json) : []).map((entry) => ({ id: idOf(entry), path: ['targeting', 'targetingJson'] })),
	];
}

const entriesIn = (json: Targeting): unknown[] => [
	...detailedOptions(json, 'interests'),
	...detailedOptions(json, 'behaviors'),
	...listAt(json, 'exclusions', 'interests'),
	...listAt(json, 'exclusions', 'behaviors'),
];

/** IDs asked about at once: they stand in the address, whose length is limited. */
const MOST_IDS = 100;

/** IDs that Meta calls not valid (Marketing API, "Detailed targeting": validation). An ID it says nothing about passes. */
async function invalidOptions({ graph }: Session, account: string, ids: readonly string[]): Promise<Set<string>> {
	const invalid = new Set<string>();
	for (const query of chunk(ids, MOST_IDS)) {
		const path = `${account}/targetingvalidation`;
		const look = readRows(
			graph,
			{ method: 'GET', path, params: { id_list: query }, effect: 'read', account },
			MOST_IDS,
		);
		const rows = await orNothing(look);
		for (const { id, valid } of rows ?? []) if (valid === false) invalid.add(String(id));
	}
	return invalid;
}

const optionProblem = ({ id, path }: Named): InputProblem =>
	new InputProblem(
		path,
		`cannot be used: Meta does not know ${id}, or has taken it out of use`,
		'Choose it from the list. If it is not there, it can no longer be targeted.',
	);

/** By position, why an item names what cannot be used. */
export async function unusableNames(
	session: Session,
	items: readonly ItemNames[],
): Promise<Array<InputProblem | undefined>> {
	const judges = new Map<string, Judge>();
	for (const [account, own] of Object.entries(groupBy(items, 'account'))) {
		judges.set(account, await judgeOf(session, account, own));
	}
	return items.map((item) => judges.get(item.account)?.(item));
}

/** Says of one item why it cannot be used. */
type Judge = (item: ItemNames) => InputProblem | undefined;

/** What the looks for all items of one account found. */
async function judgeOf(session: Session, account: string, items: readonly ItemNames[]): Promise<Judge> {
	const invalid = await invalidOptions(
		session,
		account,
		uniq(items.flatMap(({ options }) => options.map(({ id }) => id))),
	);
	const foreign = await unusablePages(session, account, uniq(items.flatMap(({ page }) => (page ? [page.id] : []))));
	return ({ options, page }) => {
		const option = options.find(({ id }) => invalid.has(id));
		if (option) return optionProblem(option);
		return page && foreign.has(page.id) ? pageProblem(page.id, page.path) : undefined;
	};
}
