import type { Resource } from '../../shared/node/operation';
import { deleteVideo } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { upload } from './upload';

export const video: Resource = { value: 'video', name: 'Video', operations: [deleteVideo, get, getMany, upload] };
