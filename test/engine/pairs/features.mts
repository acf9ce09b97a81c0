import type { IDataObject } from 'n8n-workflow';

import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { byId } from '../support/harness.mts';
import { subjectOf, subjects, TARGET, type PairWorld, type SubjectKey } from './pairWorld.mts';

/** What changes budgets, bids and statuses, as workflows run it: each the only step of its own workflow, once a day at its hour. */

export interface Feature {
	readonly name: string;
	/** The hours of the day at which its workflow runs. */
	readonly hours: readonly number[];
	readonly run: (world: PairWorld) => Promise<void>;
	/** Whether it judges by numbers, or paces: then it has to come to a verdict now and then. */
	readonly judges?: true;
}

/** Ad sets run in these hours, by the account's clock. */
export const OPEN = { from: 8, until: 20 } as const;
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const account = byId(ACCOUNTS.eur);
const guards = { actOnUnknownLearning: true };
const common = { adAccount: account, dryRun: false, options: { maxWait: 0 } };
const budget = (key: SubjectKey, more: IDataObject): IDataObject => ({
	...{ operation: 'adjustBudget', objectType: 'adSet', adSet: byId(subjectOf(key).id), ceiling: '400' },
	...{ ...common, guards, ...more },
});
const keys = subjects.map(({ key }) => key);

/** The report's rows as items of a step. */
const judged = (world: PairWorld, more: IDataObject): IDataObject[] =>
	world.report('adset').map(({ adset_id: id, date_start: since, date_stop: until, spend, results, clicks }) => ({
		...{ objectType: 'adSet', adSet: byId(String(id)), cost: spend, results, clicks, since, until },
		...{ impressions: '', leads: '', purchases: '', resultValue: '', frequency: '' },
		...{ ...common, numbersFrom: 'own', reportComplete: true, ...more },
	}));

const byNumbers = (more: IDataObject) => async (world: PairWorld) => {
	const items = judged(world, { operation: 'adjustBudget', ceiling: '400', guards, ...more });
	if (items.length > 0) await world.run(String(more.name), 'guard', items);
};
const toTarget = { change: 'target', targetKind: 'cost', target: String(TARGET) };
const stop = (action: string) => ({ operation: 'stopLoss', target: String(TARGET), action, limits: {}, guards: {} });

/** The last step of a run, to be taken back at nine in the evening. */
const lastUndo = (world: PairWorld): IDataObject | undefined =>
	[...world.rows]
		.reverse()
		.find(
			({ by, at, json }) =>
				by !== 'undo' && at > world.now - 20 * 3_600_000 && json.undo != null && json.what === 'daily budget',
		)?.json;

/** What each plan is to spend in the month of 28 days: somewhat more than the budgets come to in their hours. */
export const PLANS = { object: 3_600, account: 9_300 } as const;

/** Every hour would find nothing to do between these. */
const SWITCHED = [0, 8, 9, 14, 20, 22];

async function keepToHours(world: PairWorld, name: string, objects: readonly IDataObject[]): Promise<void> {
	const form = { operation: 'keepToHours', dryRunInEditor: false, adAccount: account, options: { maxWait: 0 } };
	const hours = { rows: [{ days: [1, 2, 3, 4, 5, 6, 0], from: clock(OPEN.from), to: clock(OPEN.until) }] };
	await world.run(
		name,
		'ads',
		objects.map((one) => ({ ...form, ...one, hours })),
	);
}

