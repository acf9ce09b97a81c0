import type { INodeProperties } from 'n8n-workflow';

import { CHANGES_PER_HOUR, mostPercent } from '../policy/settings';

function percentField(displayName: string, name: string, value: number, most: number, about: string): INodeProperties {
	const description = `${about} Without it ${value}; more than ${most} is refused.`;
	return { displayName, name, type: 'number', typeOptions: { minValue: 0, maxValue: most }, default: value, description };
}

function hoursField(displayName: string, name: string, value: number, about: string): INodeProperties {
	const description = `${about} Without it ${value}.`;
	return { displayName, name, type: 'number', typeOptions: { minValue: 0 }, default: value, description };
}

const switchField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: false,
	description,
});

/** What stands under Guards, apart from what differs between budgets and bids. */
export const commonGuards: readonly INodeProperties[] = [
	{
		displayName: 'Allowed Hours',
		name: 'allowedHours',
		type: 'string',
		default: '',
		placeholder: 'e.g. 22-6',
		description: 'Full hours by the account’s clock in which changes are allowed; 22-6 goes over midnight. Without it all hours.',
	},
	switchField('Act on Unknown Learning Phase', 'actOnUnknownLearning', 'Whether to act when Meta does not tell the learning phase, as for dynamic creative'),
	switchField('Allow Tightening While Learning', 'tightenWhileLearning', 'Whether a cut is allowed in the learning phase'),
	hoursField('Cooldown Before Loosening (Hours)', 'cooldownLoosen', 24, 'Rest after any change of budget, bid, targeting or ads, by anyone, before more may be spent.'),
	hoursField('Cooldown Before Tightening (Hours)', 'cooldownTighten', 6, 'Rest after any change, by anyone, before less may be spent.'),
	switchField('Emergency', 'emergency', 'Whether a cut may skip its cooldown. Floor, step and caps still hold.'),
	percentField('Largest Cut in 24 Hours (%)', 'dayTighten', 30, mostPercent.day.tighten, 'From the highest value of the last 24 hours, whoever set it.'),
	percentField('Largest Cut in 7 Days (%)', 'weekTighten', 40, mostPercent.week.tighten, 'From the highest value of the last 7 days, whoever set it.'),
	percentField('Largest Rise in 24 Hours (%)', 'dayLoosen', 30, mostPercent.day.loosen, 'From the lowest value of the last 24 hours, whoever set it.'),
	percentField('Largest Rise in 7 Days (%)', 'weekLoosen', 50, mostPercent.week.loosen, 'From the lowest value of the last 7 days, whoever set it.'),
	percentField('Largest Step (%)', 'largestStep', 15, mostPercent.step, 'How far one change may go.'),
	{
		displayName: 'Minimum Data',
		name: 'minimumData',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Figure',
		default: {},
		description: 'Figures of the item that have to be large enough to act on',
		options: [
			{
				displayName: 'Figure',
				name: 'rows',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Spend', description: 'What the figure is, for the reason in the output' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. {{ $json.spend }}' },
					{ displayName: 'At Least', name: 'least', type: 'number', default: 0 },
				],
			},
		],
	},
	{
		displayName: 'Protected',
		name: 'protected',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Brand campaign',
		description: 'IDs, names or labels of campaigns and ad sets that are never touched, one a line',
	},
];

/** What stands under Guards for budgets only. */
export const budgetGuards: readonly INodeProperties[] = [
	{
		displayName: 'Account Ceiling',
		name: 'accountCeiling',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'The most that all active budgets of the account may come to per day, budget schedules counted. No raise goes beyond it.',
	},
	{
		displayName: 'Expected Current Value',
		name: 'expectedValue',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'Act only if the budget is still this, for example what it was when someone approved the change',
	},
	{
		displayName: 'Floor',
		name: 'floor',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 2 },
		default: 0,
		description: 'No cut goes below it, not even in an emergency. For a lifetime budget: per day left. Without it Meta’s minimum.',
	},
];

export const guardsField = (...more: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Guards',
	name: 'guards',
	type: 'collection',
	placeholder: 'Add guard',
	default: {},
	description: 'Limits that hold unless you set others',
	options: [...commonGuards, ...more].sort((one, other) => one.displayName.localeCompare(other.displayName)),
});

/** The defaults, where they are seen without opening anything. */
export const guardsNotice: INodeProperties = {
	displayName: `Unless set otherwise under Guards: steps of at most 15 %, +30/−30 % in 24 hours, +50/−40 % in 7 days, ${CHANGES_PER_HOUR} changes an hour; after any change 24 hours of rest before a rise, 6 before a cut; nothing in the learning phase.`,
	name: 'guardsNotice',
	type: 'notice',
	default: '',
};
