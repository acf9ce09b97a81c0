import { deleteOperation } from '../../shared/adObject/delete';
import { getOperation } from '../../shared/adObject/get';
import type { Resource } from '../../shared/node/operation';
import { previewOperation } from '../preview/preview';
import { create } from './create';
import { getMany } from './getMany';
import { creativeKind } from '../content/kind';
import { update } from './update';

export const creative: Resource = {
	value: 'creative',
	name: 'Creative',
	operations: [
		create,
		deleteOperation(creativeKind, 'Delete a creative', 'Delete a creative for good'),
		getOperation(creativeKind, 'Get a creative', 'Get one creative with its texts, links and media'),
		getMany,
		previewOperation(
			creativeKind,
			'Preview a creative',
			'See a creative as people will, in the formats you choose, as HTML and as links',
		),
		update,
	],
};
