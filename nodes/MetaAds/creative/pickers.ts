import { textCell } from '../../shared/reading/cells';
import { chosenAccount, searchOf } from '../../shared/node/pickers/listSearch';
import { containing, withRemarks } from '../../shared/words';
import { videoState } from '../video/videoState';

/**
 * Images of the account, the newest first as Meta lists them, each with its size. Whether Meta searches parts of names is
 * not documented.
 */
export const searchImages = searchOf({
	request: async (context) => {
		const account = await chosenAccount(context);
		const params = { fields: 'id,hash,name,width,height,permalink_url' };
		return { method: 'GET', path: `${account}/adimages`, params, effect: 'read', account };
	},
	item: ({ hash, name, width, height, permalink_url: url }) => ({
		name: withRemarks(textCell(name) ?? String(hash), `${String(width)} × ${String(height)}`),
		value: String(hash),
		url: textCell(url) ?? undefined,
	}),
	searchedHere: ({ hash, name }, filter) => containing(name, filter) || containing(hash, filter),
});

/** Videos of the account, the newest first as Meta lists them. */
export const searchVideos = searchOf({
	request: async (context) => {
		const account = await chosenAccount(context);
		const params = { fields: 'id,title,status' };
		return { method: 'GET', path: `${account}/advideos`, params, effect: 'read', account };
	},
	item: (video) => {
		const { state } = videoState(video);
		return {
			name: withRemarks(textCell(video.title) ?? String(video.id), state === 'ready' ? '' : state),
			value: String(video.id),
		};
	},
	searchedHere: ({ id, title }, filter) => containing(title, filter) || containing(id, filter),
});
