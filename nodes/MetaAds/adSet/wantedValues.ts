import { DateTime } from 'luxon';

import type { GraphObject } from '../../shared/graph/object';
import { amountAt } from '../../shared/node/accountValues';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session';
import { budgetProblem } from '../../shared/adObject/budgetChange';
import { text } from '../../shared/adObject/columns';
import { wantedLabels, wantedMoney, wantedSet, wantedStatus, wantedText, wantedTime, type Wanted } from '../../shared/adObject/wanted';
import { adScheduleInWords, dayParts, type DayPart } from './adSchedule';
import { attributionInWords, attributionSpec, type AttributionWindow } from './attribution';
import { checkedStrategy } from './bids';
import { roasFloorAt, roasFloorOf, takesAmount, WITH_FLOOR } from '../../meta/bids';
import { flightOf, flightProblem, spendLimits } from './budget';
import { factsOf, type CampaignFacts } from './campaignFacts';
import { togetherProblem } from './targetingForm';
import type { UpdateFields, UpdateParams } from './updateForm';
import { wantedTargeting } from './wantedTargeting';

const at = (name: keyof UpdateFields): string[] => ['updateFields', name];

/** What the fields have to be together. */
export function updateProblem({ updateFields: fields, targeting }: UpdateParams): InputProblem | null {
	if (Object.keys(fields).length === 0 && Object.keys(targeting).length === 0) {
		return new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change, here or under Targeting.');
	}
	if (fields.dailyBudget !== undefined && fields.lifetimeBudget !== undefined) {
		return new InputProblem(at('lifetimeBudget'), 'cannot be set together with Daily Budget', 'Keep the one this ad set has and remove the other.');
	}
	return togetherProblem(targeting);
}

const sameWindows = (list: readonly AttributionWindow[], other: readonly AttributionWindow[]): boolean => {
	const sorted = (windows: readonly AttributionWindow[]): string =>
		JSON.stringify(windows.filter(({ window_days: days }) => Number(days) > 0).map(({ event_type: event, window_days: days }) => `${event} ${days}`).sort());
	return sorted(list) === sorted(other);
};

const wantedAttribution = (name: string): Wanted => ({
	...wantedText('attribution_spec', 'Attribution Setting', attributionSpec(name)),
	shownBy: ({ attribution_spec: shown }) => sameWindows(Array.isArray(shown) ? (shown as AttributionWindow[]) : [], attributionSpec(name)),
	inWords: ({ attribution_spec: shown }) => attributionInWords(shown) || 'none',
});

const sameParts = (list: readonly DayPart[], other: readonly DayPart[]): boolean => {
	const sorted = (parts: readonly DayPart[]): string => JSON.stringify(parts.map((part) => JSON.stringify([part.days, part.start_minute, part.end_minute, part.timezone_type])).sort());
	return sorted(list) === sorted(other);
};

const wantedSchedule = (parts: readonly DayPart[]): Wanted[] => [
	{
		...wantedText('adset_schedule', 'Ad Schedule', parts),
		shownBy: ({ adset_schedule: shown }) => sameParts(dayParts(shown), parts),
		inWords: ({ adset_schedule: shown }) => adScheduleInWords(shown) || 'none',
	},
	wantedSet('pacing_type', 'Pacing', ['day_parting']),
];

const wantedFloor = (floor: number): Wanted => ({
	...wantedText('bid_constraints', 'ROAS Floor', { roas_average_floor: floor }),
	shownBy: ({ bid_constraints: shown }) => roasFloorOf(shown) === roasFloorOf({ roas_average_floor: floor }),
	inWords: ({ bid_constraints: shown }) => String(roasFloorOf(shown) ?? 'none'),
});

/** Taken away by an empty object (Marketing API, "Bid strategy"). */
const noFloor: Wanted = {
	...wantedText('bid_constraints', 'ROAS Floor', {}),
	shownBy: ({ bid_constraints: shown }) => roasFloorOf(shown) === null,
	inWords: ({ bid_constraints: shown }) => String(roasFloorOf(shown) ?? 'none'),
};

/** Strategy and numbers, given what the ad set has. */
function wantedBid({ bidStrategy, bidAmount, roasFloor }: UpdateFields, current: GraphObject, campaign: CampaignFacts, account: AccountFacts): Wanted[] {
	if (bidStrategy === undefined && bidAmount === undefined && roasFloor === undefined) return [];
	const present = { strategy: text(current.bid_strategy) ?? undefined, amount: Number(current.bid_amount ?? 0) > 0, floor: roasFloorOf(current.bid_constraints) !== null };
	const strategy = checkedStrategy({ bidStrategy, bidAmount, roasFloor }, { at, goal: String(current.optimization_goal), campaign, present });
	return [
		campaign.bidStrategy === undefined && bidStrategy !== undefined && wantedText('bid_strategy', 'Bid Strategy', strategy),
		takesAmount(strategy) && bidAmount !== undefined && wantedMoney('bid_amount', 'Bid Amount', amountAt(at('bidAmount'), bidAmount, account), account),
		roasFloor !== undefined && wantedFloor(roasFloorAt(at('roasFloor'), roasFloor)),
		strategy !== WITH_FLOOR && present.floor && noFloor,
	].filter((want) => want !== false);
}

