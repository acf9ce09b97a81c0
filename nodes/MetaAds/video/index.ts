import type { Resource } from '../../shared/node/operation';
import { deleteVideo } from './delete';
import { getVideo } from './get';
import { getManyVideos } from './getMany';
import { getVideoThumbnails } from './getThumbnails';
import { uploadVideo } from './upload';

export const videoResource: Resource = {
	value: 'video',
	name: 'Video',
	operations: [deleteVideo, getVideo, getManyVideos, getVideoThumbnails, uploadVideo],
};
