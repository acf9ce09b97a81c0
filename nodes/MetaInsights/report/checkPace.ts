import type { IDataObject } from 'n8n-workflow';

import { addDays, daysAgo } from '../../shared/accountTime';
import { InputProblem } from '../../shared/form/problem';
import { titleOf, type GraphObject } from '../../shared/graph/object';
import { isListedCurrency } from '../../shared/money';
import { amountAt } from '../../shared/node/session/accountValues';
import { choice, money } from '../../shared/form/kinds';
import { assumeDefault, rewordField, shownWhen } from '../../shared/form/field';
import { formOf, type ParamsIn } from '../../shared/form/form';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem, type Row } from '../../shared/node/operation';
import { adAccountLocator, campaignLocator } from '../../shared/node/pickers/locators';
import type { AccountFacts, Session } from '../../shared/node/session/session';
import { textCell } from '../../shared/reading/cells';
import { spend as spendMetric } from '../render/numbers/figures';
import { localeOption } from '../render/renderForm';
import { Words } from '../render/numbers/words';
import { lastCompleteDay, type ReportPeriod } from '../facts/dateRanges';
import { ownRows } from '../read/ownReport';
import { cents, firstOfMonth, overspent, paceOf, PAST_DAYS, paceVerdictOf, type SpendPace } from '../pace/pace';
import { hasLastDay, lateDays, spentDays } from '../pace/ownDays';
import { whyNothingRuns } from '../pace/stopped';

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
		description: 'The budget from the first to the last day of this month, in the account’s currency',
	}),
	optionsField(assumeDefault(localeOption)),
);

/** So many last days that Meta does not show yet leave a forecast. */
const MOST_LATE_DAYS = 2;

const inDays = (late: number): string => (late === 1 ? 'day' : `${late} days`);

/** What is not counted, and why. Of ads that stand still there may be nothing to count. */
const lateSentence = (late: number, stop: string | null): string =>
	late === 0
		? ''
		: stop !== null
			? ` Meta shows no spend of the last ${inDays(late)}.`
			: ` Meta shows nothing of the last ${inDays(late)} yet, so ${late === 1 ? 'it is' : 'they are'} not counted.`;

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

/** Many days that are missing were spent on, or not: no forecast can be made of them. */
function paceWithout(
	late: number,
	rows: readonly IDataObject[],
	plan: number,
	{ period, next }: { readonly period: ReportPeriod; readonly next: string },
): SpendPace {
	const left = late > MOST_LATE_DAYS ? 0 : late;
	const days = spentDays(rows, { ...period, until: addDays(period.until, -left) });
	const pace = paceOf(days, plan, addDays(next, -left));
	if (left === late) return pace;
	return { ...pace, forecast: { unknown: `the last ${inDays(late)} may have spend that Meta does not show yet` } };
}

/** A campaign without delivery has no rows that name it. */
async function nameOf(
	session: Session,
	account: AccountFacts,
	campaign: string,
	[row]: readonly IDataObject[],
): Promise<string> {
	const nameInRow = textCell(row?.campaign_name);
	if (nameInRow !== null) return nameInRow;
	const params = { fields: 'id,name' };
	const request = { method: 'GET', path: campaign, params, effect: 'read', account: account.id } as const;
	return titleOf((await session.graph.send(request)).body as GraphObject);
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
	const late = await lateDays(session, account, rows, { since: firstOfMonth(next), today: open, period, campaign });
	const stop = hasLastDay(rows, period) ? null : await whyNothingRuns(session, account, campaign);
	const goingOn = paceWithout(stop === null ? late : 0, rows, plan, { period, next });
	const pace = stop === null ? goingOn : { ...goingOn, forecast: { unknown: stop } };
	const { forecast } = pace;
	const knownForecast = 'unknown' in forecast ? null : forecast;
	const words = new Words(params.options.locale, account.currency);
	const name = campaign === undefined ? account.name : await nameOf(session, account, campaign, rows);
	return [
		{
			json: {
				name,
				pace: paceVerdictOf(pace, plan),
				reason: `${reasonOf(pace, plan, words)}${open < today ? ' Yesterday is not complete yet, and not counted.' : ''}${lateSentence(late, stop)}`,
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
