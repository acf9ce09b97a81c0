import { fieldList, type GraphRequest } from '../../../shared/graph/request';
import { adSetIn, budgetFor, campaignOf, creativeValuesOf } from './checkSteps';
import { NAME, withFirst, type EarlierRows, type CheckStep } from './step';

const writes = (
	operation: string,
	points: number,
	values: CheckStep['values'],
	more: Partial<CheckStep> = {},
): CheckStep => ({
	operation: `metaAds.${operation}`,
	level: 'sandbox',
	points,
	values,
	...more,
});

/** Kept apart from what the account had before: only these are changed. */
const madeNames = {
	campaign: 'new campaign',
	adSet: 'new ad set',
	creative: 'new creative',
	ad: 'new ad',
	copy: 'copy',
	image: 'new image',
};

const renameStep = (kind: 'campaign' | 'adSet' | 'ad'): CheckStep['values'] =>
	withFirst(madeNames[kind], (id) => ({ [kind]: id, updateFields: { name: `${NAME} (2)` } }));

const labelStep = (labels: string): CheckStep['values'] =>
	withFirst(madeNames.adSet, (adSet) => ({ adSet, updateFields: { labels } }));

const deleteStep = (kind: 'campaign' | 'adSet' | 'ad' | 'creative', points: number): CheckStep =>
	writes(
		`${kind}.delete`,
		points,
		withFirst(madeNames[kind], (id) => ({ [kind]: id })),
		{ what: 'sandbox', cleans: true },
	);

