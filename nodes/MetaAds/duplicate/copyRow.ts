import type { IDataObject } from 'n8n-workflow';

import { outcomeFirst } from '../../shared/adObject/change/changes';
import { idOf } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import type { GraphFailure } from '../../shared/graph/error';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { showsWanted } from '../../shared/reading/shown';
import { inPlainWords, sayable } from '../../shared/words';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { leftBehindNote } from './changedCopy';
import type { Below, CopyPlan } from './copyPlan';

/** What is known of a copy. */
interface CopiedObject {
	readonly id: string;
	/** Null where it could not be read back. */
	readonly object: GraphObject | null;
	/** What was made before it, by kind and ID. */
	readonly before?: string;
	/** What lies in it by now; null where that could not be read back. */
	readonly below: readonly Below[] | null;
	/** Meta's answer, if there was one. */
	readonly answer?: GraphObject;
	/** Why something in it was not copied, as far as known. */
	readonly trouble?: GraphFailure;
}

interface Pair {
	readonly type: string;
	readonly sourceId: string;
	readonly copyId: string;
}

/** Old and new ids, as the copies themselves say and as Meta's answer said. */
function pairsOf(noun: string, { source, below }: CopyPlan, copy: CopiedObject): Pair[] {
	const idPairs = entriesOf(copy.answer?.ad_object_ids).map(recordOf);
	const copyIds = new Map(idPairs.map(({ source_id: from, copied_id: to }) => [idOf(from), idOf(to)]));
	const read = new Map((copy.below ?? []).map(({ sourceId, id }) => [sourceId, id]));
	const children = below.flatMap(({ type, id }): Pair[] => {
		const copyId = read.get(id) ?? copyIds.get(id);
		return copyId === undefined || copyId === null ? [] : [{ type, sourceId: id, copyId }];
	});
	return [{ type: noun, sourceId: String(source.id), copyId: copy.id }, ...children];
}

/** The copy as a row, with what became of everything in its model. */
export function copyRow(kind: AdObjectKind, plan: CopyPlan, copy: CopiedObject): IDataObject {
	const pairs = pairsOf(kind.noun, plan, copy);
	const sourceIds = new Set(pairs.map(({ sourceId }) => sourceId));
	const missing = plan.below.filter(({ id }) => !sourceIds.has(id));
	const outcome = {
		created: true,
		complete: missing.length === 0,
		sourceId: String(plan.source.id),
		copiedObjects: pairs.length,
		copies: pairs.map((pair) => ({ ...pair })),
		missing: missing.map(({ type, id, name }) => ({ type, sourceId: id, name })),
		changes: (plan.changedCopy?.changed ?? []).join('; '),
		note: notes(kind, plan, copy, missing.length).join(' '),
	};
	if (copy.object !== null) return outcomeFirst(kind.row(copy.object, plan.account), outcome);
	const where = { accountId: plan.account.id, adsManagerUrl: kind.url(plan.account.id, copy.id) };
	return { id: copy.id, name: plan.lookUp.name, ...outcome, ...where };
}

function notes(
	{ noun }: AdObjectKind,
	{ lookUp, source, status, changedCopy }: CopyPlan,
	{ object, before, below, trouble }: CopiedObject,
	missing: number,
): string[] {
	const wantedStatus = status === 'INHERITED_FROM_SOURCE' ? String(source.status) : status;
	const otherwise = Object.entries(changedCopy?.wanted ?? {}).filter(
		([field, value]) => !showsWanted(object?.[field], value),
	);
	return [
		object !== null &&
			otherwise.length > 0 &&
			`Meta shows another ${otherwise.map(([field]) => inPlainWords(field)).join(', ')} than was sent. Check the ${noun} in Ads Manager.`,
		changedCopy !== undefined && leftBehindNote(changedCopy),
		missing > 0 && missingNote(missing, trouble),
		(object === null || below === null) && 'Copied, but it could not be read back completely just now.',
		object === null && before !== undefined && `It has the new ${before}.`,
		object !== null && object.name !== lookUp.name && `Meta named the ${noun} “${titleOf(object)}”.`,
		object !== null &&
			object.status !== wantedStatus &&
			`Meta shows the status ${sayable(object.status)}, not ${wantedStatus}. Check it in Ads Manager.`,
	].filter((note) => note !== false);
}

function missingNote(missing: number, trouble: GraphFailure | undefined): string {
	const subject = `${missing} of what lies in the original was not found in the copy`;
	if (trouble === undefined) {
		return `${subject}: Meta may still be copying, or has stopped. Look at the copy in Ads Manager; nothing was sent twice.`;
	}
	if (trouble.kind === 'outcomeUnknown')
		return `${subject}. ${trouble.message}. It may be there: look at the copy in Ads Manager before you duplicate anything into it.`;
	return `${subject}. ${trouble.message}. Duplicate what is missing into the copy; nothing was sent twice.`;
}
