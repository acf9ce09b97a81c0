import { leadFormField, leadPageField } from '../../meta/leads/fields';
import { leadRowOptions } from '../../meta/leads/rowFields';
import { assumeDefault, mayBeEmpty, rewordField, shownWhen } from '../../shared/form/field';
import { choice, decimal, toggle } from '../../shared/form/kinds';

/** Where new leads are looked for. */
export const newLeadFields = [
	shownWhen(
		{ events: ['newLead'] },
		choice({
			displayName: 'Leads From',
			name: 'leadsFrom',
			options: [
				{ name: 'All Pages of the Credential’s User', value: 'allPages' },
				{ name: 'One Page', value: 'page' },
			],
			default: 'page',
		}),
	),
	shownWhen({ events: ['newLead'], leadsFrom: ['page'] }, leadPageField),
	shownWhen(
		{ events: ['newLead'], leadsFrom: ['page'] },
		mayBeEmpty(
			rewordField(leadFormField, {
				description: 'Only leads of this form. If empty, all forms of the page, archived ones too.',
			}),
		),
	),
] as const;

const ofLeads = { '/events': ['newLead'] };
const [allColumns, answersAs, defaultCountry] = leadRowOptions;

export const leadOptions = [
	assumeDefault(shownWhen(ofLeads, allColumns)),
	assumeDefault(
		shownWhen(
			ofLeads,
			toggle({
				displayName: 'Leave Out Test Leads',
				name: 'leaveOutTestLeads',
				default: false,
				description:
					'Whether test leads don’t start the published workflow. When you execute it yourself, you still get them.',
			}),
		),
	),
	assumeDefault(shownWhen(ofLeads, answersAs)),
	assumeDefault(shownWhen(ofLeads, defaultCountry)),
	assumeDefault(
		shownWhen(
			ofLeads,
			decimal({
				displayName: 'Wait for Leads Hub (Minutes)',
				name: 'leftToHubMinutes',
				default: '0',
				least: 0,
				most: 1440,
				description:
					'How old a lead must be before this trigger starts. If a hub gets leads from notifications too, enter 10. 0 means at once.',
			}),
		),
	),
] as const;
