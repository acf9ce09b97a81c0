import { AdAccount, Campaign, HighDemandPeriod } from 'facebook-nodejs-business-sdk';

import { scheduleFields } from '../../nodes/meta/budgetSchedules.ts';
import type { Intent } from './intents.mts';
import { ACCOUNT, IDS, SCHEDULE } from './ours.mts';

const accountFacts = () => new AdAccount(ACCOUNT).get(['id', 'name', 'currency', 'timezone_name']);
const owner = () =>
	new Campaign(IDS.campaign).get(['id', 'account_id', 'name', 'objective', 'daily_budget', 'stop_time']);
const campaign = { level: 'campaign', campaign: IDS.campaign };
const [start, end] = [Date.parse('2099-07-01T00:00:00-04:00') / 1000, Date.parse('2099-07-03T00:00:00-04:00') / 1000];
/** When the emulator of these tests begins. */
const NOW = Date.parse('2026-11-25T12:00:00Z') / 1000;
const newId = '120210000000000000';

export const schedules: readonly Intent[] = [
	{
		operation: 'budgetSchedule.create',
		title: 'of an amount for two days',
		form: {
			...campaign,
			increase: 10,
			startTime: '2099-07-01',
			endTime: '2099-07-02',
			options: { allowLargeChange: true },
		},
		sdk: async () => {
			await accountFacts();
			await owner();
			// All that run or are to come: they have one kind of value. Afterwards what another run made for the same hours.
			const open = { time_start: NOW, time_stop: end + 366 * 86_400, limit: 100 };
			await new Campaign(IDS.campaign).getBudgetSchedules([...scheduleFields], open);
			const within = { time_start: start, time_stop: end, limit: 100 };
			await new Campaign(IDS.campaign).getBudgetSchedules([...scheduleFields], within);
			await new Campaign(IDS.campaign).createBudgetSchedule([], {
				budget_value: 1000,
				budget_value_type: HighDemandPeriod.BudgetValueType.absolute,
				time_start: start,
				time_end: end,
			});
			await new HighDemandPeriod(newId).get([...scheduleFields]);
		},
	},
	{
		operation: 'budgetSchedule.getMany',
		title: 'of a campaign',
		form: campaign,
		sdk: async () => {
			await accountFacts();
			await owner();
			await new Campaign(IDS.campaign).getBudgetSchedules([...scheduleFields], { limit: 50 });
		},
	},
	{
		operation: 'budgetSchedule.delete',
		title: 'of one',
		form: { budgetSchedule: SCHEDULE },
		sdk: async () => {
			await accountFacts();
			const read = () => new HighDemandPeriod(SCHEDULE).get([...scheduleFields]);
			await read();
			await new Campaign(IDS.campaign).get(['id', 'account_id', 'name', 'daily_budget']);
			await read();
			await new HighDemandPeriod(SCHEDULE).delete([]);
			await read();
		},
	},
];
