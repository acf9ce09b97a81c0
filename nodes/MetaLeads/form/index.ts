import type { Resource } from '../../shared/node/operation';
import { archive } from './archive';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const leadForm: Resource = { value: 'form', name: 'Form', operations: [archive, create, get, getMany] };
