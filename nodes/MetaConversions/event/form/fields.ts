import type { ILoadOptionsFunctions, IDataObject, ResourceMapperFields } from 'n8n-workflow';
import { IANAZone } from 'luxon';
import { z } from 'zod';

import { assumeDefault, field, runWide, shownWhen, type ValueOf } from '../../../shared/form/field';
import { rows } from '../../../shared/form/collections';
import { choice, json, labelList, listedChoice, note, text, toggle } from '../../../shared/form/kinds';
import { problem } from '../../../shared/form/words';
import { isRecord } from '../../../shared/record';
import { byLabel } from '../../../shared/words';
import { conversionColumns } from '../columns/eventColumns';
import { standardEvents } from './names';
import { sourceChoices } from './sources';

export const sourceField = runWide(
	choice({
		displayName: 'Where It Happened',
		name: 'source',
		options: sourceChoices,
		default: 'website',
		description: 'Meta’s action source. It decides what an event needs and how old it may be.',
	}),
);

const OWN_NAME = 'custom';

export const eventNameField = shownWhen(
	{
		source: [
			'website',
			'physical_store',
			'phone_call',
			'chat',
			'email',
			'app',
			'business_messaging',
			'system_generated',
			'other',
		],
	},
	listedChoice(
		{
			displayName: 'Event',
			name: 'eventName',
			options: [...standardEvents, { name: 'Another Name', value: OWN_NAME }].sort(byLabel),
			default: 'Purchase',
			description: 'The event to send. Meta’s delivery learns from standard events. Any other name is a custom event.',
		},
		z
			.string()
			.trim()
			.superRefine((name, context) =>
				name === ''
					? problem(
							context,
							[],
							'is empty',
							'Choose an event, or check the expression: it gives nothing for this item.',
						)
					: undefined,
			),
	),
);

export const ownNameField = shownWhen(
	{ eventName: [OWN_NAME] },
	text({
		displayName: 'Event Name',
		name: 'ownEventName',
		placeholder: 'e.g. TrialStarted',
		description: 'The name as Meta is to show it, in at most 50 characters. Capitals count.',
	}),
);

export const isOwnName = (name: string | undefined): boolean => name === OWN_NAME;

export const crmNameField = shownWhen(
	{ source: ['crm'] },
	text({
		displayName: 'CRM Name',
		name: 'crmName',
		default: 'CRM',
		placeholder: 'e.g. HubSpot',
		description: 'Which CRM the stages are of. Events Manager shows it.',
	}),
);

export const stagesField = shownWhen(
	{ source: ['crm'] },
	rows(
		{
			displayName: 'Stages in Order',
			name: 'stages',
			placeholder: 'Add Stage',
			row: { name: 'rows', displayName: 'Stage' },
			description:
				'The stages that leads pass, the raw lead first. A lead that skipped one is sent with it. Leave it empty to send each item’s own stage alone.',
		},
		[
			text({ displayName: 'Name for Meta', name: 'name', placeholder: 'e.g. Qualified' }),
			labelList({
				displayName: 'Values in the CRM',
				name: 'crmValues',
				placeholder: 'e.g. marketingqualifiedlead',
				description: 'The CRM’s values for this stage, separated by commas. Empty means the name itself.',
			}),
			note({
				displayName: 'Time Column',
				name: 'timeColumn',
				placeholder: 'e.g. properties.hs_lifecyclestage_lead_date',
				description:
					'The column of the time when a lead reached it, as the input shows it. Empty where the CRM keeps none.',
			}),
		],
	),
);

export const columnsField = field(
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		required: true,
		description:
			'Which columns to use. Automatic mapping knows column names in many languages. A hint shows the match.',
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'getEventColumns',
				mode: 'add',
				valuesLabel: 'Event',
				fieldWords: { singular: 'column', plural: 'columns' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: true,
			},
		},
	},
	z.object({ mappingMode: z.enum(['autoMapInputData', 'defineBelow']), value: z.record(z.unknown()).nullable() }),
);

