import { collection, rows, type Entries } from '../../shared/form/collections';
import { assumeDefault } from '../../shared/form/field';
import { decimal } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { defaultStop, type StopSettings } from '../target/stopLoss';

/** From which loss on something is stopped. */

const tierWords = defaultStop.tiers
	.map((tier) => `${tier.times} times the target from ${tier.due} expected results on`)
	.join(', ');

const limits = [
	assumeDefault(
		decimal({
			displayName: 'Conversion Lag (Days)',
			name: 'conversionLag',
			default: String(defaultStop.lagDays),
			least: 0,
			most: 28,
			description:
				'How long conversions need to come in. Of a day’s spend only as much counts against an object as results can have come in for.',
		}),
	),
	rows(
		{
			displayName: 'Tiers',
			name: 'tiers',
			placeholder: 'Add Tier',
			description: `What it may cost, the less the more is known. Without any: ${tierWords}.`,
			row: { name: 'rows', displayName: 'Tier' },
		},
		[
			decimal({
				displayName: 'From Expected Results',
				name: 'due',
				default: '6',
				least: 1,
				description: 'The tier holds once the money spent should have brought this many results at the target',
			}),
			decimal({
				displayName: 'Times Target',
				name: 'times',
				default: '3.5',
				least: 1.2,
				description: 'Stops what costs this many times the target, or more',
			}),
		],
	),
	assumeDefault(
		decimal({
			displayName: 'Without a Result (Times Target)',
			name: 'withoutResult',
			default: String(defaultStop.withoutResult),
			least: 2,
			description: 'Stops what has no result once the money spent should have brought this many at the target',
		}),
	),
] as const;

export const stopLossLimitsField = collection(
	{ displayName: 'Limits', name: 'limits', placeholder: 'Add limit' },
	limits,
);

type Limits = Entries<(typeof limits)[number]>;

/** @throws InputProblem where tiers were added and removed again: no loss would be one */
export function limitsOf({
	conversionLag,
	tiers,
	withoutResult,
}: Limits): Pick<StopSettings, 'withoutResult' | 'tiers' | 'lagDays'> {
	if (tiers !== undefined && tiers.length === 0)
		throw new InputProblem(['limits', 'tiers'], 'has no tier', 'Add a tier, or remove Tiers for the usual ones.');
	return { withoutResult, tiers: tiers ?? defaultStop.tiers, lagDays: conversionLag };
}
