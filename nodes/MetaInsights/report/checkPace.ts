import type { IDataObject } from 'n8n-workflow';

import { daysAgo, addDays } from '../../shared/accountTime';
import { InputProblem } from '../../shared/form/problem';
import { GraphFailure } from '../../shared/graph/error';
import { isListedCurrency } from '../../shared/money';
import { amountAt } from '../../shared/node/session/accountValues';
import { choice, money } from '../../shared/form/kinds';
import { assumeDefault, rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import { adAccountLocator, campaignLocator } from '../../shared/node/pickers/locators';
import type { Session } from '../../shared/node/session/session';
import { spend as spendMetric } from '../render/numbers/figures';
import { localeOption } from '../render/renderForm';
import { Words } from '../render/numbers/words';
import { lastCompleteDay, lengthOf, type ReportPeriod } from '../facts/dateRanges';
import { ownRows } from '../read/ownReport';
import {
	cents,
	firstOfMonth,
	overspent,
	paceOf,
	PAST_DAYS,
	paceVerdictOf,
	type SpendPace,
	type SpentDay,
} from '../pace/pace';

const form = formOf(
	adAccountLocator,
	choice({
		displayName: 'Plan For',
		name: 'scope',
		options: [
			{ name: 'Ad Account', value: 'account' },
			{ name: 'Campaign', value: 'campaign' },
		],
		default: 'account',
		description: 'Whose spend the plan is for',
	}),
	shownWhen(
		{ scope: ['campaign'] },
		rewordField(campaignLocator, { description: 'The campaign that the plan is for' }),
	),
	money({
		displayName: 'Plan for the Month',
		name: 'plan',
		required: true,
		placeholder: 'e.g. 3000',
		description: 'What is to be spent from the first to the last day of this month, in the account’s currency',
	}),
	optionsField(assumeDefault(localeOption)),
);

const unreadable = new GraphFailure({
	kind: 'temporary',
	message: 'Meta’s report of the spend has a row that cannot be read',
	advice: 'Run the step again.',
});

/**
 * Days of spend, a day without a row among them: nothing was spent on it.
 *
 * @param rows each of a day that was asked for, which `ownRows` has seen to
 * @throws GraphFailure where a row does not tell its spend, or a day comes twice
 */
function spentDays(rows: readonly IDataObject[], since: string, count: number): SpentDay[] {
	const spendByDay = new Map<unknown, number>();
	for (const { date_start: date, spend } of rows) {
		if (typeof spend !== 'number' || spendByDay.has(date)) throw unreadable;
		spendByDay.set(date, spend);
	}
	return Array.from({ length: count }, (_, index) => addDays(since, index)).map((date) => ({
		date,
		spend: spendByDay.get(date) ?? 0,
	}));
}

/** Meta can show a day so many days late; longer without a row means that nothing was spent. */
const MOST_LATE_DAYS = 2;

/** The last days of a period that Meta does not show yet, though it shows the one before: nobody knows their spend. */
function lateDays(rows: readonly IDataObject[], { since, until }: ReportPeriod): number {
	const last = rows
		.map(({ date_start: date }) => String(date))
		.sort()
		.at(-1);
	if (last === undefined || last < since || last >= until) return 0;
	const late = lengthOf({ since: last, until }) - 1;
	return late <= MOST_LATE_DAYS ? late : 0;
}

/** What is not counted, and why. */
const lateSentence = (late: number): string =>
	late === 0
		? ''
		: ` Meta shows nothing of the last ${late === 1 ? 'day' : `${late} days`} yet, so ${late === 1 ? 'it is' : 'they are'} not counted.`;

function reasonOf(pace: SpendPace, plan: number, words: Words): string {
	const amountWords = (amount: number): string => words.value(amount, spendMetric);
	const beyond = overspent(pace, plan);
	const over = beyond > 0 ? ` The plan is overspent by ${amountWords(beyond)}.` : '';
	const soFar = `${amountWords(pace.spent)} of ${amountWords(plan)} is spent, ${amountWords(pace.plannedToDate)} was planned by now.${over}`;
	const { forecast } = pace;
	if ('unknown' in forecast) return `${soFar} Where it ends is not known: ${forecast.unknown}.`;
	const neededSentence = pace.dailyNeeded > 0 ? ` ${amountWords(pace.dailyNeeded)} a day would meet the plan.` : '';
	return `${soFar} It will end at about ${amountWords(forecast.likely)}, most likely between ${amountWords(forecast.low)} and ${amountWords(forecast.high)}.${neededSentence}`;
}

async function checkOne(session: Session, params: ParamsIn<typeof form>): Promise<readonly Row[]> {
	const account = await session.account(params.adAccount);
	const plan = Number(params.plan);
	if (!(plan > 0)) throw new InputProblem(['plan'], 'cannot be 0 or less', 'Enter what is to be spent this month.');
	const today = daysAgo(0, account.timeZone, session.now());
	if (isListedCurrency(account.currency)) amountAt(['plan'], params.plan, account);
	const until = lastCompleteDay(account.timeZone, session.now());
	const first = firstOfMonth(today);
	const [open, past] = [addDays(until, 1), addDays(until, 1 - PAST_DAYS)];
	// In the first hours of a month the day before is not complete, and no day of this one.
	const next = open < first ? first : open;
	const period = { since: first < past ? first : past, until };
	const { campaign } = params;
	const rows = await ownRows(session, account, {
		level: campaign === undefined ? 'account' : 'campaign',
		period,
		campaign,
	});
	const late = lateDays(rows, { since: first < period.since ? period.since : first, until });
	const known = { since: period.since, until: addDays(until, -late) };
	const pace = paceOf(spentDays(rows, known.since, lengthOf(known)), plan, addDays(next, -late));
	const { forecast } = pace;
	const knownForecast = 'unknown' in forecast ? null : forecast;
	const words = new Words(params.options.locale, account.currency);
	const name = campaign === undefined ? account.name : String(rows[0]?.campaign_name ?? campaign);
	return [
		{
			json: {
				name,
				pace: paceVerdictOf(pace, plan),
				reason: `${reasonOf(pace, plan, words)}${open < today ? ' Yesterday is not complete yet, and not counted.' : ''}${lateSentence(late)}`,
				plan,
				planned_to_date: cents(pace.plannedToDate),
				spent: cents(pace.spent),
				forecast: knownForecast && cents(knownForecast.likely),
				forecast_low: knownForecast && cents(knownForecast.low),
				forecast_high: knownForecast && cents(knownForecast.high),
				daily_needed: cents(pace.dailyNeeded),
				account_currency: account.currency,
				id: campaign ?? account.id.replace(/^act_/, ''),
			},
		},
	];
}

export const checkPace = defineOperation({
	value: 'checkPace',
	name: 'Check Budget Pacing',
	action: 'Check budget pacing in a report',
	description: 'Compare this month’s spend with a plan, and forecast the end of the month',
	effect: 'read',
	form,
	perform: eachItem(checkOne),
});
