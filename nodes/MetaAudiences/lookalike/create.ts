import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { createLookalikeForm } from './form';
import { lookalikeProblem, planLookalikes } from './plan';
import { createLookalikes } from './creation';

export const createLookalike = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a lookalike',
	description: 'Create lookalikes of an audience, of people who like a page, or of those a campaign converted',
	effect: 'write',
	form: createLookalikeForm,
	rule: lookalikeProblem,
	perform: together(planLookalikes, createLookalikes),
});
