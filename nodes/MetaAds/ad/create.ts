import { together } from '../../shared/node/bulk';
import { defineOperation } from '../../shared/node/operation';
import { createObjects, judgeCreations } from '../../shared/adObject/creation';
import { createForm } from './createForm';
import { planCreation } from './creationRequest';
import { adKind } from './kind';

export const create = defineOperation({
	value: 'create',
	name: 'Create',
	action: 'Create an ad',
	description: 'Create an ad from an existing creative, paused unless you choose otherwise. Meta then reviews it.',
	effect: 'write',
	form: createForm,
	perform: together(planCreation, createObjects(adKind), judgeCreations),
});
