import * as fc from 'fast-check';

import { fullest, readUsage, regainSeconds, UsageBoard } from '../../../../nodes/shared/graph/wire/usage.ts';

const entry = (type: string, values: Record<string, unknown>) => ({
	type,
	call_count: 1,
	total_cputime: 2,
	total_time: 3,
	estimated_time_to_regain_access: 0,
	...values,
});

describe('readUsage', () => {
	it('reads every entry of every header', () => {
		const usages = readUsage({
			'x-ad-account-usage':
				'{"acc_id_util_pct":9.67,"reset_time_duration":100,"ads_api_access_tier":"standard_access"}',
			'x-business-use-case-usage': JSON.stringify({
				'66782684': [
					entry('ads_management', { call_count: 95, ads_api_access_tier: 'development_access' }),
					entry('ads_insights', { total_time: 100, estimated_time_to_regain_access: 7 }),
				],
				'10153848260347724': [entry('custom_audience', { total_cputime: 50 })],
			}),
			'x-fb-ads-insights-throttle':
				'{"app_id_util_pct":100,"acc_id_util_pct":10,"ads_api_access_tier":"standard_access"}',
			'x-app-usage': '{"call_count":28,"total_time":25,"total_cputime":26}',
		});
		expect(usages).toEqual([
			{ source: 'account', percent: 9.67, regainSeconds: 0, tier: 'standard_access' },
			{
				source: 'businessUseCase',
				id: '66782684',
				type: 'ads_management',
				percent: 95,
				regainSeconds: 0,
				tier: 'development_access',
			},
			{
				source: 'businessUseCase',
				id: '66782684',
				type: 'ads_insights',
				percent: 100,
				regainSeconds: 420,
				tier: undefined,
			},
			{
				source: 'businessUseCase',
				id: '10153848260347724',
				type: 'custom_audience',
				percent: 50,
				regainSeconds: 0,
				tier: undefined,
			},
			{ source: 'insights', percent: 10, regainSeconds: 0, tier: 'standard_access' },
			{ source: 'insightsOfApp', percent: 100, regainSeconds: 0, tier: 'standard_access' },
			{ source: 'app', percent: 28, regainSeconds: 0 },
		]);
		expect([fullest(usages), regainSeconds(usages)]).toEqual([100, 420]);
	});

	it('knows the header’s other name, and that business limits count in minutes and the account’s in seconds', () => {
		expect(
			readUsage({
				'x-business-use-case': JSON.stringify({
					'1': [entry('ads_management', { estimated_time_to_regain_access: 5 })],
				}),
			}),
		).toMatchObject([{ regainSeconds: 300 }]);
		expect(readUsage({ 'x-ad-account-usage': '{"acc_id_util_pct":100,"reset_time_duration":60}' })).toMatchObject([
			{ regainSeconds: 60 },
		]);
	});

	it('does not take the account’s running countdown for a block', () => {
		expect(readUsage({ 'x-ad-account-usage': '{"acc_id_util_pct":99.9,"reset_time_duration":300}' })).toMatchObject([
			{ regainSeconds: 0 },
		]);
	});

	const names = [
		'x-ad-account-usage',
		'x-business-use-case-usage',
		'x-business-use-case',
		'x-fb-ads-insights-throttle',
		'x-app-usage',
	];

	it('takes anything malformed for no news', () => {
		const value = fc.oneof(
			fc.string(),
			fc.json(),
			fc.constantFrom(
				'{',
				'[]',
				'null',
				'"x"',
				'{"1":null}',
				'{"1":[null,1,[]]}',
				'{"acc_id_util_pct":"9"}',
				'{"acc_id_util_pct":-3}',
				'{"call_count":1e999}',
			),
		);
		fc.assert(
			fc.property(fc.constantFrom(...names), value, (name, text) => {
				for (const usage of readUsage({ [name]: text })) {
					expect(Number.isFinite(usage.percent) && usage.percent >= 0).toBe(true);
					expect(Number.isFinite(usage.regainSeconds) && usage.regainSeconds >= 0).toBe(true);
				}
			}),
		);
	});

	it('reads nothing from other headers, and zero from nothing', () => {
		expect(readUsage({ date: 'x', 'x-fb-trace-id': '{"call_count":99}' })).toEqual([]);
		expect([fullest([]), regainSeconds([])]).toEqual([0, 0]);
	});

	it('finds the fullest and the longest of any number of entries', () => {
		const numbers = fc.record({
			call_count: fc.nat(100),
			total_time: fc.nat(100),
			total_cputime: fc.nat(100),
			estimated_time_to_regain_access: fc.nat(60),
		});
		fc.assert(
			fc.property(fc.array(fc.array(numbers, { maxLength: 32 }), { minLength: 1, maxLength: 5 }), (businesses) => {
				const usages = readUsage({
					'x-business-use-case-usage': JSON.stringify(
						Object.fromEntries(businesses.map((entries, index) => [`${index + 1}`, entries])),
					),
				});
				const all = businesses.flat();
				expect(usages).toHaveLength(all.length);
				expect(fullest(usages)).toBe(
					Math.max(
						0,
						...all.flatMap(({ call_count, total_time, total_cputime }) => [call_count, total_time, total_cputime]),
					),
				);
				expect(regainSeconds(usages)).toBe(
					60 * Math.max(0, ...all.map(({ estimated_time_to_regain_access: minutes }) => minutes)),
				);
			}),
		);
	});
});

describe('UsageBoard', () => {
	const blocked = (seconds: number) => [{ source: 'account' as const, percent: 100, regainSeconds: seconds }];

	it('counts down by the clock and keeps accounts apart', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 3600 }), fc.nat(4_000_000), (seconds, later) => {
				let now = 1_000;
				const board = new UsageBoard(() => now);
				board.note('act_1', blocked(seconds));
				expect(board.rest('act_1')).toBe(seconds * 1000);
				now += later;
				expect(board.rest('act_1')).toBe(Math.max(0, seconds * 1000 - later));
				expect(board.rest('act_2')).toBe(0);
			}),
		);
	});

	it('forgets a block as soon as an answer shows none', () => {
		const board = new UsageBoard(() => 0);
		board.note('act_1', blocked(60));
		board.note('act_2', blocked(60));
		board.note('act_1', blocked(0));
		expect([board.rest('act_1'), board.rest('act_2')]).toEqual([0, 60_000]);
	});
});