export const features: readonly Feature[] = [
	{
		name: 'hours',
		hours: SWITCHED,
		run: async (world) =>
			await keepToHours(
				world,
				'hours',
				subjects.map(({ id }) => ({ resource: 'adSet', adSet: byId(id) })),
			),
	},
	{
		name: 'hours of ads',
		hours: SWITCHED,
		run: async (world) =>
			await keepToHours(
				world,
				'hours of ads',
				keys.flatMap((key) => world.adsOf(key).map(({ id }) => ({ resource: 'ad', ad: byId(id) }))),
			),
	},
	{
		name: 'stop-loss',
		hours: [6],
		judges: true,
		run: async (world) => void (await world.run('stop-loss', 'guard', judged(world, stop('pause')))),
	},
	{
		name: 'stop-loss, cut',
		hours: [6],
		judges: true,
		run: async (world) =>
			void (await world.run('stop-loss, cut', 'guard', judged(world, { ...stop('cut'), cutBy: '15' }))),
	},
	{ name: 'target', hours: [6], judges: true, run: byNumbers({ name: 'target', ...toTarget }) },
	{
		name: 'rule',
		hours: [7],
		judges: true,
		run: byNumbers({
			...{ name: 'rule', change: 'rule', raisePercent: '10', raiseMatch: 'all', cutPercent: '10', cutMatch: 'all' },
			raiseWhen: { rows: [{ metric: 'costPerResult', operator: 'below', value: '8' }] },
			cutWhen: { rows: [{ metric: 'costPerResult', operator: 'above', value: '20' }] },
		}),
	},
	{
		name: 'plan',
		hours: [6],
		judges: true,
		run: async (world) => {
			const plan = { change: 'plan', plan: String(PLANS.object), planPeriod: 'month' };
			await world.run('plan', 'guard', [budget('fair', plan)]);
		},
	},
	{
		name: 'account plan',
		hours: [6],
		judges: true,
		run: async (world) => {
			const plan = { change: 'plan', plan: String(PLANS.account), planPeriod: 'month', objectType: 'account' };
			await world.run('account plan', 'guard', [budget('fair', plan)]);
		},
	},
	{
		name: 'percent',
		hours: [12],
		run: async (world) =>
			void (await world.run(
				'percent',
				'guard',
				keys.map((key) => budget(key, { change: 'percent', percent: '10' })),
			)),
	},
	{
		name: 'to value',
		hours: [8],
		run: async (world) =>
			void (await world.run(
				'to value',
				'guard',
				keys.map((key) => budget(key, { change: 'value', newValue: '60' })),
			)),
	},
	{
		name: 'some hours',
		hours: [9],
		run: async (world) => {
			if (world.local.day % 7 !== 3) return;
			const [from, until] = [1, 2].map((days) => world.local.plus({ days }).toFormat('yyyy-MM-dd'));
			const form = { change: 'schedule', percent: '15', startTime: from, endTime: until };
			await world.run(
				'some hours',
				'guard',
				keys.map((key) => budget(key, form)),
			);
		},
	},
	{
		name: 'bid',
		hours: [6],
		run: async (world) => {
			const form = { operation: 'adjustBid', adSet: byId(subjectOf('fair').id), change: 'percent', percent: '10' };
			await world.run('bid', 'guard', [{ ...common, ...form, ceiling: '60', guards }]);
		},
	},
	{
		name: 'roas floor',
		hours: [6],
		run: async (world) => {
			const form = {
				operation: 'adjustRoasFloor',
				adSet: byId(subjectOf('dear').id),
				change: 'percent',
				percent: '-10',
			};
			await world.run('roas floor', 'guard', [{ ...common, ...form, ceiling: '0.4', guards }]);
		},
	},
	{
		name: 'rotation',
		hours: [7],
		judges: true,
		run: async (world) => {
			const rows = world.report('ad');
			if (rows.length === 0) return;
			for (const key of keys) {
				const own = world.adsOf(key).map(({ id }) => id);
				const form = { resource: 'ad', operation: 'rotate', adAccount: account, adSet: byId(subjectOf(key).id) };
				const item = { ...form, targetCost: String(TARGET), dryRun: false, options: { maxWait: 0 } };
				const input = rows.filter(({ ad_id: id }) => own.includes(String(id)));
				if (input.length > 0) await world.run('rotation', 'ads', [item], input);
			}
		},
	},
	{
		name: 'proposals',
		hours: [6],
		judges: true,
		run: async (world) => {
			const items = judged(world, { operation: 'adjustBudget', ceiling: '400', guards, ...toTarget, dryRun: true });
			if (items.length === 0) return;
			const [, , message = []] = await world.run('proposals', 'guard', items);
			const proposal = message[0]?.json.proposal;
			if (proposal === undefined || proposal === null) return;
			const form = {
				operation: 'applyProposal',
				adAccount: account,
				proposal: JSON.stringify(proposal),
				approved: true,
			};
			await world.run(
				'proposals',
				'guard',
				[{ ...form, ceiling: '400', guards, options: { maxWait: 0 } }],
				[{ data: { approved: true } }],
			);
		},
	},
	{
		name: 'undo',
		hours: [21],
		run: async (world) => {
			const row = lastUndo(world);
			if (row === undefined) return;
			const key = keys.find((one) => subjectOf(one).id === row.objectId)!;
			await world.run('undo', 'guard', [budget(key, { change: 'undo', undo: JSON.stringify(row.undo) })]);
		},
	},
];

export const featureOf = (name: string): Feature => features.find((one) => one.name === name)!;
