import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { createObjects } from '../../shared/adObject/creation';
import { createForm } from './createForm';
import { creationProblem, planCreation } from './creationRequest';
import { creativeKind } from './kind';
import { tellPages } from './refusedPage';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a creative',
	description: 'Put pictures, texts and a link together into what an ad shows. Costs nothing: an ad has to use it.',
	effect: 'write',
	form: createForm,
	rule: creationProblem,
	perform: together(planCreation, async (session, plans) => await tellPages(session, plans, await createObjects(creativeKind)(session, plans))),
});
