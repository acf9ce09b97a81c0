import { difference, isString } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import {
	createSchedule,
	hoursOf,
	isSame,
	scheduleFields,
	schedulesIn,
	type Increase,
	type ScheduleHours,
} from '../../meta/budgetSchedules';
import { allowLargeChangeOption } from '../../shared/adObject/change/budgetChange';
import { outcomeFirst } from '../../shared/adObject/change/changes';
import { rewordField } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { moment, money } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import { fieldList } from '../../shared/graph/request';
import { GraphFailure } from '../../shared/graph/error';
import { DAY_MS } from '../../shared/durations';
import { formatMoney } from '../../shared/money';
import { idOf } from '../../shared/reading/cells';
import { instantOf } from '../../shared/reading/instants';
import { amountAt } from '../../shared/node/session/accountValues';
import { isRecord } from '../../shared/record';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { inTurn } from '../../shared/node/turns';
import { nounOf, ownerFields, ownerOf, row } from './schedule';

const form = formOf(
	adAccountLocator,
	...ownerFields,
	money({
		displayName: 'Increase',
		name: 'increase',
		required: true,
		placeholder: 'e.g. 20.50',
		description: 'How much more than the daily budget may be spent for a day of the period, in the account’s currency',
	}),
	moment({
		displayName: 'Start Time',
		name: 'startTime',
		required: true,
		description: 'On a quarter hour, in the ad account’s time zone unless the value has its own',
	}),
	moment({
		displayName: 'End Time',
		name: 'endTime',
		required: true,
		description: 'On a quarter hour, at least three hours after the start. A date alone means its midnight.',
	}),
	optionsField(
		rewordField(allowLargeChangeOption, {
			description:
				'Whether the increase may be more than the daily budget itself, so that more than twice as much is spent',
		}),
		rewordField(validateOnlyOption, {
			description: 'Whether to only check the values here. Meta has no check for budget schedules.',
		}),
	),
);

type Params = ParamsIn<typeof form>;

/** @throws InputProblem for an amount or times that do not fit the account */
function periodOf({ increase, ...times }: Params, account: AccountFacts, now: number): Increase {
	const minor = amountAt(['increase'], increase, account);
	return { minor, ...hoursOf(times, account, now) };
}

/** A budget can become eight times as much at most (the same page). */
const MOST_TIMES = 8n;

/** What ends by itself: the object that holds the budget, and above an ad set its campaign. */
const endsOf = (owner: GraphObject, noun: string): ReadonlyArray<readonly [noun: string, at: unknown]> => [
	[noun, owner.stop_time ?? owner.end_time],
	['campaign', isRecord(owner.campaign) ? owner.campaign.stop_time : undefined],
];

/** Why the increase does not fit what holds the budget. */
function ownerProblem(
	params: Params,
	{ minor, end: until }: Increase,
	owner: GraphObject,
	{ currency }: AccountFacts,
): InputProblem | null {
	const noun = nounOf(params);
	const dailyText = String(owner.daily_budget ?? '') || '0';
	if (!/^\d{1,20}$/.test(dailyText)) {
		const advice = 'Nothing was created. Run the step again.';
		return new InputProblem([params.level], 'has a daily budget that cannot be read in Meta’s answer', advice);
	}
	const daily = BigInt(dailyText);
	if (daily === 0n) {
		const advice = 'Choose the campaign or ad set with the daily budget. Lifetime budgets take no schedules.';
		return new InputProblem([params.level], `has no daily budget: this ${noun} takes no budget schedule`, advice);
	}
	const tooEarly = endsOf(owner, noun).find(([, at]) => until > (instantOf(at) ?? Infinity));
	if (tooEarly !== undefined) {
		const advice = `Choose an earlier end, or give the ${tooEarly[0]} a later one.`;
		return new InputProblem(['endTime'], `is after the end of the ${tooEarly[0]}`, advice);
	}
	const raisedBudget = daily + BigInt(minor);
	const words = `${formatMoney(String(daily), currency)} → ${formatMoney(String(raisedBudget), currency)}`;
	if (raisedBudget > daily * MOST_TIMES) {
		return new InputProblem(
			['increase'],
			`makes more than eight times the daily budget (${words})`,
			'Enter a smaller amount.',
		);
	}
	if (raisedBudget <= daily * 2n || params.options.allowLargeChange) return null;
	const advice =
		'If that is meant, switch Allow Large Change on under Options. Amounts are in currency units, not cents.';
	return new InputProblem(['increase'], `makes more than twice the daily budget (${words})`, advice);
}

/** Meta takes no two schedules of one object for the same hours (third party: a NestJS client that schedules budgets). */
function overlapProblem(others: readonly GraphObject[], { start, end }: Increase): InputProblem | null {
	// A time that cannot be read may be in these hours; one schedule may begin where another ends.
	const first = others.find((other) => {
		const [begins, ends] = [instantOf(other.time_start), instantOf(other.time_end)];
		return begins === null || ends === null || (begins < end && ends > start);
	});
	if (first === undefined) return null;
	const advice = 'Choose other times, or delete the other schedule.';
	const span = `${String(first.time_start)} to ${String(first.time_end)}`;
	return new InputProblem(['startTime'], `meets another budget schedule of the same object (${span})`, advice);
}

