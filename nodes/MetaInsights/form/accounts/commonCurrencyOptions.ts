import { z } from 'zod';

import { rows } from '../../../shared/form/collections';
import { decimal, text } from '../../../shared/form/kinds';

const code = z
	.string()
	.trim()
	.toUpperCase()
	.regex(/^[A-Z]{3}$/, 'has to be three letters, such as EUR');

const LEAST_RATE = 0.000_001;
const MOST_RATE = 1_000_000;

/** Meta knows no exchange rates: there are only those that people give, and one that is missing is never taken for 1. */
export const commonCurrencyOptions = [
	text(
		{
			displayName: 'Common Currency',
			name: 'commonCurrency',
			placeholder: 'e.g. EUR',
			description:
				'Show money of all ad accounts in this currency, by your Exchange Rates. An account without a rate is refused by name.',
		},
		code,
	),
	rows(
		{
			displayName: 'Exchange Rates',
			name: 'exchangeRates',
			placeholder: 'Add Rate',
			row: { name: 'values', displayName: 'Rate' },
		},
		[
			text(
				{
					displayName: 'Currency',
					name: 'currency',
					placeholder: 'e.g. USD',
					description: 'Currency of one or several of the ad accounts',
				},
				code,
			),
			decimal({
				displayName: 'Rate',
				name: 'rate',
				placeholder: 'e.g. 0.92',
				least: LEAST_RATE,
				most: MOST_RATE,
				description: 'How much one unit of it is in the Common Currency',
			}),
		],
	),
] as const;
