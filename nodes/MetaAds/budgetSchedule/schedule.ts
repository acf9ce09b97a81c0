import type { IDataObject } from 'n8n-workflow';

import { amount, idOf, textCell } from '../../shared/reading/cells';
import { instantOf } from '../../shared/reading/instants';
import { ownedObject } from '../../shared/adObject/target';
import { shownWhen } from '../../shared/form/field';
import { choice } from '../../shared/form/kinds';
import { neededValue } from '../../shared/form/needed';
import type { GraphObject } from '../../shared/graph/object';
import { adSetLocator, campaignLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { adSetIdentity, campaignIdentity } from '../../meta/kinds';
import { numberOf } from '../../shared/reading/numbers';

export const levelField = choice({
	displayName: 'Budget Level',
	name: 'level',
	options: [
		{ name: 'Ad Set', value: 'adSet' },
		{ name: 'Campaign', value: 'campaign' },
	],
	default: 'campaign',
	description: 'Whether the campaign or the ad set has the daily budget',
});

export const ownerFields = [
	levelField,
	shownWhen({ level: ['campaign'] }, campaignLocator),
	shownWhen({ level: ['adSet'] }, adSetLocator),
] as const;

interface Chosen {
	readonly level: 'campaign' | 'adSet';
	readonly campaign?: string;
	readonly adSet?: string;
}

/** `objective` and `optimization_goal` are fields of one kind each. */
const kinds = {
	campaign: { ...campaignIdentity, fields: ['id', 'account_id', 'name', 'objective', 'daily_budget', 'stop_time'] },
	adSet: {
		...adSetIdentity,
		fields: ['id', 'account_id', 'name', 'optimization_goal', 'daily_budget', 'end_time', 'campaign{stop_time}'],
	},
} as const;

/**
 * What holds the budget, checked to be of its kind and of this account, under the ID it was asked for by.
 *
 * @throws InputProblem or GraphFailure
 */
export const ownerOf = async (session: Session, ownerChoice: Chosen, account: string): Promise<GraphObject> => {
	const id = neededValue(ownerChoice, ownerChoice.level);
	return { ...(await ownedObject(session, kinds[ownerChoice.level], id, account)), id };
};

export const nounOf = ({ level }: Chosen): string => kinds[level].noun;

/** Of a schedule by the week nothing is said: only its days tell when it runs. */
function stateOf({ time_start: start, time_end: end, recurrence_type: recurrence }: GraphObject, now: number): string {
	if (recurrence !== undefined && recurrence !== 'ONE_TIME') return 'recurring';
	const [begins, ends] = [instantOf(start), instantOf(end)];
	if (begins === null || ends === null) return 'unknown';
	return now < begins ? 'upcoming' : now < ends ? 'running' : 'ended';
}

/** A schedule as one flat row. What a multiplier makes of a budget Meta does not say clearly: it is shown as it is. */
export function row(schedule: GraphObject, owner: GraphObject, account: AccountFacts, now: number): IDataObject {
	const isAmount = schedule.budget_value_type === 'ABSOLUTE';
	return {
		id: idOf(schedule.id),
		objectId: idOf(owner.id),
		objectName: textCell(owner.name),
		state: stateOf(schedule, now),
		increase: isAmount ? amount(schedule.budget_value, account.currency) : null,
		multiplier: isAmount ? null : numberOf(schedule.budget_value),
		dailyBudget: amount(owner.daily_budget, account.currency),
		currency: account.currency,
		startTime: textCell(schedule.time_start),
		endTime: textCell(schedule.time_end),
		recurrence: textCell(schedule.recurrence_type),
		accountId: account.id,
	};
}