export type EventMapping = ValueOf<typeof columnsField>;

/** The columns of the mapping form, without a type: values come as they are. */
export async function getEventColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return {
		fields: conversionColumns.map(({ id, label, common }) => ({
			id,
			displayName: label,
			defaultMatch: false,
			canBeUsedToMatch: false,
			required: false,
			display: true,
			removed: common !== true,
		})),
	};
}

export const messagingChannelField = shownWhen(
	{ source: ['business_messaging'] },
	choice({
		displayName: 'Channel',
		name: 'messagingChannel',
		options: [
			{ name: 'Instagram', value: 'instagram' },
			{ name: 'Messenger', value: 'messenger' },
			{ name: 'WhatsApp', value: 'whatsapp' },
		],
		default: 'whatsapp',
		description: 'Where the chat is',
	}),
);

export const timeZoneField = runWide(
	choice({
		displayName: 'Time Zone',
		name: 'timeZone',
		options: [
			{ name: 'Another Time Zone', value: 'other' },
			{ name: 'The Ad Account’s', value: 'account' },
		],
		default: 'account',
		description: 'The time zone of times without one. Times with an offset keep it.',
	}),
);

export const zoneField = runWide(
	shownWhen(
		{ timeZone: ['other'] },
		text(
			{
				displayName: 'Time Zone Name',
				name: 'zone',
				placeholder: 'e.g. Europe/Berlin',
				description: 'The zone of the shop or CRM, as a continent and a city',
			},
			z.string().superRefine((zone, context) => {
				if (IANAZone.isValidZone(zone)) return;
				problem(context, [], 'is not a time zone', 'Write it as Europe/Berlin or America/New_York.');
			}),
		),
	),
);

export const resultField = runWide(
	choice({
		displayName: 'Output',
		name: 'result',
		options: [
			{ name: 'One Item for Each Event', value: 'events', description: 'Says of each event what became of it' },
			{
				name: 'One Item With Totals',
				value: 'totals',
				description: 'For large runs. Events that were not sent still come one by one.',
			},
		],
		default: 'events',
		description: 'What the output Sent shows',
	}),
);

const currencyCode = z
	.string()
	.trim()
	.transform((code) => code.toUpperCase())
	.superRefine((code, context) =>
		/^[A-Z]{3}$/.test(code) ? undefined : problem(context, [], 'must be three letters', 'Write it as EUR or USD.'),
	);

const customDataCheck = z.unknown().transform((given, context): IDataObject => {
	const parsed = typeof given === 'string' ? parsedJson(given) : given;
	if (!isRecord(parsed)) {
		problem(context, [], 'is not a JSON object', 'Write it as {"content_category": "shoes"}.');
		return z.NEVER;
	}
	const ofColumns = Object.keys(parsed).filter((key) => OF_COLUMNS.has(key));
	if (ofColumns.length === 0) return parsed as IDataObject;
	problem(
		context,
		[],
		`has ${ofColumns.join(', ')}, which are columns`,
		'Map the column instead: each row is checked there.',
	);
	return z.NEVER;
});

/** What Meta refuses a whole request for where it is wrong (Meta: conversions-api/parameters/custom-data). */
const OF_COLUMNS: ReadonlySet<string> = new Set(['value', 'currency', 'contents']);

function parsedJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

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
		description: 'How dates are read that can be two. Without this option they are left out and counted.',
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
	json(
		{
			displayName: 'Other Event Data',
			name: 'customData',
			default: '{}',
			description: 'More fields of Meta’s custom_data as JSON. Never put personal data there.',
		},
		customDataCheck,
	),
	runWide(
		choice({
			displayName: 'Send Again',
			name: 'sendAgain',
			options: [
				{
					name: 'Events That Were Sent Before, Too',
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
			description: 'Which events go once more. Look at Events Manager first: Meta may have them.',
		}),
	),
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
