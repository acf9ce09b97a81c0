import { rows } from '../../../shared/form/collections';
import { shownWhen } from '../../../shared/form/field';
import { labelList, note, text } from '../../../shared/form/kinds';

export const crmNameField = shownWhen(
	{ source: ['crm'] },
	text({
		displayName: 'CRM Name',
		name: 'crmName',
		default: 'CRM',
		placeholder: 'e.g. HubSpot',
		description: 'The CRM that the stages come from. Events Manager shows it.',
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
				'Your lead stages in order, the new lead first. Skipped stages are sent, too. Leave empty to send only each item’s stage.',
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
				description: 'The input column with the time a lead reached this stage. Leave empty if the CRM has none.',
			}),
		],
	),
);
