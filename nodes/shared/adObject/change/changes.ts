import { omitBy, partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { SideCalls, GraphChange, ChangeResult, ChangePlan } from '../../graph/writes/change';
import { changeAll } from '../../graph/writes/changeAll';
import type { GraphObject } from '../../graph/object';
import type { GraphParams, GraphRequest } from '../../graph/request';
import type { Verdict } from '../../node/operation';
import { InputProblem } from '../../form/problem';
import { existing, pairLists } from '../../lists';
import type { AccountFacts, Session } from '../../node/session/session';
import type { AdObjectKind } from '../kind';
import { asKindProblem, ownershipProblem, readObject } from '../target';
import type { WantedValue } from './wanted';

export interface ObjectChange {
	readonly id: string;
	readonly account: AccountFacts;
	readonly validateOnly: boolean;
	/** What is wanted, or why it cannot be, given the object as it is now. */
	readonly decide: (current: GraphObject, atStart: GraphObject) => readonly WantedValue[] | Error;
	readonly method: 'POST' | 'DELETE';
	/** Compare with the object itself and not with a list, which can lag: for everything that may touch money. */
	readonly exact?: boolean;
}

type Ended = Exclude<ChangeResult, { failure: Error }>;

/**
 * A deleted object accepts nothing, an archived one only a new name or its deletion (Marketing API, "Manage ad object
 * status").
 */
function stateProblem(
	{ noun, locator }: AdObjectKind,
	current: GraphObject,
	wantedValues: readonly WantedValue[],
): InputProblem | null {
	if (current.status === 'DELETED' && !wantedValues.every((want) => want.shownBy(current))) {
		return new InputProblem(
			[locator.name],
			'is deleted',
			`Meta keeps what is deleted as it was. Choose another ${noun}.`,
		);
	}
	if (
		current.status === 'ARCHIVED' &&
		wantedValues.some(({ field, value }) => field !== 'name' && !(field === 'status' && value === 'DELETED'))
	) {
		return new InputProblem(
			[locator.name],
			'is archived',
			`An archived ${noun} can only be renamed or deleted. Choose another ${noun}.`,
		);
	}
	return null;
}

function toChange(kind: AdObjectKind, { id, account, decide, method, exact }: ObjectChange): GraphChange {
	const request = { path: id, effect: 'set' as const, account: account.id };
	const write = (missing: readonly WantedValue[]): GraphRequest =>
		method === 'DELETE' ? { ...request, method } : { ...request, method, params: valuesOf(missing) };
	return {
		id,
		read: readObject(kind, id, account.id),
		edge: kind.listedById === false ? undefined : `${account.id}/${kind.edge}`,
		exact,
		goneIsDone: method === 'DELETE',
		plan(current, atStart): ChangePlan | Error {
			const decision = ownershipProblem(kind, current, account.id) ?? decide(current, atStart);
			if (decision instanceof Error) return decision;
			const problem = stateProblem(kind, current, decision);
			if (problem) return problem;
			const missing = decision.filter((want) => !want.shownBy(current));
			const [asides, values] = partition(missing, ({ sideCalls }) => sideCalls !== undefined);
			return {
				write: values.length === 0 ? null : write(values),
				sideCalls: Object.assign(
					{},
					...asides.map(({ sideCalls }) => sideCalls?.({ path: id, account: account.id })),
				) as SideCalls,
				unproven: (after) =>
					decision.filter((want) => !want.unreadable && !want.shownBy(after)).map(({ label }) => label),
			};
		},
	};
}

/** As they are sent. */
const valuesOf = (wantedValues: readonly WantedValue[]): GraphParams =>
	Object.fromEntries(wantedValues.map(({ field, value }) => [field, value]));

export interface PlannedChange {
	readonly change: GraphChange;
	/** The value may only be checked: each item decides for itself. */
	readonly validateOnly: boolean;
}

/**
 * Carries out changes, and only has those checked that ask for it; endings in the same order. With `askMeta` off a
 * check ends with the plan.
 */
export async function carryOutChanges(
	{ graph, wait }: Session,
	plans: readonly PlannedChange[],
	askMeta = true,
): Promise<ChangeResult[]> {
	const endings = new Map<PlannedChange, ChangeResult>();
	for (const validateOnly of [true, false]) {
		const group = plans.filter((plan) => plan.validateOnly === validateOnly);
		const changeEndings = await changeAll(
			graph,
			group.map(({ change }) => change),
			{ wait, validateOnly, askMeta },
		);
		for (const [plan, ending] of pairLists(group, changeEndings)) endings.set(plan, ending);
	}
	return plans.map((plan) => existing(endings.get(plan), 'the ending of a change'));
}

/** Carries out changes of one kind of object, many at once, and gives each its verdict. */
export async function changeObjects(
	session: Session,
	kind: AdObjectKind,
	changes: readonly ObjectChange[],
	toRow: (change: ObjectChange, endings: Ended) => IDataObject,
): Promise<Verdict[]> {
	const plans = changes.map((change) => ({ change: toChange(kind, change), validateOnly: change.validateOnly }));
	const askMeta = kind.checkedHere !== true && kind.changesCheckedHere !== true;
	const endings = await carryOutChanges(session, plans, askMeta);
	return pairLists(changes, endings).map(([change, end]): Verdict =>
		end.failure ? { failure: asKindProblem(kind, end.failure) } : { rows: [{ json: toRow(change, end) }] },
	);
}

/** Who has checked the values, in a sentence. */
export const checkedBy = ({ checkedHere, plural, noun }: AdObjectKind, checkedFields = 'this'): string =>
	checkedHere
		? `Meta has no check for ${plural}: this ${noun} was checked here only.`
		: `Meta would accept ${checkedFields}.`;

/** The same of a change. */
const changeCheckedBy = (kind: AdObjectKind): string =>
	kind.changesCheckedHere
		? `Meta has no check for changes of ${kind.plural}: this one was compared here only.`
		: checkedBy(kind);

/**
 * Which object, then what became of it, then the rest: a table is wide, and people read its first columns. Where a row has one of
 * these columns already, what became of it counts.
 */
export const outcomeFirst = ({ id, name, ...rest }: IDataObject, outcome: IDataObject): IDataObject => ({
	id,
	name,
	...outcome,
	...omitBy(rest, (_, column) => column in outcome),
});

/** A changed object's row, with what changed in words. */
export const changedRow =
	(kind: AdObjectKind) =>
	(change: ObjectChange, { before, after, changed }: Ended): IDataObject => {
		const decision = change.decide(before, before);
		const movedValues = decision instanceof Error ? [] : decision.filter((want) => !want.shownBy(before));
		const target = (want: WantedValue): GraphObject => (changed ? after : { ...before, [want.field]: want.value });
		const changes =
			movedValues.map((want) => `${want.label}: ${want.inWords(before)} → ${want.inWords(target(want))}`).join('; ') ||
			'none';
		const row = kind.row(after, change.account);
		if (change.validateOnly)
			return outcomeFirst(row, {
				validated: true,
				changed: false,
				changes,
				note: `${changeCheckedBy(kind)} Nothing was changed.`,
			});
		return outcomeFirst(row, { changed, changes, ...unreadableNote(movedValues) });
	};

/** What Meta took and does not show, in a sentence. */
export function unreadableNote(wantedValues: readonly WantedValue[]): IDataObject {
	const names = wantedValues.filter(({ unreadable }) => unreadable).map(({ label }) => label);
	return names.length === 0
		? {}
		: { note: `Meta took ${names.join(', ')} but does not show it: that cannot be read back.` };
}
