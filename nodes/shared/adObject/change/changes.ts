import type { IDataObject } from 'n8n-workflow';

import type { Change, Changed, Planned } from '../../graph/writes/change';
import { changeAll } from '../../graph/writes/changeAll';
import type { GraphObject } from '../../graph/object';
import type { GraphParams, GraphRequest } from '../../graph/request';
import type { Verdict } from '../../node/operation';
import { InputProblem } from '../../form/problem';
import { existing, paired } from '../../lists';
import type { AccountFacts, Session } from '../../node/session/session';
import type { AdObjectKind } from '../kind';
import { asKindProblem, ownershipProblem, readObject } from '../target';
import type { Wanted } from './wanted';

export interface ObjectChange {
	readonly id: string;
	readonly account: AccountFacts;
	readonly validateOnly: boolean;
	/** What is wanted, or why it cannot be, given the object as it is now. */
	readonly decide: (current: GraphObject, atStart: GraphObject) => readonly Wanted[] | Error;
	readonly method: 'POST' | 'DELETE';
	/** Compare with the object itself and not with a list, which can lag: for everything that may touch money. */
	readonly exact?: boolean;
}

type Ended = Exclude<Changed, { failure: Error }>;

/**
 * A deleted object accepts nothing, an archived one only a new name or its deletion (Marketing API, "Manage ad object
 * status").
 */
function stateProblem(
	{ noun, locator }: AdObjectKind,
	current: GraphObject,
	wanted: readonly Wanted[],
): InputProblem | null {
	if (current.status === 'DELETED' && !wanted.every((want) => want.shownBy(current))) {
		return new InputProblem(
			[locator.name],
			'is deleted',
			`Meta keeps what is deleted as it was. Choose another ${noun}.`,
		);
	}
	if (
		current.status === 'ARCHIVED' &&
		wanted.some(({ field, value }) => field !== 'name' && !(field === 'status' && value === 'DELETED'))
	) {
		return new InputProblem(
			[locator.name],
			'is archived',
			`What is archived can only be renamed or deleted. Choose another ${noun}.`,
		);
	}
	return null;
}

function toChange(kind: AdObjectKind, { id, account, decide, method, exact }: ObjectChange): Change {
	const request = { path: id, effect: 'set' as const, account: account.id };
	const write = (missing: readonly Wanted[]): GraphRequest =>
		method === 'DELETE' ? { ...request, method } : { ...request, method, params: valuesOf(missing) };
	return {
		id,
		read: readObject(kind, id, account.id),
		edge: kind.listedById === false ? undefined : `${account.id}/${kind.edge}`,
		exact,
		goneIsDone: method === 'DELETE',
		plan(current, atStart): Planned | Error {
			const wanted = ownershipProblem(kind, current, account.id) ?? decide(current, atStart);
			if (wanted instanceof Error) return wanted;
			const problem = stateProblem(kind, current, wanted);
			if (problem) return problem;
			const missing = wanted.filter((want) => !want.shownBy(current));
			return {
				write: missing.length === 0 ? null : write(missing),
				unproven: (after) =>
					wanted.filter((want) => !want.unreadable && !want.shownBy(after)).map(({ label }) => label),
			};
		},
	};
}

/** As they are sent. */
const valuesOf = (wanted: readonly Wanted[]): GraphParams =>
	Object.fromEntries(wanted.map(({ field, value }) => [field, value]));

export interface PlannedChange {
	readonly change: Change;
	/** The value may only be checked: each item decides for itself. */
	readonly validateOnly: boolean;
}

/**
 * Carries out changes, and only has those checked that ask for it; endings in the same order. With `askMeta` off a
 * check ends with the plan.
 */
export async function carryOut(
	{ graph, wait }: Session,
	planned: readonly PlannedChange[],
	askMeta = true,
): Promise<Changed[]> {
	const endings = new Map<PlannedChange, Changed>();
	for (const validateOnly of [true, false]) {
		const group = planned.filter((plan) => plan.validateOnly === validateOnly);
		const ended = await changeAll(
			graph,
			group.map(({ change }) => change),
			{ wait, validateOnly, askMeta },
		);
		for (const [plan, ending] of paired(group, ended)) endings.set(plan, ending);
	}
	return planned.map((plan) => existing(endings.get(plan), 'the ending of a change'));
}

/** Carries out changes of one kind of object, many at once, and gives each its verdict. */
export async function changeObjects(
	session: Session,
	kind: AdObjectKind,
	changes: readonly ObjectChange[],
	toRow: (change: ObjectChange, ended: Ended) => IDataObject,
): Promise<Verdict[]> {
	const planned = changes.map((change) => ({ change: toChange(kind, change), validateOnly: change.validateOnly }));
	const askMeta = kind.checkedHere !== true && kind.changesCheckedHere !== true;
	const ended = await carryOut(session, planned, askMeta);
	return paired(changes, ended).map(([change, end]): Verdict =>
		end.failure ? { failure: asKindProblem(kind, end.failure) } : { rows: [{ json: toRow(change, end) }] },
	);
}

/** Who has checked the values, in a sentence. */
export const checkedBy = ({ checkedHere, plural, noun }: AdObjectKind, accepted = 'this'): string =>
	checkedHere
		? `Meta has no check for ${plural}: this ${noun} was checked here only.`
		: `Meta would accept ${accepted}.`;

/** The same of a change. */
const changeCheckedBy = (kind: AdObjectKind): string =>
	kind.changesCheckedHere
		? `Meta has no check for changes of ${kind.plural}: this one was compared here only.`
		: checkedBy(kind);

/** Which object, then what became of it, then the rest: a table is wide, and people read its first columns. */
export const outcomeFirst = ({ id, name, ...rest }: IDataObject, outcome: IDataObject): IDataObject => ({
	id,
	name,
	...outcome,
	...rest,
});

/** A changed object's row, with what changed in words. */
export const changedRow =
	(kind: AdObjectKind) =>
	(change: ObjectChange, { before, after, changed }: Ended): IDataObject => {
		const wanted = change.decide(before, before);
		const moved = wanted instanceof Error ? [] : wanted.filter((want) => !want.shownBy(before));
		const target = (want: Wanted): GraphObject => (changed ? after : { ...before, [want.field]: want.value });
		const changes =
			moved.map((want) => `${want.label}: ${want.inWords(before)} → ${want.inWords(target(want))}`).join('; ') ||
			'none';
		const row = kind.row(after, change.account);
		if (change.validateOnly)
			return outcomeFirst(row, {
				validated: true,
				changed: false,
				changes,
				note: `${changeCheckedBy(kind)} Nothing was changed.`,
			});
		return outcomeFirst(row, { changed, changes, ...unreadableNote(moved) });
	};

/** What Meta took and does not show, in a sentence. */
export function unreadableNote(wanted: readonly Wanted[]): IDataObject {
	const names = wanted.filter(({ unreadable }) => unreadable).map(({ label }) => label);
	return names.length === 0
		? {}
		: { note: `Meta took ${names.join(', ')} but does not show it: that cannot be read back.` };
}
