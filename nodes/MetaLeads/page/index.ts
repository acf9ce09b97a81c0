import type { Resource } from '../../shared/node/operation';
import { checkSubscription } from './checkSubscription';
import { subscribe } from './subscribe';
import { unsubscribe } from './unsubscribe';

export const page: Resource = { value: 'page', name: 'Page', operations: [checkSubscription, subscribe, unsubscribe] };
