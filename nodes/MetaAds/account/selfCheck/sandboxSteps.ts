import { adSetIn, budgetFor, campaignOf, creativeOf, NAME } from './checkSteps';
import { withFirst, type Step } from './step';

const writes = (operation: string, points: number, values: Step['values'], more: Partial<Step> = {}): Step => ({
	operation: `metaAds.${operation}`,
	level: 'sandbox',
	points,
	values,
	...more,
});

/** Kept apart from what the account had before: only these are changed. */
const made = { campaign: 'new campaign', adSet: 'new ad set', creative: 'new creative', ad: 'new ad', copy: 'copy' };

const renamed = (kind: keyof typeof made): Step['values'] =>
	withFirst(made[kind], (id) => ({ [kind]: id, updateFields: { name: `${NAME} (2)` } }));

const deleted = (kind: 'campaign' | 'adSet' | 'ad' | 'creative', points: number): Step =>
	writes(
		`${kind}.delete`,
		points,
		withFirst(made[kind], (id) => ({ [kind]: id })),
		{ what: 'sandbox', cleans: true },
	);

/**
 * A whole life in an account that cannot spend. The campaign is active only while it holds nothing, so that even in an
 * account that can spend nothing would run.
 */
export const sandboxSteps: readonly Step[] = [
	writes('campaign.create', 5, () => campaignOf({ budgetType: 'adSets' }), { what: 'sandbox', learns: made.campaign }),
	writes('campaign.update', 6, renamed('campaign'), { what: 'sandbox' }),
	writes(
		'campaign.activate',
		6,
		withFirst(made.campaign, (campaign) => ({ campaign })),
		{ what: 'empty' },
	),
	writes(
		'campaign.pause',
		6,
		withFirst(made.campaign, (campaign) => ({ campaign })),
		{ what: 'empty' },
	),
	writes(
		'adSet.create',
		6,
		withFirst(made.campaign, (_, campaign, known) => {
			const budget = budgetFor(known);
			return budget === null ? 'the smallest budgets of the account are unknown' : adSetIn(campaign, budget);
		}),
		{ what: 'sandbox', learns: made.adSet },
	),
	writes('adSet.update', 6, renamed('adSet'), { what: 'sandbox' }),
	writes(
		'creative.create',
		5,
		withFirst('page', (page) => creativeOf(page)),
		{ what: 'sandbox', learns: made.creative },
	),
	writes(
		'ad.create',
		5,
		withFirst(made.adSet, (adSet, _, known) =>
			withFirst(made.creative, (creative) => ({ adSet, creative, name: NAME, status: 'PAUSED' }))(known),
		),
		{ what: 'sandbox', learns: made.ad },
	),
	writes('ad.update', 6, renamed('ad'), { what: 'sandbox' }),
	writes(
		'campaign.duplicate',
		12,
		withFirst(made.campaign, (campaign) => ({ campaign, status: 'PAUSED' })),
		{ what: 'sandbox', learns: made.copy },
	),
	deleted('ad', 5),
	deleted('adSet', 5),
	deleted('campaign', 5),
	writes(
		'campaign.delete',
		5,
		withFirst(made.copy, (campaign) => ({ campaign })),
		{ what: 'sandbox copy', cleans: true },
	),
	deleted('creative', 5),
];
