import { mapValues } from 'lodash';

import { budgetProblem } from '../../shared/adObject/change/budgetChange';
import { changedRow, changeObjects, type ObjectChange } from '../../shared/adObject/change/changes';
import {
	readWith,
	wantedLabels,
	wantedMoney,
	wantedSet,
	wantedText,
	wantedTime,
	type WantedValue,
} from '../../shared/adObject/change/wanted';
import { keepingMarks } from '../../meta/marks/markedStatus';
import { InputProblem } from '../../shared/form/problem';
import { allOf, everyOf } from '../../shared/form/problems';
import { everyRule } from '../../shared/form/rule';
import type { GraphObject } from '../../shared/graph/object';
import { formatMoney } from '../../shared/money';
import { amountAt, momentAt } from '../../shared/node/session/accountValues';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import type { AccountFacts } from '../../shared/node/session/session';
import { wantedOthers } from '../adObjects/otherParameters';
import { adSetBidsField, asksForBids, bidsProblem, bidsWanted } from './adSetBids';
import { NO_SPEND_CAP } from './choices';
import { sharedAmounts } from './fields';
import { campaignKind, isNoLimit } from './kind';
import { updateCampaignForm, type CampaignUpdateFields, type UpdateCampaignParams } from './updateForm';
import { isBackwards } from '../../shared/reading/instants';

const at = (name: keyof CampaignUpdateFields): string[] => ['updateFields', name];

/** What the fields have to be together. */
const updateProblem = everyRule<UpdateCampaignParams>(
	({ updateFields: fields }) =>
		Object.keys(fields).length > 0
			? null
			: new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change.'),
	({ updateFields: { dailyBudget, lifetimeBudget } }) =>
		dailyBudget === undefined || lifetimeBudget === undefined
			? null
			: new InputProblem(
					at('lifetimeBudget'),
					'cannot be set together with Daily Budget',
					'Keep the one this campaign has and remove the other.',
				),
	({ updateFields: { spendCap, removeSpendCap } }) =>
		spendCap === undefined || !removeSpendCap
			? null
			: new InputProblem(at('spendCap'), 'cannot be set and removed at once', 'Remove one of the two fields.'),
	({ updateFields }) => bidsProblem(updateFields),
);

/** A spending limit that is none at all still has a value in Meta's answers; shown as money it would be nine trillion. */
const spendCapInWords =
	({ currency }: AccountFacts): WantedValue['inWords'] =>
	({ spend_cap: cap }) =>
		isNoLimit(cap) ? 'none' : formatMoney(String(cap), currency);

const noLimit = (account: AccountFacts): WantedValue => ({
	...wantedText('spend_cap', 'Spending Limit', NO_SPEND_CAP),
	shownBy: ({ spend_cap: cap }) => isNoLimit(cap),
	inWords: spendCapInWords(account),
});

/** Fields read elsewhere. */
type Later = 'bidForAll' | 'bidByAdSet' | 'otherParameters';

/** One reader a form field; it is only asked when the field is filled in. */
type Readers = {
	[Name in Exclude<keyof CampaignUpdateFields, Later>]-?: (
		value: NonNullable<CampaignUpdateFields[Name]>,
		account: AccountFacts,
	) => WantedValue | null;
};

const amountReaders = mapValues(
	sharedAmounts,
	({ graph, label }, name) =>
		(value: string, account: AccountFacts): WantedValue =>
			wantedMoney(graph, label, amountAt(['updateFields', name], value, account), account),
);

const readers: Readers = {
	name: (value) => wantedText('name', 'Name', value),
	status: (value) => wantedText('status', 'Status', value),
	bidStrategy: (value) => wantedText('bid_strategy', 'Bid Strategy', value),
	dailyBudget: (value, account) =>
		wantedMoney('daily_budget', 'Daily Budget', amountAt(at('dailyBudget'), value, account), account),
	lifetimeBudget: (value, account) =>
		wantedMoney('lifetime_budget', 'Lifetime Budget', amountAt(at('lifetimeBudget'), value, account), account),
	...amountReaders,
	spendCap: (value, account) => ({ ...amountReaders.spendCap(value, account), inWords: spendCapInWords(account) }),
	removeSpendCap: (value, account) => (value ? noLimit(account) : null),
	specialAdCategories: (value) => wantedSet('special_ad_categories', 'Special Ad Categories', value),
	specialAdCategoryCountry: (value) => wantedSet('special_ad_category_country', 'Special Category Countries', value),
	labels: (value) => wantedLabels(value),
	startTime: (value, account) => wantedTime('start_time', 'Start Time', momentAt(at('startTime'), value, account)),
	stopTime: (value, account) => wantedTime('stop_time', 'Stop Time', momentAt(at('stopTime'), value, account, 'end')),
};

