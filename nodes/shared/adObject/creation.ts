import { compact } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { validateOnly } from '../graph/writes/change';
import { createAll, type Creation } from '../graph/writes/create';
import type { GraphObject } from '../graph/object';
import type { GraphParams } from '../graph/request';
import { existing, pairLists } from '../lists';
import type { Verdict } from '../node/operation';
import type { AccountFacts, Session } from '../node/session/session';
import { checkedBy, outcomeFirst, unreadableNote } from './change/changes';
import { readWith, type WantedValue } from './change/wanted';
import type { AdObjectKind } from './kind';
import { showsWanted } from '../reading/shown';

export interface PlannedCreation extends Creation {
	readonly account: AccountFacts;
	readonly validateOnly: boolean;
	/** What Meta checks besides the values (`execution_options`). */
	readonly alsoChecks?: readonly string[];
	/** Values to read back besides those that every kind compares. */
	readonly proves?: readonly WantedValue[];
}

/** Creates objects of one kind, many at once, or only has them checked. */
export const createObjects =
	(kind: AdObjectKind) =>
	async (session: Session, plans: readonly PlannedCreation[]): Promise<Verdict[]> => {
		const verdicts = new Map<PlannedCreation, Verdict>();
		await checkOnly(
			session,
			kind,
			plans.filter((plan) => plan.validateOnly),
			verdicts,
		);
		await reallyCreate(
			session,
			kind,
			plans.filter((plan) => !plan.validateOnly),
			verdicts,
		);
		return plans.map((plan) => existing(verdicts.get(plan), 'the verdict of a creation'));
	};

const checkRequest = ({ request, alsoChecks = [] }: PlannedCreation) => validateOnly(request, ...alsoChecks);

/** Has those plans checked that ask for more than a check of values: what is refused is not created. */
export async function judgeCreations(
	{ graph }: Session,
	plans: readonly PlannedCreation[],
): Promise<Array<Error | undefined>> {
	const asking = plans.filter((plan) => plan.alsoChecks !== undefined && !plan.validateOnly);
	const checks = new Map(pairLists(asking, await graph.sendMany(asking.map(checkRequest))));
	return plans.map((plan) => checks.get(plan)?.failure);
}

type Verdicts = Map<PlannedCreation, Verdict>;

async function checkOnly(
	session: Session,
	kind: AdObjectKind,
	plans: readonly PlannedCreation[],
	verdicts: Verdicts,
): Promise<void> {
	const checks = kind.checkedHere ? plans.map(() => null) : await session.graph.sendMany(plans.map(checkRequest));
	const note = `${checkedBy(kind, `this ${kind.noun}`)} Nothing was created.`;
	for (const [plan, check] of pairLists(plans, checks)) {
		const row = { validated: true, created: false, name: plan.lookUp.name, accountId: plan.account.id, note };
		verdicts.set(plan, check?.failure ? { failure: check.failure } : { rows: [{ json: row }] });
	}
}

async function reallyCreate(
	session: Session,
	kind: AdObjectKind,
	plans: readonly PlannedCreation[],
	verdicts: Verdicts,
): Promise<void> {
	const creations = plans.map((plan) => ({ ...plan, reads: readWith(kind, plan.proves).fields }));
	for (const [plan, ending] of pairLists(plans, await createAll(session.graph, creations, session))) {
		if (ending.failure) {
			verdicts.set(plan, { failure: ending.failure });
			continue;
		}
		const { id, found, object } = ending;
		const row = createdRow(kind, id, plan, object);
		const json = found && plan.lookUp.interchangeable ? { ...row, note: sameThing(kind) } : row;
		verdicts.set(plan, { rows: [{ json }], ...(object === null && { isUnread: true }) });
	}
}

/** Said where the object found may be an older one. */
const sameThing = ({ noun }: AdObjectKind): string =>
	`The answer was lost. This ${noun} has the same name and content, so it serves as well.`;

/** Amounts and switches that must be as they were sent. */
const comparedFields = ['daily_budget', 'lifetime_budget', 'spend_cap', 'bid_amount', 'status'];

/** What exists now is told even when it cannot be read back: an id must never be lost. */
function createdRow(kind: AdObjectKind, id: string, plan: PlannedCreation, object: GraphObject | null): IDataObject {
	const { account, request, lookUp, proves = [] } = plan;
	if (object === null) {
		const note = 'Created, but it could not be read back just now.';
		return {
			id,
			name: lookUp.name,
			created: true,
			accountId: account.id,
			adsManagerUrl: kind.url(account.id, id),
			note,
		};
	}
	const row = rowOrNone(() => ({ ...kind.row(object, account), ...(lookUp.matchName && { name: lookUp.name }) }));
	if (row === null) return createdRow(kind, id, plan, null);
	const sentParams = request.params ?? {};
	const differs = [
		...comparedFields.filter((field) => !showsWanted(object[field], sentParams[field])),
		...proves.filter((want) => !want.unreadable && !want.shownBy(object)).map(({ label }) => label),
	];
	const compared =
		differs.length > 0
			? `Meta shows another ${differs.join(', ')} than was sent. Check the ${kind.noun} in Ads Manager.`
			: unreadableNote(proves).note;
	const note = compact([compared, unaskedNote(kind, sentParams, object)]).join(' ');
	return outcomeFirst(row, { created: true, ...(note !== '' && { note }) });
}

/** What Meta has set of a new object that was not sent; nothing where there is no such thing. */
export function unaskedNote(
	{ unasked }: AdObjectKind,
	sentParams: GraphParams,
	object: GraphObject,
): string | undefined {
	const remarks = unasked?.(sentParams, object) ?? [];
	return remarks.length === 0 ? undefined : `Nobody asked for this, and Meta has set it: ${remarks.join('; ')}.`;
}

/** A row of what was made, or none where the answer holds what no row can show: the object exists all the same. */
export function rowOrNone(row: () => IDataObject): IDataObject | null {
	try {
		return row();
	} catch {
		return null;
	}
}
