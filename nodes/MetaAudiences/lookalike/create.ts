import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { createForm } from './form';
import { creationProblem, planLookalikes } from './plan';
import { createLookalikes } from './creation';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a lookalike',
	description: 'Create lookalikes of an audience, of people who like a page, or of those a campaign converted',
	effect: 'write',
	form: createForm,
	rule: creationProblem,
	perform: together(planLookalikes, createLookalikes),
});
