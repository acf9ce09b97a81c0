import type { Resource } from '../../shared/node/operation';
import { createTestLead } from './create';
import { deleteTestLead } from './delete';

export const testLead: Resource = {
	value: 'testLead',
	name: 'Test Lead',
	operations: [createTestLead, deleteTestLead],
};
