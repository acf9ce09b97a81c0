import type { Resource } from '../../shared/node/operation';
import { tellingTerms } from '../audience/termsLink';
import { createLookalike } from './create';

export const lookalikeResource: Resource = {
	value: 'lookalike',
	name: 'Lookalike',
	operations: [createLookalike].map(tellingTerms),
};
