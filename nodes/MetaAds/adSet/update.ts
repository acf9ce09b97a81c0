import { budgetProblem } from '../../shared/adObject/change/budgetChange';
import { changedRow, changeObjects, type ObjectChange } from '../../shared/adObject/change/changes';
import {
	readWith,
	wantedLabels,
	wantedMoney,
	wantedStatus,
	wantedText,
	wantedTime,
	type WantedValue,
} from '../../shared/adObject/change/wanted';
import { keepingMarks } from '../../meta/marks/markedStatus';
import { InputProblem } from '../../shared/form/problem';
import { allOf } from '../../shared/form/problems';
import { everyRule } from '../../shared/form/rule';
import type { GraphObject } from '../../shared/graph/object';
import { amountAt } from '../../shared/node/session/accountValues';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import type { AccountFacts } from '../../shared/node/session/session';
import { recordOf } from '../../shared/reading/json';
import { wantedOthers } from '../adObjects/otherParameters';
import { campaignFactsOf, type CampaignFacts } from './campaignFacts';
import { wantedAttribution } from './goal/attribution';
import { adSetKind } from './kind';
import { explainAnswers } from './declared/metaAnswers';
import { regionalProblem, wantedRegional } from './declared/regional';
import { wantedSchedule } from './spending/adSchedule';
import { largeBidProblem } from './spending/bidChange';
import { bidNumbers, bidProblem, changesBid, presentBidPlace, wantedBid } from './spending/bids';
import { limitParams, spendLimitsOf, spendLimitsProblem } from './spending/budget';
import { changedFlightProblem, flightOf, type Flight } from './spending/flight';
import { togetherProblem } from './targeting/form';
import { wantedTargeting } from './targeting/wanted';
import { optionsIn, unusableNames } from './unusable';
import { updateAdSetForm, type AdSetUpdateFields, type UpdateAdSetParams } from './updateForm';

const at = (name: keyof AdSetUpdateFields): string[] => ['updateFields', name];

/** What the fields have to be together. */
const updateProblem = everyRule<UpdateAdSetParams>(
	({ updateFields: fields, targeting }) =>
		Object.keys(fields).length > 0 || Object.keys(targeting).length > 0
			? null
			: new InputProblem(
					['updateFields'],
					'has nothing to change',
					'Add at least one field to change, here or under Targeting.',
				),
	({ updateFields: { dailyBudget, lifetimeBudget } }) =>
		dailyBudget === undefined || lifetimeBudget === undefined
			? null
			: new InputProblem(
					at('lifetimeBudget'),
					'cannot be set together with Daily Budget',
					'Keep the one this ad set has and remove the other.',
				),
	({ updateFields: { regionalDeclarations: declarations } }) =>
		declarations === undefined ? null : regionalProblem('updateFields', declarations),
	({ targeting }) => togetherProblem(targeting),
);

/** A schedule needs a lifetime budget, the ad set's or the campaign's (Marketing API, "Ad scheduling"). */
function scheduleProblem(
	{ adSchedule }: AdSetUpdateFields,
	current: GraphObject,
	{ budget }: CampaignFacts,
): InputProblem | null {
	const isLifetime = budget ? budget.kind === 'lifetime' : Number(current.lifetime_budget ?? 0) > 0;
	if (adSchedule === undefined || isLifetime) return null;
	const whose = budget ? 'its campaign has a daily budget' : 'the ad set has a daily budget';
	const advice = 'Ad schedules need a lifetime budget. Remove the field.';
	return new InputProblem(at('adSchedule'), `cannot be used: ${whose}`, advice);
}

const budgetPlace = {
	noun: 'ad set',
	elsewhere: 'the budget is on its campaign',
	mend: 'Change the budget of the campaign, or the Minimum and Maximum Spend of this ad set.',
};

