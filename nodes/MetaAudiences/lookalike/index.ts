import type { Resource } from '../../shared/node/operation';
import { create } from './create';

export const lookalike: Resource = { value: 'lookalike', name: 'Lookalike', operations: [create] };
