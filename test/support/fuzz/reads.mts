import { startAnew } from '../../engine/faults/faultRun.mts';
import { uniform } from '../../../bench/uniform.mts';
import { altered } from '../../engine/altered/alterations.mts';
import { odditiesOf } from '../../engine/altered/oddities.mts';
import { readOperations } from '../../engine/altered/readOperations.mts';
import { emulatorCredential } from '../../engine/support/harness.mts';
import { timed, type Tally } from './findings.mts';
import type { Surroundings } from './fuzzers.mts';

/** An operation that reads, with one place of one answer altered. Most of what is told comes from the first ones. */
export const reads =
	(surroundings: Surroundings) =>
	async (tally: Tally, seed: number): Promise<void> => {
		const { bench, meta } = surroundings;
		const random = uniform(seed);
		const { name, node, parameters, prepare } = readOperations[Math.floor(random() * readOperations.length)];
		const { operation, ...others } = parameters;
		startAnew(bench);
		prepare?.(bench.emulator.world);
		const struck = Math.floor(random() ** 2 * 4);
		let answers = 0;
		meta.alterWith((text) => (answers++ === struck ? altered(text, random).text : text));
		const options = { node, credential: emulatorCredential(meta.url), onError: 'continueRegularOutput' } as const;
		const result = await timed(tally, seed, name, async () => await bench.run(String(operation), others, options));
		meta.alterBy(null);
		for (const what of result === null ? [] : odditiesOf(result))
			tally.findings.push({ kind: 'odd cells', seed, what: `${name}: ${what}` });
	};
