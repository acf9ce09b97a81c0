import { AdAccount, AdSet } from 'facebook-nodejs-business-sdk';

import { logFields } from '../../nodes/meta/activityLog/entry.ts';
import { deliveringStatuses } from '../../nodes/MetaBudgetGuard/state/delivery.ts';
import { summedFields } from '../../nodes/MetaBudgetGuard/state/spend/dailySum.ts';
import { guardAdSetFields } from '../../nodes/MetaBudgetGuard/state/objects.ts';
import type { Intent } from './intents.mts';
import { ACCOUNT, IDS } from './ours.mts';
import { FakeMeta } from '../unit/graph/calls/fakeMeta.mts';

/** The budget guard in the SDK's words: look at value, log and minimum, set, look again. */

const account = () => new AdAccount(ACCOUNT);
const decided = async (id: string = IDS.delivering, addsUp = false) => {
	await account().get(['id', 'name', 'currency', 'timezone_name']);
	await new AdSet(id).get([...guardAdSetFields]);
	await account().get(['account_status', 'amount_spent', 'spend_cap']);
	await account().getAds(['id', 'adset_id'], {
		filtering: [{ field: 'adset.id', operator: 'IN', value: [id] }],
		effective_status: deliveringStatuses,
		limit: 500,
	});
	await account().getActivities([...logFields], { since: 0, until: 0, limit: 500 });
	await account().getMinimumBudgets([], { limit: 100 });
	if (!addsUp) return;
	// Paused ones too: those that are off for their hours alone count.
	const statuses = ['ACTIVE', 'IN_PROCESS', 'WITH_ISSUES', 'PAUSED'];
	const summed = { effective_status: statuses, limit: 500 };
	await account().getCampaigns([...summedFields, 'stop_time', 'created_time', 'adlabels'], summed);
	const parts = [...summedFields, 'end_time', 'created_time', 'adlabels', 'campaign{id,status,adlabels,created_time}'];
	await account().getAdSets(parts, { ...summed, effective_status: [...statuses, 'CAMPAIGN_PAUSED'] });
};

/** By the clock of the store. */
const day = (ago: number): string => new Date(new FakeMeta().now() - ago * 86_400_000).toISOString().slice(0, 10);

const at = (hours: number): string => new Date(new FakeMeta().now() + hours * 3_600_000).toISOString();

export const guardIntents: Intent[] = [
	{
		operation: 'step.adjustBudget',
		title: 'raises a daily budget',
		form: { objectType: 'adSet', adSet: IDS.delivering, change: 'percent', percent: 10, ceiling: 100, dryRun: false },
		sdk: async () => {
			await decided(IDS.delivering, true);
			await new AdSet(IDS.delivering).update([], { daily_budget: 2200 });
		},
	},
	{
		operation: 'step.adjustBudget',
		title: 'only has it checked in a dry run',
		form: { objectType: 'adSet', adSet: IDS.delivering, change: 'value', newValue: 19, dryRun: true },
		sdk: async () => {
			await decided(IDS.delivering, true);
			await new AdSet(IDS.delivering).update([], {
				daily_budget: 1900,
				execution_options: [AdSet.ExecutionOptions.validate_only],
			});
		},
	},
	{
		operation: 'step.adjustBid',
		title: 'raises a cost per result goal',
		form: { adSet: IDS.capped, change: 'percent', percent: 10, ceiling: 50, dryRun: false },
		sdk: async () => {
			await decided(IDS.capped);
			await new AdSet(IDS.capped).update([], { bid_amount: 1320 });
		},
	},
	{
		operation: 'step.adjustRoasFloor',
		title: 'raises a floor',
		form: { adSet: IDS.floored, change: 'percent', percent: 10, dryRun: false },
		sdk: async () => {
			await decided(IDS.floored);
			await new AdSet(IDS.floored).update([], { bid_constraints: { roas_average_floor: 16_500 } });
		},
	},
	{
		operation: 'step.applyProposal',
		title: 'makes a step that was approved',
		form: {
			approved: true,
			proposal: JSON.stringify({
				accountId: ACCOUNT,
				currency: 'USD',
				madeAt: at(-1),
				expiresAt: at(23),
				steps: [
					{
						objectType: 'adSet',
						objectId: IDS.delivering,
						object: 'Delivering',
						field: 'dailyBudget',
						from: '2000',
						to: '2200',
					},
				],
			}),
			ceiling: 100,
		},
		sdk: async () => {
			await decided(IDS.delivering, true);
			await new AdSet(IDS.delivering).update([], { daily_budget: 2200 });
		},
	},
	{
		operation: 'step.stopLoss',
		title: 'pauses what brings nothing',
		form: {
			adSet: IDS.delivering,
			target: '10',
			numbersFrom: 'own',
			cost: '500',
			results: '0',
			clicks: '',
			since: day(20),
			until: day(1),
			reportComplete: '',
			dryRun: false,
			guards: { keepLive: '0' },
		},
		sdk: async () => {
			await decided(IDS.delivering);
			const beside = ['id', 'name', 'campaign_id', 'campaign{id,status,adlabels,created_time}', 'created_time'];
			await account().getAdSets(
				[...beside, 'status', 'effective_status', 'learning_stage_info', 'adlabels', 'start_time', 'end_time'],
				{
					filtering: [{ field: 'campaign.id', operator: 'IN', value: [IDS.adSetBudgets] }],
					limit: 500,
				},
			);
			const marks = [{ name: `n8n off stop-loss ${IDS.delivering}` }];
			await new AdSet(IDS.delivering).update([], { status: 'PAUSED', adlabels: marks });
		},
	},
];
