import { accountAppDomain } from '../accounts/accountApps.mts';
import { accountDomain } from '../accounts/accountEdges.mts';
import { activityDomain } from '../accounts/activityRows.mts';
import { adVolumeDomain } from '../accounts/adVolume.mts';
import { labelDomain } from '../accounts/labels.mts';
import { minimumBudgetDomain } from '../accounts/minimumBudgets.mts';
import { permissionDomain } from '../accounts/permissions.mts';
import { adDomain } from '../ads/ads.mts';
import { adSetDomain } from '../adSets/adSets.mts';
import { assetDomain } from '../assets/assetEdges.mts';
import { audienceDomain } from '../audiences/audienceEdges.mts';
import { budgetScheduleDomain } from '../campaigns/budgetSchedules.mts';
import { campaignDomain } from '../campaigns/campaigns.mts';
import { copyDomain } from '../copies/copyEdge.mts';
import { creativeDomain } from '../creatives/creatives.mts';
import { datasetDomain } from '../datasets/datasetDomain.mts';
import { insightsDomain } from '../insights/insightsEdges.mts';
import { leadDomain } from '../leads/leadDomain.mts';
import { mediaDomain } from '../media/mediaTypes.mts';
import { postDomain } from '../posts/postDomain.mts';
import { previewDomain } from '../previews/previews.mts';
import { studyDomain } from '../studies/studies.mts';
import { targetingDomain } from '../targeting/targetingEdges.mts';
import type { Kind } from '../world/storedNodes.mts';
import type { Start } from '../world/world.mts';
import type { Domain } from './handlers/domain.mts';
import type { Edge } from './handlers/edge.mts';
import type { NodeType } from './handlers/nodeType.mts';
import type { Write } from './handlers/write.mts';

/** Every part of Meta that the emulator knows, in the order in which they put in what there is at the start. */
const DOMAINS = [
	accountDomain,
	accountAppDomain,
	permissionDomain,
	minimumBudgetDomain,
	activityDomain,
	labelDomain,
	adVolumeDomain,
	assetDomain,
	audienceDomain,
	datasetDomain,
	campaignDomain,
	budgetScheduleDomain,
	adSetDomain,
	adDomain,
	leadDomain,
	postDomain,
	creativeDomain,
	copyDomain,
	studyDomain,
	previewDomain,
	mediaDomain,
	targetingDomain,
	insightsDomain,
];

/** Edges that Meta has and no domain has yet: they get an honest answer instead of Graph's "unknown path". */
export const MISSING_EDGES = new Set(
	(
		'saved_audiences adrules_library campaignsbylabels ' +
		'adsetsbylabels adsbylabels broadtargetingcategories targetingsentencelines generatepreviews recommendations ' +
		'asyncadrequestsets async_batch_requests'
	).split(' '),
);

type Typed<D> = D extends { types: infer T } ? keyof T : never;

/** How every kind of object is read. A kind that no domain has a type for does not compile here. */
export const NODE_TYPES: Record<Kind, NodeType> = together<Typed<(typeof DOMAINS)[number]>, NodeType>(
	all().map(({ types }) => types),
);

/** Every list, by the kind of object it hangs on. */
export const EDGES: Partial<Record<Kind, Record<string, Edge>>> = byKind(all().map(({ edges }) => edges));

/** Every write, by the kind of object and `METHOD edge`. Entries are by kind, so each write gets the kind it is written for. */
export const WRITES = byKind(all().map(({ writes }) => writes as Partial<Record<Kind, Record<string, Write>>>));

/** What every emulator begins with; the ids have names in seedIds.mts. */
export const START: Start = {
	firstIds: together(all().map(({ firstIds }) => firstIds)),
	seed: (world) => {
		const now = world.clock.now();
		for (const { seed } of all()) seed?.(world, now);
	},
};

function all(): readonly Domain[] {
	return DOMAINS;
}

/**
 * A table without a prototype: a path may ask for an edge called `constructor`.
 * @throws when two domains say the same thing
 */
function together<K extends string, T>(tables: Array<Partial<Record<K, T>> | undefined>): Record<K, T> {
	const entries = tables.flatMap((table) => Object.entries(table ?? {}) as Array<[K, T]>);
	const table = Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<K, T>;
	if (Object.keys(table).length === entries.length) return table;
	const names = entries.map(([name]) => name);
	throw new Error(`Two domains of the emulator have ${names.find((name, at) => names.indexOf(name) !== at)}`);
}

function byKind<T>(tables: Array<Partial<Record<Kind, Record<string, T>>> | undefined>) {
	const kinds = new Set(tables.flatMap((table) => Object.keys(table ?? {}) as Kind[]));
	const entries = [...kinds].map((kind) => [kind, together(tables.map((table) => table?.[kind]))]);
	return Object.fromEntries(entries) as Partial<Record<Kind, Record<string, T>>>;
}
