import { notice, rewordField, shownWhen } from '../../../shared/form/field';
import { formOf, type ParamsIn } from '../../../shared/form/form';
import { choice, money, percentage, text, toggle, wholeNumber } from '../../../shared/form/kinds';
import { optionsField } from '../../../shared/node/commonFields';
import { adAccountLocator, adSetLocator, campaignLocator } from '../../../shared/node/pickers/locators';
import { rotationLimitsField, nextAdsField } from './limits';

/** Workflows store outputs by their number: new ones come last. */
export const OUTPUTS = {
	pause: 'Paused',
	activate: 'Activated',
	keep: 'Unchanged',
	message: 'Approval Message',
	suspect: 'At Risk',
} as const;

export const rotateForm = formOf(
	choice({
		displayName: 'Data From',
		name: 'reportFrom',
		options: [
			{ name: 'Input Items', value: 'items', description: 'The incoming items are the ads’ daily report' },
			{ name: 'Meta', value: 'meta', description: 'The node reads the ads’ daily report from Meta' },
		],
		default: 'items',
		description: 'Where the ads’ numbers come from',
	}),
	shownWhen(
		{ reportFrom: ['items'] },
		notice({
			name: 'reportNotice',
			text: 'Put Meta Insights before it, with Level Ad and Time Increment Day. No report before this one? Set Data From to Meta.',
		}),
	),
	adAccountLocator,
	choice({
		displayName: 'Group By',
		name: 'groupBy',
		options: [
			{ name: 'Ad Set', value: 'adSet', description: 'The ads of one ad set' },
			{ name: 'Campaign', value: 'campaign', description: 'All ad sets of a campaign, each judged separately' },
			{ name: 'Label', value: 'label', description: 'Ads with a label, from any ad set' },
		],
		default: 'adSet',
		description: 'Which ads belong together',
	}),
	shownWhen(
		{ groupBy: ['adSet'] },
		rewordField(adSetLocator, {
			description: 'The ad set whose ads are rotated',
			hint: 'One ad set. For several: Group By Campaign, or rows and By ID.',
		}),
	),
	shownWhen(
		{ groupBy: ['campaign'] },
		rewordField(campaignLocator, { description: 'The ads of all its ad sets are rotated' }),
	),
	shownWhen(
		{ groupBy: ['label'] },
		text({
			displayName: 'Label',
			name: 'label',
			placeholder: 'e.g. rotation',
			description: 'Ads with this ad label are rotated, whichever ad set they are in',
		}),
	),
	choice({
		displayName: 'Judge By',
		name: 'judgeBy',
		options: [
			{ name: 'Cost per Result', value: 'cost' },
			{ name: 'Result Rate', value: 'rate', description: 'Results per impression, e.g. clicks' },
		],
		default: 'cost',
		hint: 'An ad is compared with your target. How it did before counts only with Replace Tired Ads. With Data From Meta, a result is what the ad set is optimized for.',
	}),
	shownWhen(
		{ judgeBy: ['cost'] },
		money({
			displayName: 'Target Cost per Result',
			name: 'targetCost',
			required: true,
			placeholder: 'e.g. 12.50',
			hint: 'Simple rule: pauses above 3 times this, 1 ad a run. Limits change both: Times Target, Maximum Pauses per Run.',
			description: 'What a result may cost, in the account’s currency',
		}),
	),
	shownWhen(
		{ judgeBy: ['rate'] },
		percentage({
			displayName: 'Target Result Rate (%)',
			name: 'targetRate',
			required: true,
			default: '1',
			description: 'How many of a hundred impressions should bring a result',
		}),
	),
	nextAdsField,
	shownWhen(
		{ 'nextAds.queue': ['none'] },
		notice({ name: 'replacementNotice', text: 'Choose Replacement Ads, or no new ad is activated.' }),
	),
	shownWhen(
		{ 'nextAds.queue': ['none'], 'nextAds.replaceTired': [true] },
		notice({
			name: 'tiredNotice',
			text: 'Replace Tired Ads needs replacements: choose them in Replace With. Without one, no tired ad is paused.',
		}),
	),
	shownWhen(
		{ 'nextAds.queue': ['all'] },
		notice({
			name: 'allPausedNotice',
			text: 'An ad you paused yourself may be activated, too. An ad that missed the target stays off while the report has its numbers.',
		}),
	),
	shownWhen(
		{ reportFrom: ['items'] },
		text({
			displayName: 'Results Column',
			name: 'resultsColumn',
			default: 'results',
			description:
				'The column of the incoming report rows that counts results. The other columns are ad_id, date_start, spend and impressions, as Meta Insights gives them.',
		}),
	),
	shownWhen(
		{ reportFrom: ['meta'] },
		wholeNumber({
			displayName: 'Report Days',
			name: 'reportDays',
			default: '28',
			least: 7,
			most: 28,
			description:
				'How many days count against an ad, in the ad account’s time zone. Results are counted as Meta counts them for the ad set’s goal.',
		}),
	),
	choice({
		displayName: 'Rule',
		name: 'rule',
		options: [
			{ name: 'Simple', value: 'simple', description: 'Simple limits that you can check with a calculator' },
			{
				name: 'Statistical',
				value: 'statistical',
				description: 'Probability and expected loss, corrected for daily checks',
			},
		],
		default: 'simple',
		hint: 'Finds ads that clearly miss the target. Frequency isn’t checked. The column fatigue shows tired ads; Replace Tired Ads acts on them.',
		description: 'When an ad is a clear loser',
	}),
	toggle({
		displayName: 'Dry Run',
		name: 'dryRun',
		default: true,
		hint: 'Switch this off to go live',
		description: 'Whether to show what would be paused and activated, without changing anything',
	}),
	rotationLimitsField,
	optionsField(),
);

export type RotateParams = ParamsIn<typeof rotateForm>;
