import type { Resource } from '../../shared/node/operation';
import { send } from './send';

export const event: Resource = { value: 'event', name: 'Event', operations: [send] };
