import { defineOperation } from '../../shared/node/operation';
import { changeMembers } from './change';
import { memberParams, removeFields } from './fields';
import { MEMBERS, REJECTED } from './report';

export const remove = defineOperation({
	value: 'remove',
	name: 'Remove',
	action: 'Remove people from an audience',
	description: 'Remove contacts from a customer list; the same contact data as when they were added find them',
	effect: 'write',
	repeatable: true,
	fields: removeFields,
	outputs: [MEMBERS, REJECTED],
	params: memberParams,
	perform: changeMembers('remove'),
});
