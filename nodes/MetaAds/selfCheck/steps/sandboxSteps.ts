import type { GraphRequest } from '../../../shared/graph/request';
import { adSetIn, budgetFor, campaignOf, creativeOf } from './checkSteps';
import { NAME, withFirst, type Known, type Step } from './step';

const writes = (operation: string, points: number, values: Step['values'], more: Partial<Step> = {}): Step => ({
	operation: `metaAds.${operation}`,
	level: 'sandbox',
	points,
	values,
	...more,
});

/** Kept apart from what the account had before: only these are changed. */
const made = {
	campaign: 'new campaign',
	adSet: 'new ad set',
	creative: 'new creative',
	ad: 'new ad',
	copy: 'copy',
	image: 'new image',
};

const renamed = (kind: 'campaign' | 'adSet' | 'ad'): Step['values'] =>
	withFirst(made[kind], (id) => ({ [kind]: id, updateFields: { name: `${NAME} (2)` } }));

const deleted = (kind: 'campaign' | 'adSet' | 'ad' | 'creative', points: number): Step =>
	writes(
		`${kind}.delete`,
		points,
		withFirst(made[kind], (id) => ({ [kind]: id })),
		{ what: 'sandbox', cleans: true },
	);

/** What a check that was cut off has left: its campaign and the copy, with all that is in them, and its creative. */
const cleared = (kind: 'campaign' | 'creative', most: number): Step[] => [
	writes(`${kind}.getMany`, 4, () => ({ returnAll: false, limit: most, filters: { nameContains: NAME } }), {
		what: 'left before',
		learns: `${kind} left before`,
		finds: 'leftovers',
	}),
	writes(
		`${kind}.delete`,
		3 + 5 * most,
		({ rows }) => {
			const left = rows[`${kind} left before`] ?? [];
			return left.length === 0 ? 'no earlier check has left one' : left.map(({ id }) => ({ [kind]: String(id) }));
		},
		{ what: 'left before' },
	),
];

const ofImage =
	<T>(use: (imageHash: string) => T) =>
	({ rows }: Known): T | string => {
		const hash = rows[made.image]?.[0]?.imageHash;
		return typeof hash === 'string' ? use(hash) : 'no image was uploaded';
	};

const deleting = (path: string, account: string, params: GraphRequest['params'] = {}): GraphRequest => ({
	method: 'DELETE',
	path,
	params,
	effect: 'set',
	account,
});

/** The same delete once more: no operation sends it, because each looks first whether there is something to delete. */
const again = (kind: string, asks: Step['asks']): Step =>
	writes(`${kind}.delete`, 5, () => ({}), { what: 'sandbox again', asks });

/**
 * A whole life in an account that cannot spend. The campaign is active only while it holds nothing, so that even in an
 * account that can spend nothing would run.
 */
export const sandboxSteps: readonly Step[] = [
	...cleared('campaign', 2),
	...cleared('creative', 1),
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
	writes('image.upload', 5, () => ({ source: 'binary' }), { what: 'sandbox', learns: made.image }),
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
	writes(
		'image.delete',
		6,
		ofImage((imageHash) => ({ imageHash })),
		{ what: 'sandbox', cleans: true },
	),
	again('campaign', (known) => {
		const id = known.rows[made.campaign]?.[0]?.id;
		return id === undefined ? 'no campaign was made' : deleting(String(id), known.account.id);
	}),
	again('image', (known) =>
		ofImage((hash) => deleting(`${known.account.id}/adimages`, known.account.id, { hash }))(known),
	),
];
