import type { Resource } from '../../shared/node/operation';
import { estimate } from './estimate';
import { search } from './search';

export const targetingResource: Resource = { value: 'targeting', name: 'Targeting', operations: [estimate, search] };
