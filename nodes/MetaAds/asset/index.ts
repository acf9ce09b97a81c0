import type { Resource } from '../../shared/node/operation';
import { getMany } from './getMany';

export const asset: Resource = { value: 'asset', name: 'Asset', operations: [getMany] };
