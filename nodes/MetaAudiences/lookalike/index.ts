import type { Resource } from '../../shared/node/operation';
import { tellingTerms } from '../audience/termsLink';
import { create } from './create';

export const lookalike: Resource = { value: 'lookalike', name: 'Lookalike', operations: [create].map(tellingTerms) };
