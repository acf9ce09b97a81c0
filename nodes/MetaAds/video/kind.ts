import { fieldList, type GraphRequest } from '../../shared/graph/request';
import { picker } from '../../shared/node/pickers/locators';

export const videoLocator = picker({
	label: 'Video',
	parameter: 'video',
	description: 'The list shows the videos of the chosen ad account',
	search: 'searchVideos',
	idExample: '1234567890123456',
});

/** What is said of an ID that is not a video's. */
export const videoKind = {
	noun: 'video',
	locator: videoLocator,
	whereIsTheId: 'Enter the videoId that Video → Upload and Get Many show.',
};

/** What a row and a decision need (Marketing API, Ad Video; its edge thumbnails is read along). */
export const videoFields = [
	'id',
	'title',
	'description',
	'status',
	'length',
	'picture',
	'permalink_url',
	'created_time',
	'updated_time',
	'thumbnails{uri,is_preferred}',
];

export const readVideo = (id: string, account: string): GraphRequest => ({
	method: 'GET',
	path: id,
	params: { fields: fieldList(videoFields) },
	effect: 'read',
	account,
});
