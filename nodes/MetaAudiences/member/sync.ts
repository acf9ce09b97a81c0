import { formOf } from '../../shared/form/form';
import { defineOperation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { changeMembers } from './change';
import { consentOf } from '../../meta/people/consent/consentRule';
import { consentFields } from '../../meta/people/consentFields';
import { contactItems } from './form/contactItem';
import { belongingFields, columnsFields } from './form/fields';
import { wholeListFields, wholeListLocator } from './form/wholeList';
import { MEMBERS, REJECTED } from './report';
import { selectionIn } from './selection';

/**
 * The audience becomes what the items are. Meta lets nobody read who is in a list, so nothing can be compared one by
 * one. The list is replaced as a whole, in one session. Where nobody was ever uploaded to it, an addition fills it. Who
 * is not among the items, has said no or does not belong is out afterwards, without being named to Meta.
 */
export const sync = defineOperation({
	value: 'sync',
	name: 'Sync',
	action: 'Sync an audience and remove missing contacts',
	description:
		'Keep a customer list in sync with a CRM or sheet. New contacts are added; opt-outs and missing contacts are removed.',
	effect: 'write',
	repeatable: true,
	ofPeople: true,
	oneList: true,
	outputs: [MEMBERS, REJECTED],
	form: formOf(
		adAccountLocator,
		wholeListLocator,
		...columnsFields,
		...consentFields,
		...belongingFields,
		...wholeListFields,
	),
	perform: async (session, jobs, settings) => {
		const { result, minimumRows, keepAtLeast, dryRun, restartUnfinished } = settings;
		return await changeMembers(
			session,
			{
				action: 'sync',
				limits: { minimumRows, keepAtLeast },
				restartUnfinished,
				selection: selectionIn(settings),
				result,
			},
			contactItems(jobs, consentOf, () => dryRun),
		);
	},
});
