import { difference } from 'lodash';

import '../support/lives/fakeTime.mts';
import { useBench } from '../support/campaigns.mts';
import { sampled } from '../../support/sampled.mts';
import { emulatorCredential, type NodeResult } from '../support/harness.mts';
import { columnPlaces, interpret, REMOVED, withStruck, type Interpreter } from './alterations.mts';
import { readOperations } from './readOperations.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

/**
 * Every operation that reads, where a list of Meta's has a row whose ID cannot be used. The row comes all the same, or the step
 * says that something is missing: a list that is short without a word passes for the whole. Everyday an eighth of them, all in
 * test/soak.
 */

const unusable: readonly unknown[] = [REMOVED, null, '', {}];

const bench = useBench();
let between: Interpreter;
beforeAll(async () => {
	between = await interpret(bench.emulator);
});
afterAll(async () => await between.close());

/** IDs of rows, the first of each list, by the number of the answer. */
const idsIn = (text: string): string[] => columnPlaces(text).filter((place) => /\.data\.\d+\.id$/.test(place));

const rowsOf = ({ outputs }: NodeResult): number =>
	outputs.flat().filter(({ json }) => json.error === undefined).length;

/** All that people read of a run apart from its rows: failures, hints, remarks in rows. */
const remarksOf = ({ outputs, hints, error }: NodeResult): string[] =>
	[
		error?.message,
		...hints.map(({ message }) => message),
		...outputs.flat().flatMap(({ json }) => REMARKS.map((column) => json[column])),
	].flatMap((remark) => (remark === undefined || remark === null ? [] : String(remark)));

const REMARKS = ['error', 'note', 'notes', 'problems', 'reason', 'report_error'];

it.each(sampled(readOperations, () => 'read'))(
	'$name',
	async ({ node, parameters: { operation, ...parameters }, prepare }) => {
		const run = async (alter: (text: string, answer: number) => string) => {
			bench.emulator.control.reset();
			prepare?.(bench.emulator.world);
			let answers = 0;
			between.alter = (text) => alter(text, answers++);
			return await bench.run(String(operation), parameters, {
				node,
				credential: emulatorCredential(between.url),
				onError: 'continueRegularOutput',
			});
		};
		const places: Array<readonly [number, string]> = [];
		const whole = await run((text, answer) => {
			places.push(...idsIn(text).map((place) => [answer, place] as const));
			return text;
		});
		const silent: string[] = [];
		for (const [struck, place] of places) {
			for (const value of unusable) {
				const short = await run((text, answer) =>
					answer === struck ? withStruck(text, new Map([[place, value]])) : text,
				);
				if (rowsOf(short) < rowsOf(whole) && difference(remarksOf(short), remarksOf(whole)).length === 0)
					silent.push(`answer ${struck}, ${place} ${value === REMOVED ? 'removed' : JSON.stringify(value)}`);
			}
		}
		expect(silent).toEqual([]);
	},
	600_000,
);
