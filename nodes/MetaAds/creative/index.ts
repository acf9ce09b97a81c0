import { deleteOperation } from '../../shared/adObject/delete';
import { getOperation } from '../../shared/adObject/get';
import type { Resource } from '../../shared/node/operation';
import { previewOperation } from '../preview/preview';
import { createCreative } from './create';
import { getManyCreatives } from './getMany';
import { creativeKind } from '../content/kind';
import { updateCreative } from './update';

export const creativeResource: Resource = {
	value: 'creative',
	name: 'Creative',
	operations: [
		createCreative,
		deleteOperation(creativeKind, 'Delete a creative', 'Delete a creative permanently'),
		getOperation(creativeKind, 'Get a creative', 'Get one creative with its texts, links and media'),
		getManyCreatives,
		previewOperation(
			creativeKind,
			'Preview a creative',
			'See a creative as people will, in the formats you choose, as HTML and as links',
		),
		updateCreative,
	],
};
