import { getOperation } from '../../shared/adObject/get';
import type { Resource } from '../../shared/node/operation';
import { tellingTerms } from './termsLink';
import { create } from './create';
import { deleteAudience } from './delete';
import { getMany } from './getMany';
import { audienceKind } from './kind';
import { share } from './share';
import { update } from './update';

export const audience: Resource = {
	value: 'audience',
	name: 'Audience',
	operations: [
		create,
		deleteAudience,
		getOperation(audienceKind, 'Get an audience', 'Get one audience with its status and approximate size'),
		getMany,
		share,
		update,
	].map(tellingTerms),
};
