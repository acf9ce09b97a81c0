import { breakdownLabels } from '../../../nodes/MetaInsights/breakdowns/table.ts';
import { removedWindows } from '../../../nodes/MetaInsights/form/attributionWindows.ts';
import { combinationProblem } from '../../../nodes/MetaInsights/breakdowns/combinations.ts';
import type { ResolvedReport } from '../../../nodes/MetaInsights/form/resolvedReport.ts';
import { isAllowed } from '../../../emulator/insights/rules/breakdownRules.mts';
import { hidesOffsiteActions } from '../../../nodes/MetaInsights/breakdowns/fieldLimits.ts';
import { needsAsync, optInHint } from '../../../nodes/MetaInsights/breakdowns/directAnswers.ts';
import { retentionOf } from '../../../nodes/MetaInsights/breakdowns/retention.ts';
import { reportPartsOf } from '../../../nodes/MetaInsights/read/firstParts.ts';

const HOUR = 'hourly_stats_aggregated_by_advertiser_time_zone';

describe('combinations of breakdowns', () => {
	it.each([
		[[], []],
		[['age'], []],
		[['age', 'gender'], ['action_type']],
		[['country'], ['action_target_id']],
		[['publisher_platform', 'platform_position', 'impression_device'], ['action_device']],
		[[HOUR], []],
		[['comscore_market'], []],
		[['publisher_platform', 'device_platform'], []],
		[['image_asset', 'age', 'gender'], []],
		[['device_platform'], []],
		[['age'], ['action_carousel_card_id']],
	])('%o with %o are let through', (breakdowns, actions) => {
		expect(combinationProblem(breakdowns, actions)).toBeNull();
	});

	it.each([
		[['country', 'age'], [], /Drop “(Country|Age)”/],
		[['country', 'region'], [], /Drop “Country”/],
		[['age', 'gender', 'country'], [], /Drop “Country”, or make two reports: one by “Age”, “Gender”, one by “Country”/],
		[['platform_position'], [], /Add the one/],
		[['impression_device'], [], /Add “Platform”, or use “Device Platform”/],
		[[HOUR, 'age'], [], /Drop/],
		[[HOUR, 'comscore_market'], [], /Drop/],
		[['age'], ['action_reaction'], /Drop/],
		[['product_id', 'age'], [], /Drop/],
		[['publisher_platform', 'age'], [], /Drop/],
	])('%o with %o are refused, saying what to drop', (breakdowns, actions, advice) => {
		expect(combinationProblem(breakdowns, actions)?.advice).toMatch(advice);
	});

	it('what is left after dropping is let through', () => {
		const all = ['age', 'gender', 'country', 'product_id'];
		const problem = combinationProblem(all, [])!;
		const dropped = /^Drop (.*?), or make/
			.exec(problem.advice)![1]
			.split(', ')
			.map((label) => label.slice(1, -1));
		expect(dropped.length).toBeGreaterThan(0);
		expect(
			combinationProblem(
				all.filter((name) => !dropped.includes(breakdownLabels[name])),
				[],
			),
		).toBeNull();
	});

	it('the emulator has a device beside its platform, which is in wide use', () => {
		expect([isAllowed(['device_platform', 'publisher_platform']), isAllowed(['device_platform', 'age'])]).toEqual([
			true,
			false,
		]);
	});

	it('agree with the emulator about every pair of Meta’s table', () => {
		const table = [
			'age',
			'gender',
			'country',
			'region',
			'publisher_platform',
			'platform_position',
			'impression_device',
			'product_id',
			HOUR,
		];
		const actions = ['action_device', 'action_reaction', 'action_carousel_card_id'];
		for (const one of [...table, ...actions]) {
			for (const other of [...table, ...actions]) {
				const pair = [...new Set([one, other])];
				const ours =
					combinationProblem(
						pair.filter((name) => table.includes(name)),
						pair.filter((name) => actions.includes(name)),
					) === null;
				expect([pair, ours]).toEqual([pair, isAllowed(pair)]);
			}
		}
	});
});

it('knows what Meta keeps for a shorter time', () => {
	expect(retentionOf(['age'], ['unique_clicks', 'spend'])).toEqual([
		{ months: 13, what: 'unique counts with breakdowns', byRun: false },
	]);
	expect(retentionOf(['age'], ['reach'])).toMatchObject([{ months: 13, byRun: true }]);
	expect(retentionOf([], ['reach', 'unique_clicks', 'cost_per_unique_click'])).toEqual([]);
	for (const list of ['unique_actions', 'cost_per_unique_action_type', 'unique_outbound_clicks'])
		expect(retentionOf([], [list])).toEqual([{ months: 13, what: 'unique counts by type of action', byRun: false }]);
	expect(retentionOf(['frequency_value'], [])).toMatchObject([{ months: 6 }]);
	expect(retentionOf([HOUR], ['spend'])).toMatchObject([{ months: 13 }]);
});

it('spends one report on what Meta prepares ten times a day', () => {
	const month = { since: '2026-10-01', until: '2026-10-31' };
	const parts = (breakdowns: string[], runOnly?: string) => {
		const query = { breakdowns, increment: 1, level: 'ad', nodeLevel: 'account', fields: [] };
		const { now, before } = reportPartsOf({
			query,
			periods: [month],
			previous: [{ since: '2026-09-01', until: '2026-09-30' }],
			runOnly,
		} as unknown as ResolvedReport);
		return [now.length, before.length];
	};
	expect(parts(['publisher_platform', 'platform_position'])).toEqual([8, 8]);
	expect(parts(['publisher_platform', 'platform_position', 'impression_device'])).toEqual([1, 1]);
	expect(parts(['publisher_platform', 'platform_position'], 'reach')).toEqual([1, 1]);
});

it('knows windows that are gone, breakdowns that only runs answer, and those that hide conversions', () => {
	expect(removedWindows(['1d_click', '7d_view', '28d_view'])).toEqual(['7d_view', '28d_view']);
	expect([needsAsync(['publisher_platform', 'impression_device']), needsAsync(['mmm']), needsAsync(['age'])]).toEqual([
		true,
		true,
		false,
	]);
	expect([optInHint(['publisher_platform', 'impression_device']), optInHint(['mmm', 'age'])]).toEqual([
		expect.stringMatching(/^Or impression_device is not enabled/),
		null,
	]);
	expect(
		['region', 'action_device', 'comscore_market', 'user_segment_key', 'age'].map((name) =>
			hidesOffsiteActions([name]),
		),
	).toEqual([true, true, true, true, false]);
});
