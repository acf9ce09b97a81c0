import { titleOf } from '../../shared/graph/object';
import { byNameOrId, searchOf } from '../../shared/node/pickers/listSearch';

/** Businesses of the token's user; without the permission business_management Meta lists none. */
export const searchBusinesses = searchOf({
	request: () => ({ method: 'GET', path: 'me/businesses', params: { fields: 'id,name' }, effect: 'read' }),
	item: ({ id, name }) => ({ name: titleOf({ id, name }), value: String(id) }),
	searchedHere: byNameOrId,
});
