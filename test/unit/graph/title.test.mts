import { titleOf } from '../../../nodes/shared/graph/object.ts';

it.each<[string, unknown, unknown, string]>([
	['its name', 'Broad', '12', 'Broad'],
	['its ID, where it has no name', undefined, '12', '12'],
	['its ID, where its name is empty', '', '12', '12'],
	['its ID, where its name is no text', {}, 12, '12'],
	['nothing, where neither is told', null, [], ''],
])('an object is called by %s', (_, name, id, title) => {
	expect(titleOf({ id, name })).toBe(title);
});
