import { z } from 'zod';

import { assumeDefault, runWide } from '../../../shared/form/field';
import { choice, text, toggle } from '../../../shared/form/kinds';
import { isCurrencyCode } from '../../../shared/currencyCodes';
import { problem } from '../../../shared/form/words';
import { customDataField } from './customDataField';
import { orderMeaningsField, orderSourceField, valueUnitField } from './orderFields';

const currencyCode = z
	.string()
	.trim()
	.transform((code) => code.toUpperCase())
	.superRefine((code, context) =>
		isCurrencyCode(code)
			? undefined
			: problem(context, [], 'is not a currency’s code of three letters', 'Write it as EUR or USD.'),
	);

export const eventOptions = [
	text(
		{
			displayName: 'Default Currency',
			name: 'defaultCurrency',
			placeholder: 'e.g. EUR',
			description: 'The currency of values whose currency column is blank',
		},
		currencyCode,
	),
	choice({
		displayName: 'Date Order',
		name: 'dateOrder',
		options: [
			{ name: 'Day First', value: 'dayFirst', description: '03/04/2026 is the third of April' },
			{ name: 'Month First', value: 'monthFirst', description: '03/04/2026 is the fourth of March' },
		],
		default: 'dayFirst',
		description: 'How to read dates that could be either. Without this option, they are left out and counted.',
	}),
	assumeDefault(
		toggle({
			displayName: 'Dry Run',
			name: 'dryRun',
			default: false,
			description: 'Whether to read and check everything without sending anything to Meta',
		}),
	),
	assumeDefault(
		toggle({
			displayName: 'Keep Spaces in Names',
			name: 'keepSpaces',
			default: false,
			description: 'Whether “Mary Jane” stays two words. Meta’s newest own tool writes them as one.',
		}),
	),
	assumeDefault(
		toggle({
			displayName: 'Limited Data Use',
			name: 'limitedDataUse',
			default: false,
			description: 'Whether Meta may use these events only in a limited way, as some US state laws require',
		}),
	),
	assumeDefault(
		toggle({
			displayName: 'Measure Only',
			name: 'measureOnly',
			default: false,
			description: 'Whether Meta counts these events and does not use them to choose who sees ads',
		}),
	),
	orderMeaningsField,
	customDataField,
	runWide(
		choice({
			displayName: 'Send Again',
			name: 'sendAgain',
			options: [
				{
					name: 'Also Events Sent Before',
					value: 'all',
					description: 'Meta counts an event again unless its pixel has sent it with the same ID',
				},
				{
					name: 'Only Events of Unknown Outcome',
					value: 'unknown',
					description: 'Those whose answer was lost, under the same ID',
				},
			],
			default: 'unknown',
			description: 'Which events to send again. Check Events Manager first: Meta may have them.',
		}),
	),
	orderSourceField,
	valueUnitField,
	runWide(
		text({
			displayName: 'Test Event Code',
			name: 'testEventCode',
			placeholder: 'e.g. TEST12345',
			description:
				'Shows the events under Test Events in Events Manager. They count like any other, so an active workflow refuses to run with it.',
		}),
	),
] as const;
