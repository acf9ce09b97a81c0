import * as fc from 'fast-check';

import {
	LONGEST_DAYS,
	MOST_STEPS,
	proposalField,
	type Proposal,
} from '../../../nodes/MetaBudgetGuard/record/proposalColumn.ts';
import { InputProblem } from '../../../nodes/shared/form/problem.ts';
import { DAY_MS } from '../../../nodes/shared/durations.ts';

const digits = fc.bigInt({ min: 1n, max: 10n ** 16n }).map(String);
const at = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
const steps = fc.uniqueArray(
	fc.record({
		objectType: fc.constantFrom('campaign', 'adSet'),
		objectId: digits,
		object: fc.string({ maxLength: 500 }),
		field: fc.constantFrom('dailyBudget', 'lifetimeBudget', 'bid', 'roasFloor'),
		from: fc.constant('1000'),
		to: fc.integer({ min: 1_001, max: 100_000 }).map(String),
	}),
	{ minLength: 1, maxLength: 20, selector: ({ objectId }) => objectId },
);
const proposals = fc.record({ at, hours: fc.integer({ min: 1, max: 24 * LONGEST_DAYS }), steps }).map((one) => ({
	accountId: 'act_1003',
	currency: 'EUR',
	madeAt: new Date(one.at).toISOString(),
	expiresAt: new Date(one.at + one.hours * 3_600_000).toISOString(),
	steps: one.steps,
}));

const hostile = fc.oneof(
	fc.anything(),
	fc.constantFrom(
		'0',
		'-1',
		'1e5',
		'12.50',
		' 1100 ',
		'９',
		'0x10',
		'status',
		'__proto__',
		'',
		null,
		[],
		{},
		NaN,
		1e21,
	),
);

/** Where to put something else: a key, or a key of a step. */
const places = fc.oneof(
	fc.constantFrom('accountId', 'currency', 'madeAt', 'expiresAt', 'steps').map((key) => [key]),
	fc.constantFrom('objectType', 'objectId', 'object', 'field', 'from', 'to').map((key) => ['steps', 0, key]),
);

const read = (raw: unknown): Proposal | null => {
	try {
		return proposalField.read(raw, ['proposal']);
	} catch (thrown) {
		if (thrown instanceof InputProblem) return null;
		throw thrown;
	}
};

/** What a step that is carried out may count on. */
function checkShape({ expiresAt, madeAt, steps: all }: Proposal): void {
	expect(expiresAt).toBeGreaterThan(madeAt);
	expect(expiresAt - madeAt).toBeLessThan((LONGEST_DAYS + 1) * DAY_MS);
	expect(all.length).toBeGreaterThan(0);
	expect(all.length).toBeLessThanOrEqual(MOST_STEPS);
	expect(new Set(all.map(({ objectId, field }) => `${objectId} ${field}`)).size).toBe(all.length);
	for (const { field, from, objectId, to } of all) {
		expect([from, to, objectId].every((text) => /^\d+$/.test(text))).toBe(true);
		expect(from).not.toBe(to);
		if (field === 'status') expect([from, to]).toEqual(['1', '0']);
	}
}

it('is read as it was made, also after a table has made text of it', () => {
	fc.assert(
		fc.property(proposals, (one) => {
			const whole = read(one);
			expect(whole?.steps).toEqual(one.steps);
			expect(read(JSON.stringify(one))).toEqual(whole);
		}),
	);
});

it('is refused by its label, or is what a step may count on, whatever is put where', () => {
	let refused = 0;
	fc.assert(
		fc.property(proposals, places, hostile, (one, path, value) => {
			const copy = JSON.parse(JSON.stringify(one)) as Record<string, unknown>;
			const [key, , inner] = path;
			if (inner === undefined) copy[key as string] = value;
			else (copy.steps as Array<Record<string, unknown>>)[0][inner as string] = value;
			const found = read(copy);
			if (found === null) refused += 1;
			else checkShape(found);
		}),
		{ numRuns: 500 },
	);
	expect(refused).toBeGreaterThan(100);
});

it('refuses anything else', () => {
	fc.assert(fc.property(fc.anything(), (value) => void expect(read(value)).toBeNull()));
});
