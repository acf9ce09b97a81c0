import type { IDataObject } from 'n8n-workflow';

import { validateOnly } from '../graph/change';
import { createAll, type Creation } from '../graph/outcome';
import type { GraphObject } from '../graph/object';
import type { Verdict } from '../node/operation';
import type { AccountFacts, Session } from '../node/session';
import { checkedBy, outcomeFirst } from './changes';
import type { AdObjectKind } from './kind';
import { readObject } from './target';

export interface PlannedCreation extends Creation {
	readonly account: AccountFacts;
	readonly validateOnly: boolean;
	/** What Meta checks besides the values (`execution_options`). */
	readonly alsoChecks?: readonly string[];
}

/** Creates objects of one kind, many at once, or only has them checked. */
export const createObjects =
	(kind: AdObjectKind) =>
	async (session: Session, plans: readonly PlannedCreation[]): Promise<Verdict[]> => {
		const verdicts = new Map<PlannedCreation, Verdict>();
		await checkOnly(session, kind, plans.filter((plan) => plan.validateOnly), verdicts);
		await reallyCreate(session, kind, plans.filter((plan) => !plan.validateOnly), verdicts);
		return plans.map((plan) => verdicts.get(plan) as Verdict);
	};

const checkRequest = ({ request, alsoChecks = [] }: PlannedCreation) => validateOnly(request, ...alsoChecks);

/** Has those plans checked that ask for more than a check of values: what is refused is not created. */
export async function judgeCreations({ graph }: Session, plans: readonly PlannedCreation[]): Promise<Array<Error | undefined>> {
	const asking = plans.filter((plan) => plan.alsoChecks !== undefined && !plan.validateOnly);
	const checks = await graph.sendMany(asking.map(checkRequest));
	return plans.map((plan) => checks[asking.indexOf(plan)]?.failure);
}

type Verdicts = Map<PlannedCreation, Verdict>;

async function checkOnly(session: Session, kind: AdObjectKind, plans: readonly PlannedCreation[], verdicts: Verdicts): Promise<void> {
	const checks = kind.checkedHere ? [] : await session.graph.sendMany(plans.map(checkRequest));
	plans.forEach(({ lookUp, account }, index) => {
		const failure = checks[index]?.failure;
		const note = `${checkedBy(kind, `this ${kind.noun}`)} Nothing was created.`;
		const row = { validated: true, created: false, name: lookUp.name, accountId: account.id, note };
		verdicts.set(plans[index], failure ? { failure } : { rows: [{ json: row }] });
	});
}

async function reallyCreate(session: Session, kind: AdObjectKind, plans: readonly PlannedCreation[], verdicts: Verdicts): Promise<void> {
	const created = await createAll(session.graph, plans, session);
	const done = created.flatMap((ending, index) => (ending.id === undefined ? [] : [{ id: ending.id, found: ending.found, plan: plans[index] }]));
	const reads = await session.graph.sendMany(done.map(({ id, plan }) => readObject(kind, id, plan.account.id)));
	done.forEach(({ id, found, plan }, index) => {
		const { answer } = reads[index];
		const row = createdRow(kind, id, plan, answer ? (answer.body as GraphObject) : null);
		verdicts.set(plan, { rows: [{ json: found && plan.lookUp.interchangeable ? { ...row, note: sameThing(kind) } : row }] });
	});
	created.forEach(({ failure }, index) => {
		if (failure) verdicts.set(plans[index], { failure });
	});
}

/** Said where the object found may be an older one. */
const sameThing = ({ noun }: AdObjectKind): string => `The answer was lost. This ${noun} has the same name and content, so it serves as well.`;

/** Amounts and switches that must be as they were sent. */
const compared = ['daily_budget', 'lifetime_budget', 'spend_cap', 'bid_amount', 'status'];

/** What exists now is told even when it cannot be read back: an id must never be lost. */
function createdRow(kind: AdObjectKind, id: string, { account, request, lookUp }: PlannedCreation, object: GraphObject | null): IDataObject {
	if (object === null) {
		const note = 'Created, but it could not be read back just now.';
		return { id, name: lookUp.name, created: true, accountId: account.id, adsManagerUrl: kind.url(account.id, id), note };
	}
	const sent = request.params ?? {};
	const differs = compared.filter((field) => sent[field] !== undefined && String(sent[field]) !== String(object[field]));
	const note = differs.length > 0 ? { note: `Meta shows another ${differs.join(', ')} than was sent. Check the ${kind.noun} in Ads Manager.` } : {};
	return outcomeFirst(kind.row(object, account), { created: true, ...note });
}