/** A schedule needs a lifetime budget, the ad set's or the campaign's (Marketing API, "Ad scheduling"). */
function scheduleProblem({ adSchedule }: UpdateFields, current: GraphObject, campaign: CampaignFacts): InputProblem | null {
	const lifetime = campaign.budget ? campaign.budget.kind === 'lifetime' : Number(current.lifetime_budget ?? 0) > 0;
	if (adSchedule === undefined || lifetime) return null;
	const whose = campaign.budget ? 'its campaign has a daily budget' : 'the ad set has a daily budget';
	return new InputProblem(at('adSchedule'), `cannot be used: ${whose}`, 'Ad schedules need a lifetime budget. Remove the field.');
}

const budgetPlace = { noun: 'ad set', elsewhere: 'the budget is on its campaign', mend: 'Change the budget of the campaign, or the Minimum and Maximum Spend of this ad set.' };

/** A problem thrown on the way is the change's own. */
const orProblem = (decide: () => readonly Wanted[] | Error): readonly Wanted[] | Error => {
	try {
		return decide();
	} catch (thrown) {
		return thrown as Error;
	}
};

/**
 * What the form asks for, as Graph's fields, given the ad set as it is now: targeting is read, modified and written as a
 * whole, since Meta replaces it as a whole.
 *
 * @throws InputProblem for amounts and times that do not fit the account, before anything is read or sent
 */
export function decideUpdate(params: UpdateParams, account: AccountFacts, now: number): (current: GraphObject, atStart: GraphObject) => readonly Wanted[] | Error {
	const { updateFields: fields, options } = params;
	const { name, status, dailyBudget, lifetimeBudget, labels, attribution, adSchedule, beneficiary, payor } = fields;
	const flight = flightOf({ startPath: at('startTime'), start: fields.startTime, endPath: at('endTime'), end: fields.endTime }, account);
	const fixed: Wanted[] = [
		name !== undefined && wantedText('name', 'Name', name),
		status !== undefined && wantedStatus(status),
		dailyBudget !== undefined && wantedMoney('daily_budget', 'Daily Budget', amountAt(at('dailyBudget'), dailyBudget, account), account),
		lifetimeBudget !== undefined && wantedMoney('lifetime_budget', 'Lifetime Budget', amountAt(at('lifetimeBudget'), lifetimeBudget, account), account),
		attribution !== undefined && wantedAttribution(attribution),
		beneficiary !== undefined && wantedText('dsa_beneficiary', 'EU Beneficiary', beneficiary),
		payor !== undefined && wantedText('dsa_payor', 'EU Payor', payor),
		labels !== undefined && wantedLabels(labels),
		flight.start !== undefined && wantedTime('start_time', 'Start Time', flight.start),
		flight.end !== undefined && wantedTime('end_time', 'End Time', flight.end),
	].filter((want) => want !== false);
	return (current, atStart) =>
		orProblem(() => {
			const campaign = factsOf((current.campaign ?? {}) as GraphObject);
			const limits = spendLimits('updateFields', fields.minSpend, fields.maxSpend, campaign, account).map(([field, minor]) =>
				wantedMoney(field, field.endsWith('_cap') ? 'Maximum Spend' : 'Minimum Spend', minor, account),
			);
			return (
				budgetProblem(fixed, current, atStart, { ...budgetPlace, allowLargeChange: options.allowLargeChange }) ??
				timesProblem(flight, current, now) ??
				scheduleProblem(fields, current, campaign) ?? [
					...fixed,
					...limits,
					...wantedBid(fields, current, campaign, account),
					...(adSchedule ? wantedSchedule(adSchedule) : []),
					...wantedTargeting(params, current, campaign),
				]
			);
		});
}

/** Times that are changed have to fit the one that stays. What the ad set has already is not judged. */
function timesProblem({ start, end }: { start?: string; end?: string }, current: GraphObject, now: number): InputProblem | null {
	if (start === undefined && end === undefined) return null;
	const path = at(end === undefined ? 'startTime' : 'endTime');
	const from = start ?? text(current.start_time) ?? undefined;
	const daily = Number(current.daily_budget ?? 0) > 0;
	const past = end !== undefined && DateTime.fromISO(end).toMillis() <= now;
	const problem = flightProblem(path, from, end ?? text(current.end_time) ?? undefined, daily, now);
	// The same end again changes nothing, whenever it was.
	const unchanged = end !== undefined && DateTime.fromISO(end).toMillis() === DateTime.fromISO(String(current.end_time)).toMillis();
	if (problem || !past || unchanged) return problem;
	return new InputProblem(path, 'is in the past', 'To stop the ad set now, pause it.');
}
