import { ACCOUNTS } from '../../../emulator/world/seedIds.mts';
import { useBench } from '../support/campaigns.mts';
import { byId, emulatorCredential } from '../support/harness.mts';
import { interpret, type Interpreter } from './alterations.mts';

const bench = useBench();
let between: Interpreter;
beforeAll(async () => {
	between = await interpret(bench.emulator);
});
afterAll(async () => await between.close());

const campaigns = async () =>
	await bench.run(
		'getMany',
		{ resource: 'campaign', adAccount: byId(ACCOUNTS.usd), returnAll: true },
		{ credential: emulatorCredential(between.url) },
	);
const repeats = (hints: ReadonlyArray<{ readonly message: string }>) =>
	hints.map(({ message }) => message).filter((message) => message.includes('given before'));

it('gives each campaign once where a list gives some twice, and says so', async () => {
	between.alter = (text) => text;
	const once = await campaigns();
	expect(once.rows.length).toBeGreaterThan(1);
	expect(repeats(once.hints)).toEqual([]);
	between.alter = (text) => {
		const body = JSON.parse(text) as { data?: unknown[] };
		return JSON.stringify(body.data === undefined ? body : { ...body, data: [...body.data, body.data[0]] });
	};
	const twice = await campaigns();
	expect(twice.rows).toEqual(once.rows);
	expect(repeats(twice.hints)).toEqual([expect.stringContaining('(1)')]);
});
