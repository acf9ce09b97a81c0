import { ACCOUNTS, AUDIENCES } from '../../emulator/seed.mts';
import { byId } from './harness.mts';
import { hashes, mapped, people, sessions, sha256, useMemberBench } from './members.mts';

const bench = useMemberBench();
const { change } = bench;

it('smoke', async () => {
	const r = await change('add', people('new', 3));
	console.log(JSON.stringify(r.outputs, null, 1), r.error, r.hints, bench.uploads().map(({ url, params }) => [url, params]));
	expect(bench.audience().members.size).toBe(2503);
});
