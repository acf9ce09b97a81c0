import { order, useConversionBench } from '../support/conversions.mts';

/** Whether Meta drops an event that the server repeats is question 120 of docs/development/unconfirmed.md: none is repeated. */

const bench = useConversionBench();

it.each([true, false])(
	'120: the same rows once more send nothing, whether Meta drops repeats or not (%s)',
	async (drops) => {
		bench.emulator.world.events.dropsRepeats = drops;
		const items = [order(1, bench.now() - 60), order(2, bench.now() - 90)];
		await bench.send(items);
		const { outputs } = await bench.send(items);
		expect(outputs.flat().map(({ json }) => json.verdict)).toEqual(['sentBefore', 'sentBefore']);
		expect(bench.received()).toHaveLength(2);
	},
);
