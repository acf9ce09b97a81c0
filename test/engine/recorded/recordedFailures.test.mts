import { pageTokens } from '../../../nodes/meta/leads/pageAccess.ts';
import { useBench } from '../support/campaigns.mts';
import { recordedAnswers, type RecordedAnswer } from './answer.mts';
import { failedBy, failureProbes } from './failureProbes.mts';

jest.mock('../../../nodes/shared/graph/wait', () => jest.requireActual('../support/lives/fakeTime.mts').fakeWait);

const bench = useBench();
beforeEach(() => pageTokens.clear());

const list = recordedAnswers()
	.filter(({ probe }) => probe in failureProbes)
	.map((one): [string, RecordedAnswer] => [one.id, one]);

interface ExpectedFailure {
	/** Kinds that are right; several where Meta's own words leave it open. */
	readonly kind: readonly string[];
	readonly retry?: boolean;
	readonly field?: string;
}

describe('an error is explained and retried as those who recorded it had to take it', () => {
	test.each(list)('%s', async (_, answer) => {
		const { kind: kinds, retry, field } = answer.expect as unknown as ExpectedFailure;
		const { kind = 'no kind', calls, ...told } = await failedBy(failureProbes[answer.probe]!, answer, bench.emulator);
		expect(told.told).not.toBe('');
		expect(kinds).toContain(kind);
		expect(calls).toBeGreaterThan(retry === true ? 1 : 0);
		if (retry === false) expect(calls).toBe(1);
		if (field !== undefined) expect(told.field).toBe(field);
	});
});
