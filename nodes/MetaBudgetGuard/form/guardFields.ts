import type { INodeProperties } from 'n8n-workflow';

import { levers, type LeverWords } from '../policy/lever';
import { CHANGES_PER_HOUR, mostPercent } from '../policy/settings';

function percentField(displayName: string, name: string, value: number, most: number, about: string): INodeProperties {
	const description = `${about} ${value} unless you set it; more than ${most} is refused.`;
	return { displayName, name, type: 'number', typeOptions: { minValue: 0, maxValue: most }, default: value, description };
}

function hoursField(displayName: string, name: string, value: number, about: string): INodeProperties {
	const description = `${about} ${value} unless you set it.`;
	return { displayName, name, type: 'number', typeOptions: { minValue: 0 }, default: value, description };
}

const switchField = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: false,
	description,
});

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** How far a value may go in a time, in the words of what moves: a ROAS floor is lowered to spend more. */
function capFields({ loosen, tighten }: LeverWords, upward: boolean): INodeProperties[] {
	const [least, most] = ['lowest', 'highest'];
	const from = (extreme: string, time: string): string => `From the ${extreme} value of the last ${time}, whoever set it.`;
	const label = (word: string, time: string): string => `Largest ${capital(word)} in ${time} (%)`;
	const [loosenFrom, tightenFrom] = upward ? [least, most] : [most, least];
	return [
		percentField(label(loosen, '24 Hours'), 'dayLoosen', 30, mostPercent.day.loosen, from(loosenFrom, '24 hours')),
		percentField(label(loosen, '7 Days'), 'weekLoosen', 50, mostPercent.week.loosen, from(loosenFrom, '7 days')),
		percentField(label(tighten, '24 Hours'), 'dayTighten', 30, mostPercent.day.tighten, from(tightenFrom, '24 hours')),
		percentField(label(tighten, '7 Days'), 'weekTighten', 40, mostPercent.week.tighten, from(tightenFrom, '7 days')),
	];
}

/** What stands under Guards whatever is moved. */
const commonGuards: readonly INodeProperties[] = [
	{
		displayName: 'Allowed Hours',
		name: 'allowedHours',
		type: 'string',
		default: '',
		placeholder: 'e.g. 22-6',
		description: 'Full hours by the account’s clock in which changes are allowed; 22-6 goes over midnight. Without it all hours.',
	},
	switchField('Act on Unknown Learning Phase', 'actOnUnknownLearning', 'Whether to act when Meta does not tell the learning phase, as for dynamic creative'),
	switchField('Allow Spending Less While Learning', 'tightenWhileLearning', 'Whether a step toward less spend is allowed in the learning phase'),
	hoursField('Cooldown Before Spending More (Hours)', 'cooldownLoosen', 24, 'Rest after any change of budget, bid, targeting or ads, by anyone, before a step toward more spend.'),
	hoursField('Cooldown Before Spending Less (Hours)', 'cooldownTighten', 6, 'Rest after any change, by anyone, before a step toward less spend.'),
	switchField('Emergency', 'emergency', 'Whether a cut may skip its cooldown. Floor, step and caps still hold.'),
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

const guardsOf = (caps: INodeProperties[], more: readonly INodeProperties[]): INodeProperties => ({
	displayName: 'Guards',
	name: 'guards',
	type: 'collection',
	placeholder: 'Add guard',
	default: {},
	description: 'Limits that hold unless you set others',
	options: [...commonGuards, ...caps, ...more].sort((one, other) => one.displayName.localeCompare(other.displayName)),
});

/** The defaults, where they are seen without opening anything. */
const noticeOf = ({ loosened, tightened }: LeverWords): INodeProperties => ({
	displayName: `Unless you set it otherwise under Guards: at most 15% a step; ${loosened} by at most 30% in 24 hours and 50% in 7 days, ${tightened} by at most 30% and 40%. After any change it rests for 24 hours before it is ${loosened}, and for 6 hours before it is ${tightened}. Never in the learning phase; at most ${CHANGES_PER_HOUR} changes an hour.`,
	name: 'guardsNotice',
	type: 'notice',
	default: '',
});

/** The notice and the collection, for what goes up to spend more, or down. */
export function guardFields(upward: boolean, ...more: readonly INodeProperties[]): INodeProperties[] {
	const { words } = upward ? levers.bid : levers.roasFloor;
	return [noticeOf(words), guardsOf(capFields(words, upward), more)];
}
