import { picker } from '../../shared/node/locators';

export const videoLocator = picker({
	label: 'Video',
	parameter: 'video',
	description: 'The list shows the videos of the chosen ad account',
	search: 'searchVideos',
	idExample: '1234567890123456',
});

/** What is said of an ID that is not a video's. */
export const videoKind = { noun: 'video', locator: videoLocator, whereIsTheId: 'Enter the videoId that Video → Upload and Get Many show.' };
