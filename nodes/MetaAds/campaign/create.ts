import { createObjects } from '../../shared/adObject/creation';
import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { createForm } from './createForm';
import { creationProblem, planCreation } from './creationRequest';
import { campaignKind } from './kind';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description: 'Create a campaign, paused unless you choose otherwise',
	effect: 'write',
	form: createForm,
	rule: creationProblem,
	perform: together(planCreation, createObjects(campaignKind)),
});
