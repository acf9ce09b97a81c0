import { nameContains } from '../../shared/adObject/list/keptRows';
import { fieldList } from '../../shared/graph/request';
import { mostRows } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { accountList, accountListForm, containsFilter } from '../adObjects/accountList';
import { videoFields } from './kind';
import { videoRow } from './videoRow';

export const getManyVideos = defineOperation({
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many videos',
	description: 'Get the videos in the media library of an ad account, with their IDs and thumbnails',
	effect: 'read',
	form: accountListForm([containsFilter('Title Contains', 'titleContains', 'videos', 'title')]),
	perform: eachItem(
		async ({ graph }, { adAccount: account, filters, simplify, ...params }) =>
			await accountList(graph, {
				account,
				edge: 'advideos',
				params: { fields: fieldList(videoFields) },
				most: mostRows(params),
				// Whether Meta's own filter `title` compares whole titles or parts is not documented: titles are compared here.
				keep: nameContains(filters.titleContains, 'title'),
				toRow: simplify ? (video) => videoRow(video, account) : undefined,
			}),
	),
});
