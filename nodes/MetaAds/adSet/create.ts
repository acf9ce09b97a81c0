import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { createObjects } from '../../shared/adObject/creation';
import { createForm } from './createForm';
import { creationProblem, planCreation } from './creationRequest';
import { adSetKind } from './kind';
import { explained } from './metaAnswers';
import { unusable } from './unusable';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an ad set',
	description: 'Create an ad set in a campaign, paused unless you choose otherwise',
	effect: 'write',
	form: createForm,
	rule: creationProblem,
	perform: together(
		planCreation,
		async (session, plans) => explained(await createObjects(adSetKind)(session, plans)),
		async (session, plans) => await unusable(session, plans.map(({ names }) => names)),
	),
});
