import { useInsights } from '../support/insights.mts';
import { isAs, recordedAnswers, wasGiven, type RecordedAnswer } from './answer.mts';
import { pagedRows, recordedRows, reportedBy, stateOfRun } from './reportProbes.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useInsights();
const of = (wanted: string): Array<[string, RecordedAnswer]> =>
	recordedAnswers()
		.filter(({ probe }) => probe === wanted)
		.map((one) => [one.id, one]);

/** Columns that every report shows as Meta wrote them. */
const PLAIN = ['spend', 'impressions', 'reach', 'clicks', 'frequency'];

describe('a report is read as recorded', () => {
	test.each(of('insights'))('%s', async (_, answer) => {
		const { rows, error } = await reportedBy(bench, answer);
		expect(error?.message).toBeUndefined();
		expect(wasGiven(bench.emulator)).toBe(true);
		const given = recordedRows(answer, bench.emulator.world.clock.now());
		const expected = (answer.expect.rows ?? []) as Array<Record<string, unknown>>;
		expect(rows).toHaveLength(given.length);
		const plain = given.map((row) =>
			Object.fromEntries(PLAIN.flatMap((name) => (row[name] === undefined ? [] : [[name, Number(row[name])]]))),
		);
		const other = plain.flatMap((columns, index) =>
			Object.entries({ ...columns, ...expected[index] })
				.filter(([column, value]) => !isAs(value, rows[index]?.[column]))
				.map(([column, value]) => [index, column, value, rows[index]?.[column]]),
		);
		expect(other).toEqual([]);
	});
});

describe('a report run is read as recorded', () => {
	test.each(of('run'))('%s', async (_, answer) => {
		expect(await stateOfRun(bench, answer)).toBe(answer.expect.state);
		expect(wasGiven(bench.emulator)).toBe(true);
	});
});

describe('pages are followed as recorded', () => {
	test.each(of('paging'))('%s', async (_, answer) => {
		expect(await pagedRows(bench, answer)).toHaveLength(Number(answer.expect.count));
	});
});
