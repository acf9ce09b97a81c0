import { AdLabel as SdkAdLabel } from 'facebook-nodejs-business-sdk';
import { graphTime } from '../graph/language/dates.mts';
import type { Domain } from '../graph/handlers/domain.mts';
import { edge } from '../graph/handlers/edge.mts';
import { define } from '../graph/handlers/nodeType.mts';
import type { WriteCall } from '../graph/handlers/write.mts';
import { parameterError } from '../graph/language/graphError.mts';
import type { Params } from '../graph/language/params.mts';
import type { Ad, AdSet, Campaign } from '../world/adObjectModel.mts';
import type { Account, AdLabel } from '../world/basics.mts';
import type { World } from '../world/world.mts';

export interface LabelInput {
	id?: string;
	name?: string;
}

export function readLabels(params: Params): LabelInput[] | undefined {
	const labels = params.json('adlabels');
	if (labels === undefined) return undefined;
	const isLabel = (entry: unknown): entry is LabelInput =>
		typeof entry === 'object' &&
		entry !== null &&
		(('id' in entry && typeof entry.id === 'string') || ('name' in entry && typeof entry.name === 'string'));
	if (!Array.isArray(labels) || !labels.every(isLabel)) {
		throw parameterError('Param adlabels must be an array of {id} or {name}', 'adlabels');
	}
	return labels;
}

/** A label by id must exist; by name it is created when missing (Meta: reference/ad-label). */
export function resolveLabels(world: World, account: Account, labels: LabelInput[] = []): AdLabel[] {
	return labels.map(({ id, name }) => {
		const accountLabels = world.all('AdLabel').filter((label) => label.account.id === account.id);
		const label = accountLabels.find((label) => (id === undefined ? label.name === name : label.id === id));
		if (label) return label;
		if (name === undefined) throw parameterError(`Ad label ${id} does not exist in this ad account`, 'adlabels');
		return addLabel(world, account, name);
	});
}

/** `POST /act_X/adlabels`. */
function createLabel({ world, params }: WriteCall, account: Account): Record<string, unknown> {
	params.required('name');
	const name = params.text('name') ?? '';
	if (name.trim() === '') throw parameterError('Param name must be a non-empty string', 'name');
	return { id: addLabel(world, account, name).id };
}

function addLabel(world: World, account: Account, name: string): AdLabel {
	return world.add({ kind: 'AdLabel', id: world.newId('AdLabel'), account, name, createdTime: world.clock.now() });
}

/** The labels a call names. An object that is archived takes nothing but a name (Meta: manage-your-ad-object-status). */
function namedLabels(params: Params, object: Campaign | AdSet | Ad): LabelInput[] {
	params.required('adlabels');
	if (object.status === 'DELETED' || object.status === 'ARCHIVED')
		throw parameterError(`${object.id} is ${object.status.toLowerCase()}`, 'adlabels');
	return readLabels(params) ?? [];
}

/** What labels make of an object's own time is UNCONFIRMED 127: here it moves, as by labels sent to the object itself. */
function setLabelsOf(world: World, object: Campaign | AdSet | Ad, labels: AdLabel[]): { success: true } {
	object.labels = labels;
	object.updatedTime = world.clock.now();
	return { success: true };
}

/**
 * `POST /{campaign|adset|ad}/adlabels`, "Specification of adlabels to be associated with" it (Meta: reference/adgroup/adlabels,
 * reference/ad-campaign-group/adlabels; spec objects Ad, AdSet and Campaign). The SDK calls it adding
 * (facebook-python-business-sdk, mixins, HasAdLabels); whether it adds or replaces is UNCONFIRMED 130, and a switch.
 */
function associate({ world, params }: WriteCall, object: Campaign | AdSet | Ad): Record<string, unknown> {
	const named = namedLabels(params, object);
	if (params.isValidateOnly()) return { success: true };
	const labels = resolveLabels(world, object.account, named);
	const kept = world.labelEdge === 'adds' ? object.labels.filter((label) => !labels.includes(label)) : [];
	return setLabelsOf(world, object, [...kept, ...labels]);
}

/**
 * `DELETE /{campaign|adset|ad}/adlabels`: "You can dissociate an AdLabel from an Ad" (Meta: reference/adgroup/adlabels; spec
 * object AdSet; of campaigns facebook-python-business-sdk, `Campaign.delete_ad_labels`). One that is not there changes nothing
 * here; what Meta says then is UNCONFIRMED 130.
 */
function dissociate({ world, params }: WriteCall, object: Campaign | AdSet | Ad): Record<string, unknown> {
	const named = namedLabels(params, object);
	if (params.isValidateOnly()) return { success: true };
	const isNamed = (label: AdLabel): boolean => named.some(({ id, name }) => label.id === id || label.name === name);
	return setLabelsOf(
		world,
		object,
		object.labels.filter((label) => !isNamed(label)),
	);
}

const labelWrites = { 'POST adlabels': associate, 'DELETE adlabels': dissociate };

const labelType = define('AdLabel', {
	sdkFields: SdkAdLabel.Fields,
	defaults: ['name'],
	readers: {
		id: (label) => label.id,
		name: (label) => label.name,
		account: (label) => ({ id: label.account.id, account_id: label.account.accountId }),
		created_time: (label) => graphTime(label.createdTime, label.account.timeZone),
		updated_time: (label) => graphTime(label.createdTime, label.account.timeZone),
	},
});

const adlabels = edge<'AdAccount'>({ to: 'AdLabel', order: 'newest', isAds: true }, (account, { world }) =>
	world.newest('AdLabel').filter((label) => label.account.id === account.id),
);

export const labelDomain = {
	types: { AdLabel: labelType },
	edges: { AdAccount: { adlabels } },
	writes: {
		AdAccount: { 'POST adlabels': createLabel },
		Campaign: labelWrites,
		AdSet: labelWrites,
		Ad: labelWrites,
	},
	firstIds: { AdLabel: 6021000000000001n },
} satisfies Domain;
