import { checkBudgets } from '../../engine/adversary/budgets.mts';
import { checkHours, hoursAdversary, zones } from '../../engine/adversary/hoursAdversary.mts';
import { accountPlanAdversary, checkPlan, planAdversary } from '../../engine/adversary/planAdversary.mts';
import { ruleAdversary } from '../../engine/adversary/ruleAdversary.mts';
import { checkSchedules, scheduleAdversary } from '../../engine/adversary/scheduleAdversary.mts';
import { logNames } from '../../engine/guardMonth/badMeta.mts';
import '../../engine/support/lives/fakeTime.mts';

jest.mock(
	'../../../nodes/shared/graph/wait',
	() => jest.requireActual('../../engine/support/lives/fakeTime.mts').fakeWait,
);
jest.setTimeout(24 * 3_600_000);

/** SEED repeats a run, DAYS makes it longer or shorter. */
const seed = Number(process.env.SEED ?? 1);
const days = Number(process.env.DAYS ?? 30);

const print = (what: string, tally: object): void => {
	process.stdout.write(`${what}, ${days} simulated days, SEED=${seed}: ${JSON.stringify(tally)}\n`);
};

describe.each(logNames)('a log that is %s', (log) => {
	it.each(zones)('Run on a Schedule (Dayparting) in %s keeps its promises', async (...zone) => {
		const tally = await hoursAdversary(zone, log, { days, everyMinutes: 60, seed });
		print(`keep to hours, ${log}, ${zone[0]}`, tally);
		checkHours(tally, log);
	});

	it('By Rule keeps its promises', async () => {
		const tally = await ruleAdversary(log, { days, everyMinutes: 720, seed });
		print(`by rule, ${log}`, tally);
		checkBudgets(tally, log);
	});

	it('Pace to a Monthly Budget keeps its promises', async () => {
		const tally = await planAdversary(log, { days: 31, everyMinutes: 360, seed });
		print(`to a plan, ${log}`, tally);
		checkPlan(tally, log);
	});

	it('Pace to a Monthly Budget of a whole account keeps its promises', async () => {
		const tally = await accountPlanAdversary(log, { days: 31, everyMinutes: 360, seed });
		print(`to a plan of an account, ${log}`, tally);
		checkPlan(tally, log);
	});

	it('Temporary Increase (Sale) keeps its promises', async () => {
		const tally = await scheduleAdversary(log, { days, everyMinutes: 180, seed });
		print(`for some hours, ${log}`, tally);
		checkSchedules(tally);
	});
});