/** What is wanted whatever the ad set has now. */
function wantedAnyway(fields: AdSetUpdateFields, flight: Flight, account: AccountFacts): WantedValue[] {
	const { name, status, dailyBudget, lifetimeBudget, labels, attribution, beneficiary, payor } = fields;
	const money = (field: string, label: string, formField: keyof AdSetUpdateFields, amount: string): WantedValue =>
		wantedMoney(field, label, amountAt(at(formField), amount, account), account);
	return [
		name !== undefined && wantedText('name', 'Name', name),
		status !== undefined && wantedStatus(status),
		dailyBudget !== undefined && money('daily_budget', 'Daily Budget', 'dailyBudget', dailyBudget),
		lifetimeBudget !== undefined && money('lifetime_budget', 'Lifetime Budget', 'lifetimeBudget', lifetimeBudget),
		attribution !== undefined && wantedAttribution(attribution),
		beneficiary !== undefined && wantedText('dsa_beneficiary', 'EU Beneficiary', beneficiary),
		payor !== undefined && wantedText('dsa_payor', 'EU Payer', payor),
		labels !== undefined && wantedLabels(labels),
		flight.start !== undefined && wantedTime('start_time', 'Start Time', flight.start),
		flight.end !== undefined && wantedTime('end_time', 'End Time', flight.end),
	].filter((want) => want !== false);
}

/** Wanted values that are read besides the kind's own fields. */
const readBesides = ({ otherParameters, regionalDeclarations }: AdSetUpdateFields): WantedValue[] => [
	...wantedRegional(regionalDeclarations),
	...wantedOthers(adSetKind, otherParameters),
];

/**
 * What the form asks for, as Graph's fields, given the ad set as it is now: targeting is read, modified and written as a
 * whole, since Meta replaces it as a whole.
 *
 * @throws InputProblem for amounts and times that do not fit the account, before anything is read or sent
 */
function decideUpdate(params: UpdateAdSetParams, account: AccountFacts, now: number): ObjectChange['decide'] {
	const { updateFields: fields, options } = params;
	const times = { startPath: at('startTime'), start: fields.startTime, endPath: at('endTime'), end: fields.endTime };
	const flight = flightOf(times, account);
	const anyway = wantedAnyway(fields, flight, account);
	const limits = spendLimitsOf('updateFields', fields, account);
	const numbers = bidNumbers(fields, at, account);
	const extra = readBesides(fields);
	return (current, atStart) => {
		const campaign = campaignFactsOf(recordOf(current.campaign));
		const bidPlace = presentBidPlace(at, current, campaign);
		const problem = allOf([
			spendLimitsProblem('updateFields', limits, campaign),
			budgetProblem(anyway, current, atStart, { ...budgetPlace, allowLargeChange: options.allowLargeChange }),
			changedFlightProblem(at, flight, current, now),
			scheduleProblem(fields, current, campaign),
			changesBid(fields) ? bidProblem(fields, bidPlace) : null,
		]);
		if (problem) return problem;
		const bid = wantedBid(fields, numbers, bidPlace, account);
		const large = largeBidProblem(bid, current, atStart, options.allowLargeChange);
		if (large) return large;
		const targeting = wantedTargeting(params, current, campaign);
		if (targeting instanceof InputProblem) return targeting;
		return [
			...keepingMarks(anyway, current),
			...extra,
			...limitParams(limits, campaign).map(({ field, label, minor }) => wantedMoney(field, label, minor, account)),
			...bid,
			...(fields.adSchedule ? wantedSchedule(fields.adSchedule) : []),
			...targeting,
		];
	};
}

export const updateAdSet = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update an ad set',
	description:
		'Change an ad set. Only the differences are sent, then read back. Targeting you do not add stays as it is.',
	effect: 'write',
	stopsSpend: true,
	form: updateAdSetForm,
	rule: updateProblem,
	perform: together(
		async (session, params) => {
			const account = await session.account(params.adAccount);
			return {
				id: params.adSet,
				account,
				validateOnly: params.options.validateOnly || session.dryRun,
				decide: decideUpdate(params, account, session.now()),
				method: 'POST' as const,
				exact: true,
				names: { account: account.id, options: optionsIn(params.targeting) },
				others: readBesides(params.updateFields),
			};
		},
		async (session, changes) => {
			const kind = readWith(
				adSetKind,
				changes.flatMap(({ others }) => others),
			);
			return explainAnswers(await changeObjects(session, kind, changes, changedRow(kind)));
		},
		async (session, changes) =>
			await unusableNames(
				session,
				changes.map(({ names }) => names),
			),
	),
});
