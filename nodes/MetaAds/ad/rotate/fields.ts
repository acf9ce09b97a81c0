import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionsField, optionsParams } from '../../../shared/node/commonFields';
import { adAccountId, adAccountLocator, adSetLocator, objectId } from '../../../shared/node/locators';
import { problem } from '../../../shared/node/params';

const shownFor = (name: string, value: string): Pick<INodeProperties, 'displayOptions'> => ({ displayOptions: { show: { [name]: [value] } } });

const limits: INodeProperties[] = [
	{
		displayName: 'Attribution Lag (Days)',
		name: 'lagDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 28 },
		default: 1,
		description: 'Days before today that do not count against an ad yet, because their results still come in. Today never counts.',
	},
	{
		displayName: 'Chance of a False Pause (%)',
		name: 'falsePauses',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 50 },
		default: 5,
		description: 'Statistical rule only: how likely it may be that of a group of equally good ads any one is ever paused. More finds losers sooner.',
	},
	{
		displayName: 'Enough Results',
		name: 'enoughResults',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 7,
		description: 'Simple rule only: results from which an ad’s cost per result is judged',
	},
	{
		displayName: 'Keep Live',
		name: 'keepLive',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'Ads of the group that stay live whatever happens. An ad set always keeps one.',
	},
	{
		displayName: 'Least Age (Days)',
		name: 'minAgeDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 3,
		description: 'Younger ads are not judged',
	},
	{
		displayName: 'Least Impressions',
		name: 'minImpressions',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1000,
		description: 'Ads shown less often are not judged',
	},
	{
		displayName: 'Most Pauses a Run',
		name: 'maxPauses',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'No run pauses more ads than this, the clearest losers first',
	},
	{
		displayName: 'Times Target',
		name: 'timesTarget',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 3,
		description: 'Simple rule only: an ad that does this many times worse than the target is a loser, once it has enough results',
	},
	{
		displayName: 'Times Target Without Result',
		name: 'withoutResult',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 3,
		description: 'Simple rule only: an ad that used up this many times the target without a result is a loser. More is asked where several ads are judged, since each can have bad luck.',
	},
];

const nextAds: INodeProperties[] = [
	{
		displayName: 'Order',
		name: 'order',
		type: 'options',
		options: [
			{ name: 'Name', value: 'name' },
			{ name: 'Newest First', value: 'newest' },
			{ name: 'Oldest First', value: 'oldest' },
		],
		default: 'oldest',
		description: 'Which ad comes in next. Ads that never ran come before those that did.',
	},
	{
		displayName: 'Queue',
		name: 'queue',
		type: 'options',
		options: [
			{ name: 'All Paused Ads', value: 'all', description: 'Any paused ad of the group that Meta has approved may be activated' },
			{ name: 'None', value: 'none', description: 'Nothing is activated' },
			{ name: 'Paused Ads with a Label', value: 'label', description: 'Only ads you have given the Queue Label' },
		],
		default: 'none',
		description: 'Which paused ads may be activated',
	},
	{
		displayName: 'Queue Label',
		name: 'queueLabel',
		type: 'string',
		default: '',
		placeholder: 'e.g. next',
		description: 'Name of the ad label that puts a paused ad into the queue',
		...shownFor('queue', 'label'),
	},
	{
		displayName: 'Take Turns Every (Days)',
		name: 'takeTurnsDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'After so many days the ad that ran longest makes room for the next in the queue, loser or not. 0 means never.',
	},
];

