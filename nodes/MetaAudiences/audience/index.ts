import { getOperation } from '../../shared/adObject/get';
import type { Resource } from '../../shared/node/operation';
import { tellingTerms } from './termsLink';
import { createAudience } from './create';
import { deleteAudience } from './delete';
import { getManyAudiences } from './getMany';
import { audienceKind } from './kind';
import { shareAudience } from './share';
import { updateAudience } from './update';

export const audienceResource: Resource = {
	value: 'audience',
	name: 'Audience',
	operations: [
		createAudience,
		deleteAudience,
		getOperation(audienceKind, 'Get an audience', 'Get one audience with its status and approximate size'),
		getManyAudiences,
		shareAudience,
		updateAudience,
	].map(tellingTerms),
};
