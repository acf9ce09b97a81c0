import { hoursOf } from '../../meta/budgetSchedules';
import type { Decimal } from '../../shared/form/decimal';
import { shownWhen } from '../../shared/form/field';
import { moment } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import type { AccountFacts } from '../../shared/node/session/session';
import { inPercent } from '../policy/lever';
import { momentInWords } from '../policy/moment';
import type { Wish } from '../policy/request';
import { shareAt } from './amounts';
import { DAY_MS } from '../../shared/durations';

/** The form of a raise for some hours. */

export const forHours = {
	name: 'Temporary Increase (Sale)',
	value: 'schedule',
	description: 'Increase a daily budget for a sale, with a budget schedule that Meta ends automatically',
} as const;

const scheduleOnly = { change: ['schedule'] };

export const hoursFields = [
	shownWhen(
		scheduleOnly,
		moment({
			displayName: 'Start Time',
			name: 'startTime',
			required: true,
			description: 'On a quarter hour, in the ad account’s time zone unless the value has its own',
		}),
	),
	shownWhen(
		scheduleOnly,
		moment({
			displayName: 'End Time',
			name: 'endTime',
			required: true,
			hint: '00:00 begins a day: for all of Monday, choose Tuesday 00:00',
			description: 'On a quarter hour, at least three hours after the start. A date alone means its midnight.',
		}),
	),
] as const;

/** A longer sale is a typing error, and other steps of the budget would be held for as long. */
const LONGEST_DAYS = 90;

interface Entered {
	readonly percent?: Decimal;
	readonly startTime?: string;
	readonly endTime?: string;
}

/**
 * @param now milliseconds since 1970
 * @throws InputProblem for a share or times that make no such raise
 */
export function forHoursOf(
	{ percent = '', startTime = '', endTime = '' }: Entered,
	account: AccountFacts,
	now: number,
): Wish {
	const share = shareAt(['percent'], percent);
	if (share < 0n)
		throw new InputProblem(['percent'], 'is below zero', 'A budget schedule only raises: enter a number above zero.');
	const { start: from, end: until } = hoursOf({ startTime, endTime }, account, now);
	if (until - from > LONGEST_DAYS * DAY_MS)
		throw new InputProblem(
			['endTime'],
			`is more than ${LONGEST_DAYS} days after the start`,
			'Look at the year, or choose By Percent for a raise that stays.',
		);
	const [begins, ends] = [momentInWords(from, account.timeZone), momentInWords(until, account.timeZone)];
	const because = `Asked: ${inPercent(share)} more a day from ${begins} until ${ends}, by a budget schedule, which Meta ends itself.`;
	return { kind: 'hours', share, from, until, because };
}
