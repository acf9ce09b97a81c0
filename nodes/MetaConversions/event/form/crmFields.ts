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
