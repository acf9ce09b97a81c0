import { textCell } from '../../shared/reading/cells';
import { edgeOfAccount } from '../../shared/node/pickers/chosenAccount';
import { searchOf } from '../../shared/node/pickers/listSearch';
import { containing, withRemarks } from '../../shared/words';
import { videoState } from '../video/videoState';

/**
 * Images of the account, the newest first as Meta lists them, each with its size. Whether Meta searches parts of names is
 * not documented.
 */
export const searchImages = searchOf({
	request: edgeOfAccount('adimages', 'id,hash,name,width,height,permalink_url'),
	item: ({ hash, name, width, height, permalink_url: url }) => ({
		name: withRemarks(textCell(name) ?? String(hash), `${String(width)} × ${String(height)}`),
		value: String(hash),
		url: textCell(url) ?? undefined,
	}),
	searchedHere: ({ hash, name }, filter) => containing(name, filter) || containing(hash, filter),
});

/** Videos of the account, the newest first as Meta lists them. */
export const searchVideos = searchOf({
	request: edgeOfAccount('advideos', 'id,title,status'),
	item: (video) => {
		const { state } = videoState(video);
		return {
			name: withRemarks(textCell(video.title) ?? String(video.id), state === 'ready' ? '' : state),
			value: String(video.id),
		};
	},
	searchedHere: ({ id, title }, filter) => containing(title, filter) || containing(id, filter),
});
