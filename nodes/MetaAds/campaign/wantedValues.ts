import { mapValues } from 'lodash';
import { DateTime } from 'luxon';

import type { GraphObject } from '../../shared/graph/object';
import { amountAt, momentAt } from '../../shared/node/accountValues';
import { InputProblem } from '../../shared/form/problem';
import { formatMoney } from '../../shared/money';
import type { AccountFacts } from '../../shared/node/session';
import { budgetProblem } from '../../shared/adObject/budgetChange';
import { wantedLabels, wantedMoney, wantedSet, wantedText, wantedTime, type Wanted } from '../../shared/adObject/wanted';
import { NO_SPEND_CAP } from './choices';
import { isNoLimit } from './kind';
import { sharedAmounts } from './fields';
import type { UpdateFields } from './updateForm';

/** What the fields have to be together. */
export function updateProblem(fields: UpdateFields): InputProblem | null {
	const { dailyBudget, lifetimeBudget, spendCap: cap, removeSpendCap } = fields;
	if (Object.keys(fields).length === 0) return new InputProblem(['updateFields'], 'has nothing to change', 'Add at least one field to change.');
	if (dailyBudget !== undefined && lifetimeBudget !== undefined) {
		return new InputProblem(at('lifetimeBudget'), 'cannot be set together with Daily Budget', 'Keep the one this campaign has and remove the other.');
	}
	if (cap !== undefined && removeSpendCap) return new InputProblem(at('spendCap'), 'cannot be set and removed at once', 'Remove one of the two fields.');
	return null;
}

const at = (name: keyof UpdateFields): string[] => ['updateFields', name];

/** A spending limit that is none at all still has a value in Meta's answers; shown as money it would be nine trillion. */
const spendCapInWords =
	({ currency }: AccountFacts): Wanted['inWords'] =>
	({ spend_cap: cap }) =>
		isNoLimit(cap) ? 'none' : formatMoney(String(cap), currency);

const noLimit = (account: AccountFacts): Wanted => ({
	...wantedText('spend_cap', 'Spending Limit', NO_SPEND_CAP),
	shownBy: ({ spend_cap: cap }) => isNoLimit(cap),
	inWords: spendCapInWords(account),
});

/** One reader a form field; it is only asked when the field is filled in. */
type Readers = { [Name in keyof UpdateFields]-?: (value: NonNullable<UpdateFields[Name]>, account: AccountFacts) => Wanted | null };

const amountReaders = mapValues(
	sharedAmounts,
	({ graph, label }, name) =>
		(value: string, account: AccountFacts): Wanted =>
			wantedMoney(graph, label, amountAt(['updateFields', name], value, account), account),
);

const readers: Readers = {
	name: (value) => wantedText('name', 'Name', value),
	status: (value) => wantedText('status', 'Status', value),
	bidStrategy: (value) => wantedText('bid_strategy', 'Bid Strategy', value),
	dailyBudget: (value, account) => wantedMoney('daily_budget', 'Daily Budget', amountAt(at('dailyBudget'), value, account), account),
	lifetimeBudget: (value, account) => wantedMoney('lifetime_budget', 'Lifetime Budget', amountAt(at('lifetimeBudget'), value, account), account),
	...amountReaders,
	spendCap: (value, account) => ({ ...amountReaders.spendCap(value, account), inWords: spendCapInWords(account) }),
	removeSpendCap: (value, account) => (value ? noLimit(account) : null),
	specialAdCategories: (value) => wantedSet('special_ad_categories', 'Special Ad Categories', value),
	specialAdCategoryCountry: (value) => wantedSet('special_ad_category_country', 'Countries of the Special Category', value),
	labels: (value) => wantedLabels(value),
	startTime: (value, account) => wantedTime('start_time', 'Start Time', momentAt(at('startTime'), value, account)),
	stopTime: (value, account) => wantedTime('stop_time', 'Stop Time', momentAt(at('stopTime'), value, account, 'end')),
};

/**
 * What the form asks for, as Graph's fields.
 *
 * @throws InputProblem for amounts and times that do not fit the account
 */
export function wantedOf(fields: UpdateFields, account: AccountFacts): Wanted[] {
	const names = Object.keys(readers) as Array<keyof UpdateFields>;
	return names.flatMap((name) => {
		const value = fields[name];
		const read = readers[name] as (value: unknown, account: AccountFacts) => Wanted | null;
		const want = value === undefined ? null : read(value, account);
		return want === null ? [] : [want];
	});
}

const budgetPlace = { noun: 'campaign', elsewhere: 'this campaign leaves its budget to the ad sets', mend: 'Change the budget of its ad sets.' };

function scheduleProblem(wanted: readonly Wanted[], current: GraphObject): InputProblem | null {
	const value = (field: string): string => String(wanted.find((want) => want.field === field)?.value ?? current[field] ?? '');
	const [start, stop] = [DateTime.fromISO(value('start_time')), DateTime.fromISO(value('stop_time'))];
	const touched = wanted.some(({ field }) => field === 'start_time' || field === 'stop_time');
	if (!touched || !start.isValid || !stop.isValid || stop > start) return null;
	const name = wanted.some(({ field }) => field === 'stop_time') ? 'stopTime' : 'startTime';
	return new InputProblem(at(name), 'puts the end before the start', `The campaign would run from ${start.toISO()} to ${stop.toISO()}. Change one of the two.`);
}

/** Decides whether the wanted values fit the campaign as it is now. */
export const decideUpdate =
	(wanted: readonly Wanted[], allowLargeChange: boolean) =>
	(current: GraphObject, atStart: GraphObject): readonly Wanted[] | Error =>
		budgetProblem(wanted, current, atStart, { ...budgetPlace, allowLargeChange }) ?? scheduleProblem(wanted, current) ?? wanted;
