import { getOperation } from '../../MetaAds/adObject/get';
import type { Resource } from '../../shared/node/operation';
import { audienceKind } from './kind';

export const audience: Resource = {
	value: 'audience',
	name: 'Audience',
	operations: [getOperation(audienceKind, 'Get an audience', 'Get one audience with its status and approximate size')],
};