/**
 * What the form asks for, as Graph's fields.
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
function wantedOf(fields: CampaignUpdateFields, account: AccountFacts): WantedValue[] {
	const names = Object.keys(readers) as Array<keyof Readers>;
	const wants = names.map((name) => () => {
		const value = fields[name];
		const read = readers[name] as (value: unknown, account: AccountFacts) => WantedValue | null;
		return value === undefined ? null : read(value, account);
	});
	return everyOf(wants).filter((want) => want !== null);
}

const budgetPlace = {
	noun: 'campaign',
	elsewhere: 'this campaign leaves its budget to the ad sets',
	mend: 'Change the budget of its ad sets.',
};

/** Why start and stop do not go together, where one of them is changed. */
function scheduleProblem(wantedValues: readonly WantedValue[], current: GraphObject): InputProblem | null {
	const [newStart, newStop] = ['start_time', 'stop_time'].map((name) =>
		wantedValues.find(({ field }) => field === name),
	);
	if (newStart === undefined && newStop === undefined) return null;
	const [start, stop] = [newStart?.value ?? current.start_time, newStop?.value ?? current.stop_time];
	if (!isBackwards(start, stop)) return null;
	const advice = `The campaign would run from ${String(start)} to ${String(stop)}. Change one of the two.`;
	return new InputProblem(
		at(newStop === undefined ? 'startTime' : 'stopTime'),
		'puts the end before the start',
		advice,
	);
}

/**
 * Decides whether the wanted values fit the campaign as it is now.
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
function decideUpdate(
	fields: CampaignUpdateFields,
	account: AccountFacts,
	allowLargeChange: boolean,
): ObjectChange['decide'] {
	const wantedValues = [...wantedOf(fields, account), ...wantedOthers(campaignKind, fields.otherParameters)];
	const bids = bidsWanted(fields, account, allowLargeChange);
	return (current, atStart) => {
		const problem = allOf([
			budgetProblem(wantedValues, current, atStart, { ...budgetPlace, allowLargeChange }),
			scheduleProblem(wantedValues, current),
		]);
		const amounts = bids(current, atStart);
		if (amounts instanceof InputProblem) return allOf([problem, amounts]) ?? amounts;
		return problem ?? [...keepingMarks(wantedValues, current), ...amounts];
	};
}

/** Bid amounts are compared with, and read back from, the ad sets. */
const withAdSets = { ...campaignKind, fields: [...campaignKind.fields, adSetBidsField] };

export const updateCampaign = defineOperation({
	value: 'update',
	name: 'Update',
	action: 'Update a campaign',
	description: 'Change a campaign. Only the differences are sent, then read back.',
	effect: 'write',
	stopsSpend: true,
	form: updateCampaignForm,
	rule: updateProblem,
	perform: together(
		async (session, { adAccount, campaign, updateFields, options }) => {
			const account = await session.account(adAccount);
			return {
				id: campaign,
				account,
				validateOnly: options.validateOnly || session.dryRun,
				decide: decideUpdate(updateFields, account, options.allowLargeChange),
				method: 'POST' as const,
				exact: true,
				asksForBids: asksForBids(updateFields),
				others: wantedOthers(campaignKind, updateFields.otherParameters),
			};
		},
		async (session, changes) => {
			const base = changes.some(({ asksForBids: asks }) => asks) ? withAdSets : campaignKind;
			const kind = readWith(
				base,
				changes.flatMap(({ others }) => others),
			);
			return await changeObjects(session, kind, changes, changedRow(kind));
		},
	),
});