/** What a check that was cut off has left: its campaign and the copy, with all that is in them, and its creative. */
const clearSteps = (kind: 'campaign' | 'creative', most: number): CheckStep[] => [
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
	({ rows }: EarlierRows): T | string => {
		const hash = rows[madeNames.image]?.[0]?.imageHash;
		return typeof hash === 'string' ? use(hash) : 'no image was uploaded';
	};

const deleting = (path: string, account: string, params: GraphRequest['params'] = {}): GraphRequest => ({
	method: 'DELETE',
	path,
	params,
	effect: 'set',
	account,
});

/** What a change of labels alone does to the ad set's own time, its learning phase and its entries in the log. */
const besideLabels = (when: string): CheckStep[] => [
	writes('adSet.get', 2, () => ({}), {
		what: `times ${when} labels`,
		asks: ofAdSet((id, account) => ({ path: id, params: { fields: fieldList(['updated_time', LEARNING]) }, account })),
		compares: { as: 'times', fields: ['updated_time', LEARNING] },
	}),
	writes('account.getActivities', 2, () => ({}), {
		what: `log ${when} labels`,
		asks: ofAdSet((oid, account) => ({
			path: `${account}/activities`,
			params: { fields: fieldList(['event_type', 'event_time']), oid },
			account,
		})),
		compares: { as: 'log', fields: ['data'] },
	}),
];

const LEARNING = 'learning_stage_info';

/** A label of two by the edge alone: where it adds, both stay. Then one goes that is not there. */
const labelsByEdge = (): CheckStep[] => {
	const read = (when: string): CheckStep =>
		writes('adSet.get', 2, () => ({}), {
			what: `labels ${when} the edge`,
			asks: ofAdSet((id, account) => ({ path: id, params: { fields: 'adlabels' }, account })),
			compares: { as: 'labels', fields: ['adlabels'] },
		});
	const send = (method: 'POST' | 'DELETE', name: string): CheckStep =>
		writes('adSet.update', 4, () => ({}), {
			what: `${method === 'POST' ? 'one label' : 'no label'} by the edge`,
			asks: ofAdSet((id, account) => ({
				...{ method, path: `${id}/adlabels`, params: { adlabels: [{ name }] }, effect: 'set', account },
			})),
		});
	return [read('before'), send('POST', `${NAME} two`), read('after'), send('DELETE', `${NAME} three`)];
};

const ofAdSet =
	(request: (id: string, account: string) => Partial<GraphRequest> & Pick<GraphRequest, 'path'>) =>
	({ account, rows }: EarlierRows): GraphRequest | string => {
		const id = rows[madeNames.adSet]?.[0]?.id;
		return id === undefined
			? 'no ad set was made'
			: { method: 'GET', effect: 'read', ...request(String(id), account.id) };
	};

/** The same delete once more: no operation sends it, because each looks first whether there is something to delete. */
const deleteAgain = (kind: string, asks: CheckStep['asks']): CheckStep =>
	writes(`${kind}.delete`, 5, () => ({}), { what: 'sandbox again', asks });

/**
 * A whole life in an account that cannot spend. The campaign is active only while it holds nothing, so that even in an
 * account that can spend nothing would run.
 */
export const sandboxSteps: readonly CheckStep[] = [
	...clearSteps('campaign', 2),
	...clearSteps('creative', 1),
	writes('campaign.create', 5, () => campaignOf({ budgetType: 'adSets' }), {
		what: 'sandbox',
		learns: madeNames.campaign,
	}),
	writes('campaign.update', 6, renameStep('campaign'), { what: 'sandbox' }),
	writes(
		'campaign.activate',
		6,
		withFirst(madeNames.campaign, (campaign) => ({ campaign })),
		{ what: 'empty' },
	),
	writes(
		'campaign.pause',
		6,
		withFirst(madeNames.campaign, (campaign) => ({ campaign })),
		{ what: 'empty' },
	),
	writes(
		'adSet.create',
		6,
		withFirst(madeNames.campaign, (_, campaign, earlierRows) => {
			const budget = budgetFor(earlierRows);
			return budget === null ? 'the smallest budgets of the account are unknown' : adSetIn(campaign, budget);
		}),
		{ what: 'sandbox', learns: madeNames.adSet },
	),
	writes('adSet.update', 6, renameStep('adSet'), { what: 'sandbox' }),
	...besideLabels('before'),
	writes('adSet.update', 6, labelStep(`${NAME} one, ${NAME} two`), { what: 'two labels' }),
	...labelsByEdge(),
	// Fails where labels are added to those that are there: then Meta shows both.
	writes('adSet.update', 6, labelStep(`${NAME} two`), { what: 'one of two labels' }),
	...besideLabels('after'),
	writes(
		'creative.create',
		5,
		withFirst('page', (page) => creativeValuesOf(page)),
		{ what: 'sandbox', learns: madeNames.creative },
	),
	writes(
		'ad.create',
		5,
		withFirst(madeNames.adSet, (adSet, _, earlierRows) =>
			withFirst(madeNames.creative, (creative) => ({ adSet, creative, name: NAME, status: 'PAUSED' }))(earlierRows),
		),
		{ what: 'sandbox', learns: madeNames.ad },
	),
	writes('ad.update', 6, renameStep('ad'), { what: 'sandbox' }),
	writes(
		'campaign.duplicate',
		12,
		withFirst(madeNames.campaign, (campaign) => ({ campaign, status: 'PAUSED' })),
		{ what: 'sandbox', learns: madeNames.copy },
	),
	writes('image.upload', 5, () => ({ source: 'binary' }), { what: 'sandbox', learns: madeNames.image }),
	deleteStep('ad', 5),
	deleteStep('adSet', 5),
	deleteStep('campaign', 5),
	writes(
		'campaign.delete',
		5,
		withFirst(madeNames.copy, (campaign) => ({ campaign })),
		{ what: 'sandbox copy', cleans: true },
	),
	deleteStep('creative', 5),
	writes(
		'image.delete',
		6,
		ofImage((imageHash) => ({ imageHash })),
		{ what: 'sandbox', cleans: true },
	),
	deleteAgain('campaign', (earlierRows) => {
		const id = earlierRows.rows[madeNames.campaign]?.[0]?.id;
		return id === undefined ? 'no campaign was made' : deleting(String(id), earlierRows.account.id);
	}),
	deleteAgain('image', (earlierRows) =>
		ofImage((hash) => deleting(`${earlierRows.account.id}/adimages`, earlierRows.account.id, { hash }))(earlierRows),
	),
];
