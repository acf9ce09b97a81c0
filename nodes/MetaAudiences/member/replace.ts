import { formOf } from '../../shared/form/form';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { defineOperation } from '../../shared/node/operation';
import { changeMembers } from './change';
import { consentOf } from '../../meta/people/consent/consentRule';
import { consentFields } from '../../meta/people/consentFields';
import { contactItems } from './form/contactItem';
import { columnsFields } from './form/fields';
import { wholeListFields, wholeListLocator } from './form/wholeList';
import { MEMBERS, REJECTED } from './report';

export const replace = defineOperation({
	value: 'replace',
	name: 'Replace',
	action: 'Replace all contacts of an audience',
	description:
		'Replace everyone in a customer list with these contacts. Its ad sets do not restart the learning phase. For a CRM with opt-outs, use Sync.',
	effect: 'write',
	repeatable: true,
	ofPeople: true,
	oneList: true,
	outputs: [MEMBERS, REJECTED],
	form: formOf(adAccountLocator, wholeListLocator, ...columnsFields, ...consentFields, ...wholeListFields),
	perform: async (session, jobs, { result, minimumRows, keepAtLeast, dryRun, restartUnfinished }) =>
		await changeMembers(
			session,
			{ action: 'replace', limits: { minimumRows, keepAtLeast }, restartUnfinished, result },
			contactItems(jobs, consentOf, () => dryRun),
		),
});
