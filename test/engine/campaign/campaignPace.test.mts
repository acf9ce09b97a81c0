import { CAMPAIGNS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId } from '../support/harness.mts';

const bench = useBench();
const { run, writes } = bench;

/** Campaigns like one of the seed. */
function many(count: number): string[] {
	const { world } = bench.emulator;
	const pattern = world.get('Campaign', CAMPAIGNS.usdCbo);
	return Array.from({ length: count }, (_, index) => {
		const id = String(120_219_000_000_000_000n + BigInt(index));
		world.add({ ...pattern, id, name: `Burst ${index}` });
		return id;
	});
}

// In real time: where waits are only jumps of the clock, batches arrive in other seconds than they left in.
it('changes 130 campaigns without one refusal: never more than a hundred a second', async () => {
	const ids = many(130);
	const { rows } = await run(
		'update',
		{ campaign: byId('={{ $json.id }}'), updateFields: { name: '=New {{ $json.id }}' } },
		{ items: ids.map((id) => ({ id })) },
	);
	expect(rows.filter(({ changed }) => changed === true)).toHaveLength(130);
	expect(writes()).toHaveLength(130);
	expect(writes().filter(({ status }) => status !== 200)).toEqual([]);
}, 60_000);
