import { checkHours, hoursAdversary, zones } from './hoursAdversary.mts';
import { checkBudgets } from './budgets.mts';
import { accountPlanAdversary, checkPlan, planAdversary } from './planAdversary.mts';
import { ruleAdversary } from './ruleAdversary.mts';
import { checkSchedules, scheduleAdversary } from './scheduleAdversary.mts';
import '../support/lives/fakeTime.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);
jest.setTimeout(180_000);

// Short; the long runs are soaks.

it('Run on a Schedule (Dayparting) keeps its promises over a change of clocks, with people, faults and a second worker', async () => {
	const tally = await hoursAdversary(zones[0], 'at once', { days: 3, everyMinutes: 60, seed: 1 });
	process.stdout.write(`keep to hours, 3 simulated days: ${JSON.stringify(tally)}\n`);
	checkHours(tally, 'at once');
});

it('By Rule keeps its promises beside people, bad reports, faults and a second worker', async () => {
	const tally = await ruleAdversary('at once', { days: 8, everyMinutes: 720, seed: 1 });
	process.stdout.write(`by rule, 8 simulated days: ${JSON.stringify(tally)}\n`);
	checkBudgets(tally, 'at once');
});

it('Pace to a Monthly Budget keeps its promises with people, bad reports, faults and a second worker', async () => {
	const tally = await planAdversary('at once', { days: 14, everyMinutes: 1_440, seed: 1 });
	process.stdout.write(`to a plan, 14 simulated days: ${JSON.stringify(tally)}\n`);
	checkPlan(tally, 'at once');
});

it('Pace to a Monthly Budget of a whole account keeps its promises with people, reports that are late or bad, faults and a second worker', async () => {
	const tally = await accountPlanAdversary('at once', { days: 14, everyMinutes: 1_440, seed: 1 });
	process.stdout.write(`to a plan of an account, 14 simulated days: ${JSON.stringify(tally)}\n`);
	checkPlan(tally, 'at once');
});

it('Temporary Increase (Sale) makes one schedule of the hours asked for, and says so', async () => {
	const tally = await scheduleAdversary('at once', { days: 10, everyMinutes: 360, seed: 1 });
	process.stdout.write(`for some hours, 10 simulated days: ${JSON.stringify(tally)}\n`);
	checkSchedules(tally);
});
