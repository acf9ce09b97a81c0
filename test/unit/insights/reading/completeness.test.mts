import { Completeness } from '../../../../nodes/MetaInsights/read/parts/completeness.ts';
import type { StartedReport } from '../../../../nodes/MetaInsights/started/startedReport.ts';

const lost = { what: 'clicks, 2026-11-02', why: 'Too much', period: { since: '2026-11-02', until: '2026-11-02' } };
const plan = {
	splits: { dates: 1, objects: 0, fields: 2 },
	restarts: 3,
	missing: [lost],
	entries: [{}, {}],
} as unknown as StartedReport;

it('goes on where a plan has brought its report, and leaves the plan as it is', () => {
	const completeness = Completeness.from(plan);
	expect(completeness).toMatchObject({ splits: plan.splits, restarts: 3, runs: 2, missing: [lost], complete: false });
	completeness.cut('objects');
	completeness.lacks({ ...lost, what: 'totals' });
	expect(plan).toMatchObject({ splits: { objects: 0 }, missing: [lost] });
	expect(completeness).toMatchObject({
		splits: { dates: 1, objects: 1, fields: 2 },
		missing: [lost, { what: 'totals' }],
	});
});

it('adds up with what another part of the report took', () => {
	const [one, other] = [Completeness.from(plan), new Completeness()];
	other.ran();
	other.restarted();
	other.cut('dates');
	other.lacks({ ...lost, what: 'totals' });
	one.include(other);
	expect(one).toMatchObject({
		splits: { dates: 2, objects: 0, fields: 2 },
		restarts: 4,
		runs: 3,
		missing: [lost, { what: 'totals' }],
	});
});

it('names a few of the missing parts, and counts the rest', () => {
	const completeness = new Completeness();
	for (let part = 0; part < 7; part++) completeness.lacks(lost);
	expect(completeness.sentences()).toEqual([
		...Array.from({ length: 5 }, () => 'Missing: clicks, 2026-11-02. Too much.'),
		'2 more parts are missing.',
	]);
});
