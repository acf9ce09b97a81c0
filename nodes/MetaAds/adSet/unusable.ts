import { readRows } from '../../shared/graph/pages';
import { InputProblem } from '../../shared/form/problem';
import type { Session } from '../../shared/node/session';
import { orNothing, pageProblem, unusablePages } from '../asset/unusablePages';
import type { Targeting } from '../targeting/targetingJson';
import { detailed } from './targetingParts';
import { listAt } from './targetingTree';

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

const optionProblem = ({ id, path }: Named): InputProblem =>
	new InputProblem(path, `cannot be used: Meta does not know ${id}, or has taken it out of use`, 'Choose it from the list: what is not found there cannot be targeted any more.');

/** By position, why an item names what cannot be used. */
export async function unusable(session: Session, items: readonly Names[]): Promise<Array<InputProblem | undefined>> {
	const problems = new Array<InputProblem | undefined>(items.length);
	for (const account of unique(items.map((item) => item.account))) {
		const own = items.map((item, index) => ({ ...item, index })).filter((item) => item.account === account);
		const invalid = await invalidOptions(session, account, unique(own.flatMap(({ options }) => options.map(({ id }) => id))));
		const foreign = await unusablePages(session, account, unique(own.flatMap(({ page }) => (page ? [page.id] : []))));
		for (const { index, options, page } of own) {
			const option = options.find(({ id }) => invalid.has(id));
			problems[index] = option ? optionProblem(option) : page && foreign.has(page.id) ? pageProblem(page.id, page.path) : undefined;
		}
	}
	return problems;
}
