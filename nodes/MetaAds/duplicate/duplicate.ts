import { createAll, type Created } from '../../shared/graph/outcome';
import type { GraphObject } from '../../shared/graph/object';
import { together } from '../../shared/node/bulk';
import { defineOperation, type Operation, type Verdict } from '../../shared/node/operation';
import type { Session } from '../../shared/node/session';
import { readObject } from '../../shared/adObject/target';
import { copyInBackground } from './background';
import type { Copied } from './copied';
import { copyRow } from './copyRow';
import { duplicateForm } from './form';
import { planCopy, readBelow, type Plan } from './plan';

/** Meta found the request too large to be answered at once, and has copied nothing (seen in the field). */
const TOO_LARGE = 1885194;

export const duplicateOperation = (copied: Copied, action: string, description: string): Operation =>
	defineOperation({
		value: 'duplicate',
		name: 'Duplicate',
		action,
		description,
		effect: 'write',
		form: duplicateForm(copied),
		perform: together(
			async (session, params) => await planCopy(session, copied, params),
			async (session, plans) => await copyAll(session, copied, plans),
		),
	});

async function copyAll(session: Session, copied: Copied, plans: readonly Plan[]): Promise<Verdict[]> {
	const ends = new Map<Plan, Created>();
	const real = plans.filter(({ dryRun }) => !dryRun);
	const small = real.filter(({ isLarge }) => !isLarge);
	const created = await createAll(session.graph, small, session);
	small.forEach((plan, index) => ends.set(plan, created[index]));
	const large = real.filter((plan) => plan.isLarge || ends.get(plan)?.failure?.meta?.subcode === TOO_LARGE);
	const later = await copyInBackground(session, large);
	large.forEach((plan, index) => ends.set(plan, later[index]));
	return await Promise.all(plans.map(async (plan) => await verdictOn(session, copied, plan, ends.get(plan))));
}

async function verdictOn(session: Session, { kind, children }: Copied, plan: Plan, end: Created | undefined): Promise<Verdict> {
	if (end === undefined) return { rows: [{ json: checkedRow(kind.noun, plan) }] };
	if (end.failure) return { failure: end.failure };
	const { id, answer } = end;
	const [read] = await session.graph.sendMany([readObject(kind, id, plan.account.id)]);
	const below = plan.below.length === 0 ? [] : await readBelow(session.graph, id, children, plan.account.id).catch(() => null);
	return { rows: [{ json: copyRow(kind, plan, { id, object: read.answer ? (read.answer.body as GraphObject) : null, below, answer }) }] };
}

/** Copies cannot be checked at Meta without being made: what would be copied is told. */
const checkedRow = (noun: string, { source, below, lookUp, account }: Plan) => ({
	validated: true,
	created: false,
	name: lookUp.name,
	sourceId: String(source.id),
	copiedObjects: below.length + 1,
	accountId: account.id,
	note: `This ${noun} exists and would be copied. Nothing was created.`,
});
