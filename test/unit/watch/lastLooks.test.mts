import { LastLooks } from '../../../nodes/MetaInsights/watch/lastLooks.ts';

const look = (until: string, account: string | null = 'act_1', level = 'campaign') => ({ account, level, until });

it('counts the days since the last look, and the same again when a run is repeated', () => {
	const data = {};
	const looks = new LastLooks(data);
	const lastAt = (until: string): number => {
		const days = looks.daysBefore(look(until));
		looks.note([look(until)]);
		return days;
	};
	expect(['2026-11-02', '2026-11-03', '2026-11-09', '2026-11-09', '2026-11-10', '2027-01-01'].map(lastAt)).toEqual([
		1, 1, 6, 6, 1, 52,
	]);
	// An older day than the last one changes nothing.
	expect([lastAt('2026-12-24'), lastAt('2027-01-02')]).toEqual([1, 1]);
	expect(new LastLooks(JSON.parse(JSON.stringify(data))).daysBefore(look('2027-01-05'))).toBe(3);
});

it('keeps accounts and levels apart, and nothing of rows that tell no account', () => {
	const data = {};
	const looks = new LastLooks(data);
	looks.note([look('2026-11-02'), look('2026-11-05', 'act_2'), look('2026-11-02', null)]);
	expect(
		[look('2026-11-09'), look('2026-11-09', 'act_2'), look('2026-11-09', 'act_1', 'ad')].map((one) =>
			looks.daysBefore(one),
		),
	).toEqual([7, 4, 1]);
	expect(looks.daysBefore(look('2026-11-09', null))).toBe(1);
	expect(JSON.stringify(data)).not.toContain('null campaign');
});

it.each([
	[undefined],
	['x'],
	[[]],
	[{ watched: 7 }],
	[{ watched: { 'act_1 campaign': ['soon', null] } }],
	[{ watched: { 'act_1 campaign': [1, 2] } }],
	[{ watched: { 'act_1 campaign': ['2026-02-30', null] } }],
	[{ watched: { 'act_1 campaign': ['2026-11-09', '2026-00-00'] } }],
])('what cannot be read is no look: %j', (data) => {
	const looks = new LastLooks(data);
	expect(looks.daysBefore(look('2026-11-09'))).toBe(1);
	expect(() => looks.note([look('2026-11-09')])).not.toThrow();
});

it('knows what it has reported, until that has been over for three days, and reports it again when a run is repeated', () => {
	const data = {};
	const at = (until: string, keys: string[]): string[] => {
		const looks = new LastLooks(data);
		const reported = [...looks.reportedKeys(look(until))];
		looks.noteAlerts(look(until), keys);
		looks.note([look(until)]);
		return reported;
	};
	expect(at('2026-11-02', ['a'])).toEqual([]);
	expect(at('2026-11-02', ['a'])).toEqual([]);
	expect(at('2026-11-03', ['a', 'b'])).toEqual(['a']);
	expect(at('2026-11-04', [])).toEqual(['a', 'b']);
	expect(at('2026-11-05', [])).toEqual(['a', 'b']);
	expect(at('2026-11-06', [])).toEqual(['a', 'b']);
	expect(at('2026-11-07', ['a'])).toEqual([]);
	expect(at('2026-11-08', [])).toEqual(['a']);
	expect([...new LastLooks(data).reportedKeys(look('2026-11-08', 'act_2'))]).toEqual([]);
});
