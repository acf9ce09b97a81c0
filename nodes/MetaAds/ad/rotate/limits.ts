import { collection, openedWith } from '../../../shared/form/collections';
import { assumeDefault, shownWhen } from '../../../shared/form/field';
import { choice, decimal, percentage, text, toggle, wholeNumber } from '../../../shared/form/kinds';

/** What a rotation keeps to. */
export const rotationLimitsField = collection({ displayName: 'Limits', name: 'limits', placeholder: 'Add limit' }, [
	assumeDefault(
		wholeNumber({
			displayName: 'Conversion Delay (Days)',
			name: 'lagDays',
			default: '1',
			least: 0,
			most: 28,
			description:
				'Days before today that do not count against an ad yet, because their results still come in. Today never counts.',
		}),
	),
	assumeDefault(
		percentage({
			displayName: 'Chance of a False Pause (%)',
			name: 'falsePauses',
			default: '5',
			least: 0.1,
			most: 50,
			description:
				'Statistical rule only: the chance you accept that one of a group of equally good ads is ever paused. A higher chance finds losers sooner.',
		}),
	),
	assumeDefault(
		wholeNumber({
			displayName: 'Minimum Active',
			name: 'keepLive',
			default: '1',
			least: 1,
			description: 'Rotate leaves at least this many ads of the group live. An ad set always keeps one.',
		}),
	),
	assumeDefault(
		toggle({
			displayName: 'Runs by Dayparting',
			name: 'keptToHours',
			default: false,
			description: 'Whether this app’s last pause was for the schedule, although Meta has no ad label for it',
		}),
	),
	assumeDefault(
		wholeNumber({
			displayName: 'Maximum Pauses per Run',
			name: 'maxPauses',
			default: '1',
			least: 0,
			description: 'No run pauses more ads of a group than this, the clearest losers first',
		}),
	),
	assumeDefault(
		decimal({
			displayName: 'Minimum Age (Days)',
			name: 'minAgeDays',
			default: '3',
			least: 0,
			description: 'Younger ads are not judged',
		}),
	),
	assumeDefault(
		wholeNumber({
			displayName: 'Minimum Impressions',
			name: 'minImpressions',
			default: '1000',
			least: 0,
			description: 'Ads shown less often are not judged',
		}),
	),
	assumeDefault(
		decimal({
			displayName: 'Times Target',
			name: 'timesTarget',
			default: '2',
			least: 1,
			description: 'Simple rule only: each result raises the limit of No Results by this many times the target',
		}),
	),
	assumeDefault(
		decimal({
			displayName: 'No Results (Times Target)',
			name: 'withoutResult',
			default: '3.5',
			least: 1,
			description:
				'Simple rule only: an ad that used up this many times the target without a result is a loser. The limit rises with the number of ads in the group.',
		}),
	),
]);

const nextAdsFields = collection({ displayName: 'Replacement Ads', name: 'nextAds', placeholder: 'Add field' }, [
	assumeDefault(
		choice({
			displayName: 'Order',
			name: 'order',
			options: [
				{ name: 'Name', value: 'name' },
				{ name: 'Newest First', value: 'newest' },
				{ name: 'Oldest First', value: 'oldest' },
			],
			default: 'oldest',
			description: 'Which ad is activated next. Ads that have never run come first.',
		}),
	),
	assumeDefault(
		choice({
			displayName: 'Replace With',
			name: 'queue',
			options: [
				{
					name: 'All Paused Ads, Old Ones Too',
					value: 'all',
					description: 'Any approved paused ad of the group, also an old one that you switched off',
				},
				{ name: 'None (Only Pause)', value: 'none', description: 'Ads are only paused, and nothing replaces them' },
				{
					name: 'Paused Ads with a Label',
					value: 'label',
					description: 'Then add Label of Replacement Ads. You set labels in Ad → Update → Labels.',
				},
			],
			default: 'none',
			description: 'Which paused ads may be activated when losers are paused. With None, nothing new is activated.',
		}),
	),
	shownWhen(
		{ queue: ['label'] },
		text({
			displayName: 'Label of Replacement Ads',
			name: 'queueLabel',
			placeholder: 'e.g. next',
			hint: 'Give ads this label first, in Ad → Update → Labels',
			description: 'Name of the ad label that puts a paused ad into the queue',
		}),
	),
	assumeDefault(
		toggle({
			displayName: 'Replace Tired Ads',
			name: 'replaceTired',
			default: false,
			hint: 'Compares an ad with its own past and with the other ads of its group. It needs three weeks of figures.',
			description:
				'Whether an ad whose cost per result has clearly doubled is replaced, even if it still meets the target',
		}),
	),
	assumeDefault(
		wholeNumber({
			displayName: 'Rotate Every (Days)',
			name: 'takeTurnsDays',
			default: '0',
			least: 0,
			description: 'Replace the longest-running ad after this many days, even if it does well. 0 means never.',
		}),
	),
]);

/** Which ads come in, and when. Whether any do is in view from the start: without, a rotation only pauses. */
export const nextAdsField = openedWith(nextAdsFields, ['queue']);
