import { defineOperation } from '../../shared/node/operation';
import { changeMembers } from './change';
import { addFields, memberParams } from './fields';
import { MEMBERS, REJECTED } from './report';

export const add = defineOperation({
	value: 'add',
	name: 'Add',
	action: 'Add people to an audience',
	description: 'Add contacts to a customer list; they are normalised and hashed here before anything is sent',
	effect: 'write',
	repeatable: true,
	fields: addFields,
	outputs: [MEMBERS, REJECTED],
	params: memberParams,
	perform: changeMembers('add'),
});
