import { collection, rows, type Entries } from '../../shared/form/collections';
import { assumeDefault } from '../../shared/form/field';
import { decimal } from '../../shared/form/kinds';
import { InputProblem } from '../../shared/form/problem';
import { defaultStop, type StopSettings } from '../target/stopLoss';

/** From which loss on something is stopped. */

const tierWords = defaultStop.tiers.map((tier) => `${tier.times} times from ${tier.due} expected results`).join(', ');

const limits = [
	assumeDefault(
		decimal({
			displayName: 'Conversion Delay (Days)',
			name: 'conversionLag',
			default: String(defaultStop.lagDays),
			least: 0,
			most: 28,
			description:
				'Days until conversions are reported. Recent spend counts only in part, because its results may still come in.',
		}),
	),
	rows(
		{
			displayName: 'Limits by Evidence',
			name: 'tiers',
			placeholder: 'Add Limit',
			description: `The cost limit by number of expected results. Default: ${tierWords} on.`,
			row: { name: 'rows', displayName: 'Limit' },
		},
		[
			decimal({
				displayName: 'From Expected Results',
				name: 'due',
				default: '6',
				least: 1,
				description: 'Applies once this many results were expected for the amount spent',
			}),
			decimal({
				displayName: 'Times Target',
				name: 'times',
				default: '3.5',
				least: 1.2,
				description: 'Stop at this many times the target, or more',
			}),
		],
	),
	assumeDefault(
		decimal({
			displayName: 'No Results (Times Target)',
			name: 'withoutResult',
			default: String(defaultStop.withoutResult),
			least: 2,
			description: 'Stop if there is no result once this many were expected',
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