/** The schedules of one object are all amounts or all percents (third party: a NestJS client that schedules budgets). */
function kindProblem(params: Params, others: readonly GraphObject[]): InputProblem | null {
	const other = others.find(({ budget_value_type: type }) => type === 'MULTIPLIER');
	if (other === undefined) return null;
	const span = `${String(other.time_start)} to ${String(other.time_end)}`;
	const advice =
		'Meta accepts one kind of value for all schedules of an object. Delete the others, or set this one in Ads Manager.';
	return new InputProblem(
		[params.level],
		`has a budget schedule in percent (${span}), and this one is an amount`,
		advice,
	);
}

/** Those of an object that run or are to come, within a year after the period. */
const openHours = ({ start, end }: Increase, now: number): ScheduleHours => ({
	start: Math.min(start, now),
	end: end + 366 * DAY_MS,
});

async function readBack(session: Session, id: string, period: Increase, account: string): Promise<GraphObject | null> {
	const params = { fields: fieldList(scheduleFields) };
	const { answer } = await session.graph.sendOne({ method: 'GET', path: id, params, effect: 'read', account });
	return answer !== undefined && isSame(answer.body as GraphObject, period) ? (answer.body as GraphObject) : null;
}

/** An ID that cannot be read names nothing. */
const idsOf = (schedules: readonly GraphObject[]): string[] => schedules.map(({ id }) => idOf(id)).filter(isString);

/**
 * Runs of one process take turns; another process may have made one for some of these hours at the same moment. Both
 * could raise the budget, so the row names them. A look that fails is told, too: what was made is there.
 */
async function rivalNote(
	session: Session,
	own: string,
	{ account, period, owner }: Planned,
	before: readonly GraphObject[],
): Promise<{ readonly duplicateIds?: string; readonly note?: string }> {
	const schedules = await schedulesIn(session, String(owner.id), period, account.id).catch((thrown: unknown) =>
		thrown instanceof Error ? thrown : new Error(String(thrown)),
	);
	if (schedules instanceof Error)
		return {
			note: `Whether another run made one for these hours at the same moment could not be seen (${schedules.message}).`,
		};
	const ids = difference(idsOf(schedules), [own, ...idsOf(before)]);
	if (ids.length === 0) return {};
	const duplicateIds = ids.join(', ');
	const note =
		`Another run made the schedule ${duplicateIds} for some of these hours at the same moment as ${own}. ` +
		'Together they may raise the budget by more than was meant: delete one.';
	return { duplicateIds, note };
}

/** Meta takes no second schedule for the same hours. Refused, because another process was quicker: then its one is meant. */
async function sameOfAnother(
	session: Session,
	failure: unknown,
	{ account, period, owner }: Planned,
): Promise<GraphObject | undefined> {
	if (!(failure instanceof GraphFailure) || failure.kind !== 'invalidParameter') return undefined;
	const there = await schedulesIn(session, String(owner.id), period, account.id).catch((): GraphObject[] => []);
	return there.find((schedule) => isSame(schedule, period));
}

async function createFrom(session: Session, params: Params): Promise<IDataObject> {
	const account = await session.account(params.adAccount);
	const now = session.now();
	const period = periodOf(params, account, now);
	const owner = await ownerOf(session, params, account.id);
	const make = async () => await createUnlessThere(session, params, { account, period, owner, now });
	return await inTurn(session, [`${String(owner.id)}/budget_schedules`], make);
}

interface Planned {
	readonly account: AccountFacts;
	readonly period: Increase;
	readonly owner: GraphObject;
	/** Milliseconds since 1970. */
	readonly now: number;
}

async function createUnlessThere(
	session: Session,
	params: Params,
	{ account, period, owner, now }: Planned,
): Promise<IDataObject> {
	const problem = ownerProblem(params, period, owner, account);
	if (problem) throw problem;
	const others = await schedulesIn(session, String(owner.id), openHours(period, now), account.id);
	const there = others.find((schedule) => isSame(schedule, period));
	if (there) {
		const note = 'This very schedule is there already: nothing was created.';
		return outcomeFirst(row(there, owner, account, now), { created: false, note });
	}
	const conflict = overlapProblem(others, period) ?? kindProblem(params, others);
	if (conflict) throw conflict;
	if (params.options.validateOnly || session.dryRun) {
		const note = 'Meta has no check for budget schedules: this one was checked here only. Nothing was created.';
		return { validated: true, created: false, objectId: String(owner.id), accountId: account.id, note };
	}
	const idOrProblem = await createSchedule(session, owner, period, account).catch((thrown: unknown) => thrown);
	if (typeof idOrProblem !== 'string') {
		const same = await sameOfAnother(session, idOrProblem, { account, period, owner, now });
		if (same === undefined) throw idOrProblem;
		const note = 'Another run has made this very schedule at the same moment: nothing was created.';
		return outcomeFirst(row(same, owner, account, now), { created: false, note });
	}
	const id = idOrProblem;
	const schedule = await readBack(session, id, period, account.id);
	const rivals = await rivalNote(session, id, { account, period, owner, now }, others);
	if (schedule) return outcomeFirst(row(schedule, owner, account, now), { created: true, ...rivals });
	const note = 'Created, but Meta does not show it as it was sent. Look at the budget schedules in Ads Manager.';
	return {
		id,
		created: true,
		objectId: String(owner.id),
		accountId: account.id,
		...rivals,
		note: [note, rivals.note].filter(isString).join(' '),
	};
}

export const createBudgetSchedule = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a budget schedule',
	description: 'Let Meta spend more than the daily budget for some hours or days',
	effect: 'write',
	form,
	perform: eachItem(async (session, params) => [{ json: await createFrom(session, params) }]),
});
