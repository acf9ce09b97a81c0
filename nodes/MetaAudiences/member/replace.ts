import { defineOperation } from '../../shared/node/operation';
import { changeMembers } from './change';
import { memberParams, replaceFields } from './fields';
import { MEMBERS, REJECTED } from './report';

export const replace = defineOperation({
	value: 'replace',
	name: 'Replace',
	action: 'Replace all people of an audience',
	description: 'Make a customer list hold exactly these contacts, without starting the learning of its ad sets again',
	effect: 'write',
	repeatable: true,
	fields: replaceFields,
	outputs: [MEMBERS, REJECTED],
	params: memberParams,
	perform: changeMembers('replace'),
});
