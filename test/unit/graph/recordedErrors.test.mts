import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { classify, readMetaError, GraphFailure } from '../../../nodes/shared/graph/error.ts';
import { decideRetry, type RequestOutcome } from '../../../nodes/shared/graph/wire/retry.ts';

/** Meta's errors as others recorded them: what kind each is, whether it is asked again, and which field it blames. */

interface RecordedError {
	readonly id: string;
	readonly status: number;
	readonly body: unknown;
	readonly probe: string;
	readonly expect: { readonly kind: readonly string[]; readonly retry?: boolean; readonly field?: string };
}

const FOLDER = process.env.RECORDED ?? join(__dirname, '../../recorded');
const parsed = (name: string, text: string): RecordedError[] =>
	name.endsWith('.jsonl')
		? text
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line) as RecordedError)
		: (JSON.parse(text) as RecordedError[]);
const list = readdirSync(FOLDER)
	.filter((name) => /\.jsonl?$/.test(name))
	.flatMap((name) => parsed(name, readFileSync(join(FOLDER, name), 'utf8')))
	.filter(({ probe }) => probe.startsWith('fail-'))
	.map((one): [string, RecordedError] => [one.id, one]);

const write = (probe: string): boolean => probe === 'fail-write';

describe('a refusal of Meta', () => {
	test.each(list)('%s', (_, { status, body, probe, expect: expected }) => {
		const meta = readMetaError(body);
		const outcome: RequestOutcome =
			meta === null
				? { kind: 'lost', sent: true, reason: `Meta answered with HTTP ${status}` }
				: { kind: 'refused', failure: classify(meta, status), headers: {} };
		const effect = write(probe) ? 'set' : 'read';
		const decision = decideRetry(outcome, { effect, number: 1, waited: 0, maxWait: 900_000, jitter: 0 });
		const failure =
			outcome.kind === 'refused' ? outcome.failure : new GraphFailure({ kind: 'temporary', message: '', advice: '' });
		expect(expected.kind).toContain(failure.kind);
		if (expected.retry !== undefined) expect(decision.act === 'again').toBe(expected.retry);
		if (expected.field !== undefined) expect(failure.field).toBe(expected.field);
	});
});
