import { DateTime } from 'luxon';

import { shownWhen } from '../../shared/form/field';
import type { ParamsOf } from '../../shared/form/form';
import { choice, moment, money } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { accountDay } from '../../shared/accountTime';
import { currencyDecimals } from '../../shared/money';
import { momentAt } from '../../shared/node/session/accountValues';
import type { AccountFacts } from '../../shared/node/session/session';
import type { Plan } from '../target/plan/objectPlan';
import { amountIn } from './amounts';

/** The form of a change to a plan. */

export const toPlan = {
	name: 'Pace to a Monthly Budget',
	value: 'plan',
	description: 'Spend an amount evenly over a month or another period',
} as const;

/** A choice of Budget Level. */
export const wholeAccount = {
	name: 'Ad Account',
	value: 'account',
	description: 'All daily budgets of the account together: only for Pace to a Monthly Budget',
} as const;

/** A whole account has no one value that could be changed, expected or released. */
export function refuseOtherChanges({
	objectType,
	change,
	guards,
}: {
	readonly objectType: string;
	readonly change: string;
	readonly guards: { readonly expectedValue?: unknown; readonly releasedValue?: unknown };
}): InputProblem | null {
	if (objectType !== wholeAccount.value) return null;
	if (change !== toPlan.value)
		return new InputProblem(
			['change'],
			'is not for a whole ad account',
			'Choose Pace to a Monthly Budget, or under Budget Level the campaign or ad set whose budget to change.',
		);
	const field = guards.expectedValue !== undefined ? 'expectedValue' : 'releasedValue';
	if (guards[field] === undefined) return null;
	return new InputProblem(['guards', field], 'is the value of one budget', 'Remove it: the plan is for all budgets.');
}

const planOnly = { change: ['plan'] };

const dayField = <const Name extends string>(displayName: string, name: Name, description: string) =>
	shownWhen({ ...planOnly, planPeriod: ['range'] }, moment({ displayName, name, required: true, description }));

export const planFields = [
	shownWhen(
		planOnly,
		money({
			displayName: 'Budget to Spend',
			name: 'plan',
			placeholder: 'e.g. 3000',
			description: 'How much to spend in the period, in the account’s currency',
		}),
	),
	shownWhen(
		planOnly,
		choice({
			displayName: 'Period',
			name: 'planPeriod',
			options: [
				{ name: 'This Month', value: 'month', description: 'The calendar month of the ad account' },
				{ name: 'Date Range', value: 'range' },
			],
			default: 'month',
		}),
	),
	dayField('First Day', 'planSince', 'First day of the plan, in the ad account’s time zone'),
	dayField('Last Day', 'planUntil', 'Last day of the plan, in the ad account’s time zone'),
] as const;

type Planned = ParamsOf<typeof planFields>;

/** A day of the calendar. */
const DAY_FORMAT = 'yyyy-MM-dd';

/** Days of a plan at most: reports of a day each are read for all of them. */
const LONGEST = 366;

/**
 * @param now milliseconds since 1970
 * @throws InputProblem for an amount or days that make no plan
 */
export function spendPlanOf(
	form: Planned,
	account: AccountFacts,
	now: number,
): Pick<Plan, 'total' | 'since' | 'until'> {
	const total = Number(amountIn(['plan'], form.plan ?? '', account)) / 10 ** currencyDecimals(account.currency);
	if (form.planSince === undefined || form.planUntil === undefined) {
		const today = DateTime.fromISO(accountDay(now, account.timeZone), { zone: 'utc' });
		return {
			total,
			since: today.startOf('month').toFormat(DAY_FORMAT),
			until: today.endOf('month').toFormat(DAY_FORMAT),
		};
	}
	const dayAt = (field: string, enteredDay: string): string =>
		momentAt([field], enteredDay, account, 'day').slice(0, DAY_FORMAT.length);
	const [since, until] = [dayAt('planSince', form.planSince), dayAt('planUntil', form.planUntil)];
	if (until < since) throw new InputProblem(['planUntil'], `is before First Day (${since})`, 'Enter a later day.');
	if (DateTime.fromISO(until).diff(DateTime.fromISO(since), 'days').days >= LONGEST)
		throw new InputProblem(['planUntil'], 'is more than a year after First Day', 'Plan a year or less at once.');
	return { total, since, until };
}
