import type { Resource } from '../../shared/node/operation';
import { tellingTerms } from '../audience/termsLink';
import { add } from './add';
import { checkUpload } from './checkUpload';
import { remove } from './remove';
import { replace } from './replace';
import { sync } from './sync';

export const memberResource: Resource = {
	value: 'member',
	name: 'Contact',
	operations: [add, checkUpload, remove, replace, sync].map(tellingTerms),
};
