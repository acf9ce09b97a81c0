import { useGuard } from '../support/guards.mts';
import { isAs, recordedAnswers, type RecordedAnswer } from './answer.mts';
import { activityRows, logProbes } from './logProbes.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useGuard();
const answers = recordedAnswers();
const named = (list: readonly RecordedAnswer[]): Array<[string, RecordedAnswer]> => list.map((one) => [one.id, one]);

async function expectVerdict(answer: RecordedAnswer): Promise<void> {
	const { verdict, why } = await logProbes[answer.probe]!(bench, answer);
	const expected = answer.expect as { verdict: string; why?: string };
	expect({ verdict, why, as: isAs(expected.why ?? '/./', why) }).toEqual({
		verdict: expected.verdict,
		why,
		as: true,
	});
}

const entriesOf = (body: unknown): number => (body as { data?: unknown[] }).data?.length ?? 0;

describe('what decides by the log understands it as recorded', () => {
	const list = named(answers.filter(({ probe }) => probe in logProbes));
	test.each(list)('%s', async (_, answer) => await expectVerdict(answer));
});

describe('a change of several entries that a page border cuts is the same change', () => {
	const several = answers.filter(({ probe, body }) => probe in logProbes && entriesOf(body) > 1);
	test.each(named(several))('%s', async (_, answer) => {
		await expectVerdict({ ...answer, inPages: true });
		expect(
			bench.emulator.log.filter(({ path, fault }) => fault !== undefined && path.endsWith('/activities')).length,
		).toBeGreaterThanOrEqual(entriesOf(answer.body));
	});
});

describe('Get Activity History shows the log as recorded', () => {
	test.each(named(answers.filter(({ probe }) => probe === 'activities')))('%s', async (_, answer) => {
		const [row] = await activityRows(bench, answer);
		const expected = answer.expect.row as Record<string, unknown>;
		const other = Object.entries(expected).filter(([column, value]) => !isAs(value, row?.[column]));
		expect(other.map(([column, value]) => [column, value, row?.[column]])).toEqual([]);
	});
});
