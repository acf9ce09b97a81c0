import { createObjects } from '../../shared/adObject/creation';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { createForm } from './creation/form';
import { creationProblem, planCreation } from './creation/request';
import { audienceKind } from './kind';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an audience',
	description: 'Create a customer list, or an audience of website visitors or of people who engaged',
	effect: 'write',
	form: createForm,
	rule: creationProblem,
	perform: together(planCreation, createObjects(audienceKind)),
});
