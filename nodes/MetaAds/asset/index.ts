import type { Resource } from '../../shared/node/operation';
import { getManyAssets } from './getMany';

export const assetResource: Resource = { value: 'asset', name: 'Asset', operations: [getManyAssets] };
