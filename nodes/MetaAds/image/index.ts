import type { Resource } from '../../shared/node/operation';
import { deleteImage } from './delete';
import { getManyImages } from './getMany';
import { uploadImage } from './upload';

export const imageResource: Resource = {
	value: 'image',
	name: 'Image',
	operations: [deleteImage, getManyImages, uploadImage],
};
