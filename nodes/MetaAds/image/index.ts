import type { Resource } from '../../shared/node/operation';
import { deleteImage } from './delete';
import { getMany } from './getMany';
import { upload } from './upload';

export const image: Resource = { value: 'image', name: 'Image', operations: [deleteImage, getMany, upload] };
