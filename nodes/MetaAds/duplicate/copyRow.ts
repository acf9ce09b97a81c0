import type { IDataObject } from 'n8n-workflow';

import type { GraphObject } from '../../shared/graph/object';
import { outcomeFirst } from '../../shared/adObject/changes';
import type { AdObjectKind } from '../../shared/adObject/kind';
import type { Below, Plan } from './plan';

/** What is known of a copy. */
export interface Copy {
	readonly id: string;
	/** Null where it could not be read back. */
	readonly object: GraphObject | null;
	/** What lies in it by now; null where that could not be read back. */
	readonly below: readonly Below[] | null;
	/** Meta's answer, if there was one. */
	readonly answer?: GraphObject;
}

interface Pair {
	readonly type: string;
	readonly sourceId: string;
	readonly copyId: string;
}

/** Old and new ids, as the copies themselves say and as Meta's answer said. */
export function pairsOf(noun: string, { source, below }: Plan, copy: Copy): Pair[] {
	const answered = Array.isArray(copy.answer?.ad_object_ids) ? (copy.answer.ad_object_ids as GraphObject[]) : [];
	const told = new Map(answered.map(({ source_id: from, copied_id: to }) => [String(from), String(to)]));
	const read = new Map((copy.below ?? []).map(({ sourceId, id }) => [sourceId, id]));
	const children = below.flatMap(({ type, id }): Pair[] => {
		const copyId = read.get(id) ?? told.get(id);
		return copyId === undefined ? [] : [{ type, sourceId: id, copyId }];
	});
	return [{ type: noun, sourceId: String(source.id), copyId: copy.id }, ...children];
}

/** The copy as a row, with what became of everything in its model. */
export function copyRow(kind: AdObjectKind, plan: Plan, copy: Copy): IDataObject {
	const pairs = pairsOf(kind.noun, plan, copy);
	const known = new Set(pairs.map(({ sourceId }) => sourceId));
	const missing = plan.below.filter(({ id }) => !known.has(id));
	const outcome = {
		created: true,
		complete: missing.length === 0,
		sourceId: String(plan.source.id),
		copiedObjects: pairs.length,
		copies: pairs.map((pair) => ({ ...pair })),
		missing: missing.map(({ type, id, name }) => ({ type, sourceId: id, name })),
		note: notes(kind, plan, copy, missing.length).join(' '),
	};
	if (copy.object === null) return { id: copy.id, name: plan.lookUp.name, ...outcome, accountId: plan.account.id, adsManagerUrl: kind.url(plan.account.id, copy.id) };
	return outcomeFirst(kind.row(copy.object, plan.account), outcome);
}

function notes({ noun }: AdObjectKind, { lookUp, source, status }: Plan, { object, below }: Copy, missing: number): string[] {
	const wanted = status === 'INHERITED_FROM_SOURCE' ? String(source.status) : status;
	return [
		missing > 0 && `${missing} of what lies in the original was not found in the copy: Meta may still be copying, or has stopped. Look at the copy in Ads Manager; nothing was sent twice.`,
		(object === null || below === null) && 'Copied, but it could not be read back completely just now.',
		object !== null && object.name !== lookUp.name && `Meta named the ${noun} “${String(object.name)}”.`,
		object !== null && object.status !== wanted && `Meta shows the status ${String(object.status)}, not ${wanted}. Check it in Ads Manager.`,
	].filter((note) => note !== false);
}
