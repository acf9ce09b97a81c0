import { createAll } from '../../shared/graph/writes/create';
import { pairLists } from '../../shared/lists';
import { together } from '../../shared/node/bulk';
import { defineOperation, type Operation, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session/session';
import { leftBehindNote } from './changedCopy';
import type { CopyKind } from './copied';
import { planCopy, readBelow, type CopyPlan } from './copyPlan';
import { copyRow } from './copyRow';
import { duplicateForm } from './form';
import { copyPieceByPiece, type PiecewiseCopy } from './piecewise';

/** Meta found the request too large to be answered at once, and has copied nothing (seen in the field). */
const TOO_LARGE = 1885194;

export const duplicateOperation = (copyKind: CopyKind, action: string, description: string): Operation =>
	defineOperation({
		value: 'duplicate',
		name: 'Duplicate',
		action,
		description,
		effect: 'write',
		form: duplicateForm(copyKind),
		perform: together(
			async (session, params) => await planCopy(session, copyKind, params),
			async (session, plans) => await copyAll(session, copyKind, plans),
		),
	});

async function copyAll(session: Session, copyKind: CopyKind, plans: readonly CopyPlan[]): Promise<Verdict[]> {
	const real = plans.filter(({ dryRun }) => !dryRun);
	const small = real.filter(({ isLarge, changedCopy }) => !isLarge && changedCopy === undefined);
	const ends = new Map<CopyPlan, PiecewiseCopy>();
	for (const group of groupsOf(copyKind, small)) {
		const creations = await createAll(session.graph, group, session);
		for (const [plan, end] of pairLists(group, creations)) ends.set(plan, { end });
	}
	for (const plan of real.filter((one) => !small.includes(one) || isTooLarge(one, ends.get(one)))) {
		ends.set(plan, await copyPieceByPiece(session, plan));
	}
	return await Promise.all(plans.map(async (plan) => await verdictOn(session, copyKind, plan, ends.get(plan))));
}

/** "Batch requests cannot include multiple Adsets under the same Campaign" (Meta's batch guide): ad sets go one by one. */
const groupsOf = ({ target }: CopyKind, plans: readonly CopyPlan[]): CopyPlan[][] =>
	target?.sentAs === 'campaign_id' ? plans.map((plan) => [plan]) : [[...plans]];

const isTooLarge = ({ below }: CopyPlan, piecewise: PiecewiseCopy | undefined): boolean =>
	below.length > 0 && piecewise?.end.failure?.meta?.subcode === TOO_LARGE;

/** @param piecewise undefined where nothing was to be copied */
async function verdictOn(
	session: Session,
	{ kind, children }: CopyKind,
	plan: CopyPlan,
	piecewise: PiecewiseCopy | undefined,
): Promise<Verdict> {
	if (piecewise === undefined) return { rows: [{ json: checkedRow(kind.noun, plan) }] };
	const { end, before, trouble } = piecewise;
	if (end.failure) return { failure: end.failure };
	const { graph } = session;
	const { id, answer, object } = end;
	const account = plan.account.id;
	const below = plan.below.length === 0 ? [] : await readBelow(graph, id, children, account).catch(() => null);
	return { rows: [{ json: copyRow(kind, plan, { id, object, before, below, answer, trouble }) }] };
}

/** Copies cannot be checked at Meta without being made: what would be copied is told. */
const checkedRow = (noun: string, { source, below, lookUp, account, changedCopy }: CopyPlan) => ({
	validated: true,
	created: false,
	name: lookUp.name,
	sourceId: String(source.id),
	copiedObjects: below.length + 1,
	accountId: account.id,
	note: [
		`This ${noun} exists and would be copied. Nothing was created.`,
		changedCopy !== undefined && leftBehindNote(changedCopy),
	]
		.filter((sentence) => sentence !== false)
		.join(' '),
});
