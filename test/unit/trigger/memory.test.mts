import { freshMemory, undeliveredItems, withHandedOver } from '../../../nodes/MetaAdsTrigger/events/memory.ts';

const named = (poll: number, count: number) =>
	Array.from({ length: count }, (_, index) => ({ eventId: `${poll} ${index}` }));

it('of more events than it remembers, the oldest make room: those of the poll before this one come again after a crash', () => {
	const memory = freshMemory('', 0);
	const first = withHandedOver(memory, named(1, 400), 'one', 1_000);
	const second = withHandedOver({ ...memory, handedOver: first }, named(2, 90), 'one', 2_000);
	const third = withHandedOver({ ...memory, handedOver: second }, named(3, 300), 'one', 3_000);
	const again = undeliveredItems({ ...memory, handedOver: third }, 'another');
	expect(again).toHaveLength(500);
	expect(again).toEqual([...named(1, 400).slice(-110), ...named(2, 90), ...named(3, 300)]);
});
