import type { IDataObject } from 'n8n-workflow';

import { useBench } from '../support/campaigns.mts';
import { isAs, recordedAnswers, wasGiven, type RecordedAnswer } from './answer.mts';
import { operationProbes, readBy } from './operationProbes.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
const list = recordedAnswers()
	.filter(({ probe, op = '' }) => probe === 'op' && op in operationProbes)
	.map((one): [string, RecordedAnswer] => [one.id, one]);

describe('an operation understands what others have recorded of its answers', () => {
	test.each(list)('%s', async (_, answer) => {
		const { outputs, error } = await readBy(operationProbes[answer.op!]!, answer, bench.emulator);
		const rows = outputs.flat().map(({ json }) => json);
		expect(error?.message).toBeUndefined();
		expect(wasGiven(bench.emulator)).toBe(true);
		if (answer.expect.count !== undefined) expect(rows).toHaveLength(Number(answer.expect.count));
		const expected = (answer.expect.row ?? {}) as IDataObject;
		const other = Object.entries(expected).filter(([column, value]) => !isAs(value, rows[0]?.[column]));
		expect(other.map(([column, value]) => [column, value, rows[0]?.[column]])).toEqual([]);
	});
});
