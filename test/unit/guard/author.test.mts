import { authorOf } from '../../../nodes/meta/activityLog/entry.ts';

it.each([
	[{ application_id: '12', actor_id: '34' }, '12'],
	[{ actor_id: 34 }, '34'],
	[{ application_id: {}, actor_id: '34' }, '34'],
	[{ application_id: [{}], actor_id: 'a'.repeat(60_000) }, null],
	[{}, null],
])('whoever made a change is known by an ID, or not at all: %#', (entry, author) =>
	expect(authorOf(entry)).toBe(author),
);
