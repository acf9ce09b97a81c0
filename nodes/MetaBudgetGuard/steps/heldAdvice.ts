import { entryOf } from '../../shared/record';
import type { Cause } from '../policy/cause';
import type { Reason } from '../policy/decide';

/** What a person can do about a hold that does not end by itself; null where nothing is wrong, so nobody has to do anything. */
type Advice = string | null;

const releaseOnce = 'Look at the object in Ads Manager, and enter its value as Guards → Confirm Current Value once.';
const oneStep = 'Let only one step move this object, or let the others run less often.';
const oneItem = 'Use one item for this object, and the same settings in all items.';
const again = 'Run it again. If it stays so, look at the object in Ads Manager.';

/** By guard. One that has several reasons tells apart most of them by their cause. */
export const adviceByGuard: Readonly<Record<string, Advice>> = {
	aboveZero: 'Ask for a smaller cut. To stop all spending, pause it.',
	accountCeiling: 'Raise the account’s maximum, or lower another budget.',
	allowedHours: 'Run the workflow within Allowed Hours, or change these.',
	approved: 'Make a new proposal.',
	budgetOfAnother: 'Use one workflow for this budget: see whose it is in the reason.',
	budgetSchedule: 'Delete the budget schedule, or wait until it ends.',
	callLimit:
		'Let the workflow wait longer (Rate Limit Wait), run it less often, or ask Meta for full access of the app.',
	ceiling: 'Raise the maximum budget, or take the object out of the items.',
	changedMeanwhile: `Somebody else changes it at the same time. ${oneStep}`,
	changedSince: 'Make a new proposal.',
	changeLogBehind: releaseOnce,
	changeNotLogged: releaseOnce,
	conflict: oneItem,
	cooldown: `See whose change the reason names. ${oneStep}`,
	dayCap: 'Nothing is wrong if it grows as fast as you want. Otherwise change the limits of 24 hours.',
	delivering: 'Activate it, or take it out of the items.',
	expectedValue: 'Enter the present value as Expected Current Value, or remove it.',
	expired: 'Approve it sooner, or raise Approval Valid For.',
	floor: 'Lower the minimum, or take the object out of the items.',
	freshState: again,
	hourlyChanges: oneStep,
	lastDay: 'Enter a later end in Ads Manager, or take it out of the items.',
	lastLive: 'Lower Guards → Minimum Active, or activate something else first.',
	learning: 'Meta keeps it in the learning phase. Combine small ad sets, or add Guards → Spend Less While Learning.',
	leftOut: 'Pass the rows of all ad sets and days.',
	metaMinimum: 'It is at Meta’s minimum. Pause it to spend less.',
	minimumData: 'Lower Guards → Minimum Data, or pass more days.',
	lifetimeRest: 'Look at the budget in Ads Manager, or change it there.',
	mixedCurrencies: 'Use one item list for each currency, or limits that each item has itself.',
	monthCap: 'Nothing is wrong if it grows as fast as you want. Otherwise change the limits of 30 days.',
	movedInThisRun: 'Let one run change it once.',
	notApproved: 'Approve it, or make a new proposal.',
	noValue: 'Choose the object that has the value, as the reason says.',
	ownChangeNotLogged: releaseOnce,
	ownChangesUnreadable: releaseOnce,
	plan: 'Change the plan, or look at what does not spend.',
	protected: 'Take it off the protected list, or out of the items.',
	readableLog: releaseOnce,
	rule: 'Check the report that comes in.',
	sameValue: oneItem,
	settings: 'Change the settings that the reason names.',
	spendingLimit: 'Raise or reset the ad account’s spending limit in Ads Manager under Billing & payments.',
	spent: 'Ask for a smaller cut, or pause it to spend less.',
	splitTest: 'Wait until the test ends, or change it in Ads Manager.',
	step: 'Raise Guards → Max Step.',
	target: 'Check the report that comes in.',
	undo: 'Change it back by hand in Ads Manager.',
	unknownLearning: 'Meta does not say whether it learns. Add Guards → Act on Unknown Learning.',
	weekCap: 'Nothing is wrong if it grows as fast as you want. Otherwise change the limits of 7 days.',
};

export const adviceByCause: Readonly<Record<Cause, Advice>> = {
	accountStopped: 'Open Business Support Home: it says why the ad account does not run, and what Meta asks for.',
	accountUnpaid: 'Pay the balance in Ads Manager under Billing & payments. Nothing of the account runs until then.',
	ended: 'Enter a later end in Ads Manager, or take it out of the items.',
	idle: 'See in Ads Manager why it spends nothing: its ads, its audience and its bid.',
	lifetimeInPlan: null,
	metricUnknown: 'Pass a report with the columns that the reason names, or remove that condition.',
	movedBefore: `See whose change the reason names. ${oneStep}`,
	noAdOn: 'Activate an ad set or ad in it in Ads Manager, or take it out of the items.',
	noResultValue: 'Check in Events Manager that purchases have a value, or enter a target cost per result.',
	nothingSpent: 'See in Ads Manager why it spends nothing: its ads, its audience and its bid.',
	notYet: null,
	outdated: 'Run the report right before this step, up to the present day.',
	overlap: 'Pass one row a day, of one level and without breakdowns.',
	planForCampaign: 'Choose the campaign: it has the budget.',
	planOver: 'Enter the days of the next plan, or switch the workflow off.',
	planUnknown: 'Look in Ads Manager at the budget that the reason names, or take it out of the plan by pausing it.',
	planWithoutDays: 'Enter a later end of the plan, or other hours of the object.',
	report: 'Check the report that comes in: its days, and whether it says that it is complete.',
	resultKinds: 'Choose what counts under Results Are.',
	spendNotShown:
		'See in Ads Manager whether the account spends, and under Billing & payments whether a payment failed.',
	staysInPlan: null,
	stoppedByStep: 'To run it again, activate it in Ads Manager or undo the stop. Otherwise take it out of the items.',
	tooYoung: 'Pass a report with days further back, one row a day.',
	tracking: 'Check in Events Manager that results reach Meta, and whether the website or form changed.',
	unreadableLog: 'Look at the object in Ads Manager. If it has to stop, pause it there.',
	unmarkedRest: 'Put Run on a Schedule and this step in one workflow, or run this step during its hours.',
	unseenPause:
		'See in Ads Manager who paused it. If it should run, activate it there. Otherwise take it out of the items.',
	unknownZone: 'Update n8n: it does not know the ad account’s time zone.',
};

const OTHERWISE = 'Change what the reason names, or take the object out of the items.';

export function adviceOn({ guard, cause }: Reason): Advice {
	if (cause !== undefined) return adviceByCause[cause];
	const advice = entryOf(adviceByGuard, guard);
	return advice === undefined ? OTHERWISE : advice;
}
