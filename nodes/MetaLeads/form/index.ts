import type { Resource } from '../../shared/node/operation';
import { archive } from './archive';
import { createLeadForm } from './create';
import { getLeadForm } from './get';
import { getManyLeadForms } from './getMany';

export const leadForm: Resource = {
	value: 'form',
	name: 'Form',
	operations: [archive, createLeadForm, getLeadForm, getManyLeadForms],
};
