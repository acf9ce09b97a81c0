import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { shortId, TakenArchive, UnreadableArchive } from '../../../nodes/meta/takenArchive.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-01T12:00:00Z');
const rest = async (): Promise<void> => await Promise.resolve();
const looked = async (archive: TakenArchive, names: readonly string[]) => {
	const { taken, open } = await archive.look(new Set(names.map(shortId)), rest);
	const named = (found: ReadonlySet<string>): string[] => names.filter((name) => found.has(shortId(name)));
	return { taken: named(taken), open: named(open) };
};
/** As n8n gives it to the next run. */
const saved = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data)) as IDataObject;

it('knows what was taken within seventy days, whatever came before and after, and changes nothing when it is asked', async () => {
	const story = fc.array(
		fc.record({
			name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
			what: fc.constantFrom('take', 'leaveOpen' as const),
			after: fc.integer({ min: 0, max: 40 }),
		}),
		{ maxLength: 30 },
	);
	await fc.assert(
		fc.asyncProperty(story, async (acts) => {
			let data: IDataObject = {};
			let now = START;
			const taken = new Map<string, number>();
			const open = new Set<string>();
			for (const { name, what, after } of acts) {
				now += after * DAY;
				data = saved(data);
				const archive = new TakenArchive(data, 'node');
				if (what === 'take') {
					if (!taken.has(name) || now - (taken.get(name) ?? 0) > 70 * DAY) archive.take([shortId(name)], now);
					if (!taken.has(name) || now - (taken.get(name) ?? 0) > 70 * DAY) taken.set(name, now);
					open.delete(name);
				} else if (!taken.has(name)) {
					archive.leaveOpen([shortId(name)], now);
					open.add(name);
				}
				const text = JSON.stringify(data);
				const known = await looked(new TakenArchive(data, 'node'), ['a', 'b', 'c', 'd', 'e']);
				expect(JSON.stringify(data)).toBe(text);
				for (const [one, at] of taken) if (now - at <= 69 * DAY) expect(known.taken).toContain(one);
				expect(known.taken.filter((one) => !taken.has(one))).toEqual([]);
				for (const one of open) expect(known.open).toContain(one);
			}
		}),
		{ numRuns: 100 },
	);
});

it('keeps the newest million, and says from which day on it is complete', async () => {
	const data: IDataObject = {};
	const many = (from: number, count: number): string[] =>
		Array.from({ length: count }, (_, n) => String(from + n).padStart(8, '0'));
	new TakenArchive(data, 'node').take(many(0, 600_000), START);
	expect(new TakenArchive(data, 'node').completeSince).toBeNull();
	const archive = new TakenArchive(data, 'node');
	archive.take(many(600_000, 600_000), START + DAY);
	expect(archive.completeSince).toBe('2026-11-02');
	const { taken } = await archive.look(new Set(many(599_990, 20)), rest);
	expect(taken.size).toBe(10);
	// Once all that was dropped is too old to matter, the record is complete again.
	archive.take(many(2_000_000, 1), START + 90 * DAY);
	expect(archive.completeSince).toBeNull();
}, 30_000);

it('each step has its own, and other static data stay', async () => {
	const data: IDataObject = { other: { of: 'a step' } };
	new TakenArchive(data, 'one').take([shortId('a')], START);
	new TakenArchive(data, 'two').take([shortId('b')], START);
	expect(await looked(new TakenArchive(data, 'one'), ['a', 'b'])).toEqual({ taken: ['a'], open: [] });
	expect(data.other).toEqual({ of: 'a step' });
});

it.each<[string, IDataObject]>([
	['a text that is cut', { days: { '2026-11-01': 'abc' }, open: '', journaled: 0, changed: 0, completeSince: null }],
	['a part that is missing', { days: {} }],
	['something else', { days: 'none' }],
])('changed by hand, it is not taken for empty: %s', (_what, stored) => {
	expect(() => new TakenArchive({ metaOnce: { node: stored } }, 'node')).toThrow(UnreadableArchive);
});

it('finds few as it finds many: an entry, and no text across two of them', async () => {
	const entry = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 8, maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(fc.uniqueArray(entry, { minLength: 1, maxLength: 30 }), entry, async (stored, asked) => {
			const archive = new TakenArchive({}, 'node');
			archive.take(stored, START);
			const { taken } = await archive.look(new Set([asked]), rest);
			expect([...taken]).toEqual(stored.filter((one) => one === asked));
		}),
		{ numRuns: 500 },
	);
});
