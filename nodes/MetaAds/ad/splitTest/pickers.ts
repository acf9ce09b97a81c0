import { edgeOfAccount } from '../../../shared/node/pickers/chosenAccount';
import { byNameOrId, searchOf } from '../../../shared/node/pickers/listSearch';
import { titleOf } from '../../../shared/graph/object';
import { textCell } from '../../../shared/reading/cells';
import { withRemarks } from '../../../shared/words';

/** Split tests with ad sets of the account, the newest first. */
export const searchSplitTests = searchOf({
	request: edgeOfAccount('ad_studies', 'id,name,type,end_time,canceled_time'),
	item: ({ id, name, end_time: end, canceled_time: canceled }) => ({
		name: withRemarks(
			titleOf({ id, name }),
			textCell(canceled) === null ? `until ${textCell(end)?.slice(0, 10) ?? 'unknown'}` : 'canceled',
		),
		value: String(id),
	}),
	offered: ({ type }) => type === 'SPLIT_TEST',
	searchedHere: byNameOrId,
});