export const rotateFields: INodeProperties[] = [
	adAccountLocator,
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'options',
		options: [
			{ name: 'Ad Set', value: 'adSet' },
			{ name: 'Label', value: 'label' },
		],
		default: 'adSet',
		description: 'Which ads belong together',
	},
	{ ...adSetLocator, description: 'Its ads are looked after', ...shownFor('groupBy', 'adSet') },
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. rotation',
		description: 'Ads with this ad label are looked after, in whichever ad set they are',
		...shownFor('groupBy', 'label'),
	},
	{
		displayName: 'Judge By',
		name: 'judgeBy',
		type: 'options',
		options: [
			{ name: 'Cost per Result', value: 'cost' },
			{ name: 'Result Rate', value: 'rate', description: 'Results per impression, e.g. clicks' },
		],
		default: 'cost',
	},
	{
		displayName: 'Target Cost per Result',
		name: 'targetCost',
		type: 'number',
		required: true,
		default: 0,
		description: 'What a result may cost, in the account’s currency',
		...shownFor('judgeBy', 'cost'),
	},
	{
		displayName: 'Target Result Rate (%)',
		name: 'targetRate',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		required: true,
		default: 1,
		description: 'How many of a hundred impressions should bring a result',
		...shownFor('judgeBy', 'rate'),
	},
	{
		displayName: 'Results Column',
		name: 'resultsColumn',
		type: 'string',
		default: 'results',
		description: 'The column of the incoming report rows that counts results. The other columns are ad_id, date_start, spend and impressions, as Meta Insights gives them.',
	},
	{
		displayName: 'Rule',
		name: 'rule',
		type: 'options',
		options: [
			{ name: 'Simple', value: 'simple', description: 'Limits anybody can check with a pocket calculator' },
			{ name: 'Statistical', value: 'statistical', description: 'Probability and expected loss, corrected for looking every day' },
		],
		default: 'simple',
		description: 'When an ad is a clear loser',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: true,
		description: 'Whether to only tell what would be paused and activated, without changing anything',
	},
	{ displayName: 'Limits', name: 'limits', type: 'collection', placeholder: 'Add limit', default: {}, options: limits },
	{ displayName: 'Next Ads', name: 'nextAds', type: 'collection', placeholder: 'Add field', default: {}, options: nextAds },
	optionsField(),
];

const atLeast = (least: number, otherwise: number) => z.number().min(least).default(otherwise);
const whole = (least: number, otherwise: number) => z.number().int().min(least).default(otherwise);
const filled = z.preprocess((value) => (value === '' ? undefined : value), z.string().trim().min(1));

export const rotateParams = z
	.object({
		adAccount: adAccountId,
		groupBy: z.enum(['adSet', 'label']).default('adSet'),
		adSet: z.preprocess((value) => (value === '' ? undefined : value), objectId.optional()),
		label: z.string().trim().default(''),
		judgeBy: z.enum(['cost', 'rate']).default('cost'),
		targetCost: z.number().min(0).default(0),
		targetRate: z.number().min(0).max(100).default(1),
		resultsColumn: filled.default('results'),
		rule: z.enum(['simple', 'statistical']).default('simple'),
		dryRun: z.boolean().default(true),
		limits: z
			.object({
				lagDays: whole(0, 1),
				falsePauses: z.number().min(0.1).max(50).default(5),
				enoughResults: whole(1, 7),
				keepLive: whole(1, 1),
				minAgeDays: atLeast(0, 3),
				minImpressions: whole(0, 1000),
				maxPauses: whole(0, 1),
				timesTarget: atLeast(1, 3),
				withoutResult: atLeast(1, 3),
			})
			.default({}),
		nextAds: z
			.object({
				order: z.enum(['name', 'newest', 'oldest']).default('oldest'),
				queue: z.enum(['all', 'none', 'label']).default('none'),
				queueLabel: z.string().trim().default(''),
				takeTurnsDays: whole(0, 0),
			})
			.default({}),
		options: optionsParams({}),
	})
	.superRefine(({ groupBy, adSet, label, judgeBy, targetCost, targetRate, nextAds }, context) => {
		if (groupBy === 'adSet' && adSet === undefined) problem(context, ['adSet'], 'is empty', 'Choose the ad set from the list, or enter its ID.');
		if (groupBy === 'label' && label === '') problem(context, ['label'], 'is empty', 'Enter the name of the ad label the ads have.');
		if (judgeBy === 'cost' && targetCost <= 0) problem(context, ['targetCost'], 'must be more than 0', 'Enter what a result may cost.');
		if (judgeBy === 'rate' && (targetRate <= 0 || targetRate >= 100)) problem(context, ['targetRate'], 'must lie between 0 and 100', 'Enter how many of a hundred impressions should bring a result.');
		if (nextAds.queue === 'label' && nextAds.queueLabel === '') problem(context, ['nextAds', 'queueLabel'], 'is empty', 'Enter the name of the label that queued ads have.');
	});

export type RotateParams = z.output<typeof rotateParams>;
