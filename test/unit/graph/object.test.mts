import { knownId, titleOf } from '../../../nodes/shared/graph/object.ts';

it.each<[string, unknown, unknown, string]>([
	['its name', 'Broad', '12', 'Broad'],
	['its ID, where it has no name', undefined, '12', '12'],
	['its ID, where its name is empty', '', '12', '12'],
	['its ID, where its name is no text', {}, 12, '12'],
	['nothing, where neither is told', null, [], ''],
])('an object is called by %s', (_, name, id, title) => {
	expect(titleOf({ id, name })).toBe(title);
});

it.each<[unknown, string]>([
	['120210000000000001', '120210000000000001'],
	[7, '7'],
])('a row has the ID %p', (id, known) => {
	expect(knownId({ id })).toBe(known);
});

it.each([undefined, null, '', 'some', '12a', {}, [], ['12'], true, 1.5, Infinity, 1e30])(
	'nothing stands in for the ID %p',
	(id) => {
		expect(() => knownId({ id })).toThrow('Meta answered with a list in which a row has no ID');
	},
);
