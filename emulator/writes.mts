import { createAdSet, deleteAdSet, updateAdSet } from './adSets/adSets.mts';
import { createAd, deleteAd, updateAd } from './ads/ads.mts';
import { createAudience, deleteAudience, updateAudience } from './audiences/audiences.mts';
import { shareAudience, unshareAudience } from './audiences/sharing.mts';
import { addUsers, removeUsers, replaceUsers } from './audiences/users.mts';
import { copyAd, copyAdSet, copyCampaign } from './copies/copies.mts';
import { createCampaign, deleteCampaign, updateCampaign } from './campaigns.mts';
import { createCreative, deleteCreative, updateCreative } from './creatives/creatives.mts';
import { createImage, deleteImage } from './media/images.mts';
import { startRun } from './insights/insightsEdges.mts';
import { deleteAccountVideo, deleteVideo } from './media/videos.mts';
import { createVideo } from './media/videoUploads.mts';
import { createLabel } from './labels.mts';
import { notEmulated, unsupported } from './graphError.mts';
import type { UploadedFile } from './decode.mts';
import type { Kind, NodeOf, StoredNode } from './model.mts';
import type { Params } from './params.mts';
import type { Token } from './tokens.mts';
import type { World } from './world.mts';

export interface WriteCall {
	world: World;
	params: Params;
	token: Token;
	files: Record<string, UploadedFile>;
	/** Carried out later, from an asynchronous batch. */
	isAsync?: boolean;
}

type Write = (call: WriteCall, node: StoredNode) => Record<string, unknown>;

function on<K extends Kind>(_kind: K, write: (call: WriteCall, node: NodeOf<K>) => Record<string, unknown>): Write {
	// The table is indexed by kind, so the node is of kind K.
	return (call, node) => write(call, node as NodeOf<K>);
}

/** Every write the emulator knows: `kind method edge`. */
const WRITES: Record<string, Write> = {
	'AdAccount POST campaigns': on('AdAccount', createCampaign),
	'AdAccount POST adlabels': on('AdAccount', createLabel),
	'AdAccount POST adsets': on('AdAccount', createAdSet),
	'AdAccount POST ads': on('AdAccount', createAd),
	'AdAccount POST customaudiences': on('AdAccount', createAudience),
	'CustomAudience POST ': on('CustomAudience', updateAudience),
	'CustomAudience DELETE ': on('CustomAudience', deleteAudience),
	'CustomAudience POST users': on('CustomAudience', addUsers),
	'CustomAudience DELETE users': on('CustomAudience', removeUsers),
	'CustomAudience POST adaccounts': on('CustomAudience', shareAudience),
	'CustomAudience DELETE adaccounts': on('CustomAudience', unshareAudience),
	'CustomAudience POST ad_accounts': on('CustomAudience', shareAudience),
	'CustomAudience DELETE ad_accounts': on('CustomAudience', unshareAudience),
	'CustomAudience POST usersreplace': on('CustomAudience', replaceUsers),
	'AdAccount POST adimages': on('AdAccount', createImage),
	'AdAccount DELETE adimages': on('AdAccount', deleteImage),
	'AdAccount POST insights': on('AdAccount', startRun),
	'Campaign POST insights': on('Campaign', startRun),
	'AdSet POST insights': on('AdSet', startRun),
	'Ad POST insights': on('Ad', startRun),
	'AdAccount POST advideos': on('AdAccount', createVideo),
	'AdAccount DELETE advideos': on('AdAccount', deleteAccountVideo),
	'AdVideo DELETE ': on('AdVideo', deleteVideo),
	'AdAccount POST adcreatives': on('AdAccount', createCreative),
	'AdCreative POST ': on('AdCreative', updateCreative),
	'AdCreative DELETE ': on('AdCreative', deleteCreative),
	'Campaign POST copies': on('Campaign', copyCampaign),
	'AdSet POST copies': on('AdSet', copyAdSet),
	'Ad POST copies': on('Ad', copyAd),
	'AdSet POST ': on('AdSet', updateAdSet),
	'AdSet DELETE ': on('AdSet', deleteAdSet),
	'Ad POST ': on('Ad', updateAd),
	'Ad DELETE ': on('Ad', deleteAd),
	'Campaign POST ': on('Campaign', updateCampaign),
	'Campaign DELETE ': on('Campaign', deleteCampaign),
};

/**
 * What Meta has and the emulator lacks gets an answer of its own. `DELETE /act_X/campaigns` exists at Meta as a mass
 * delete; it is refused here on purpose, so that a slip in a client is seen.
 */
const MISSING =
	/^(AdAccount POST .*|(Campaign|AdSet|Ad|CustomAudience) (POST|DELETE) .+|AdVideo POST .*|(AdCreative|LeadgenForm) (POST|DELETE) .*|(Business|Page|ProductCatalog|AdsPixel) POST .*)$/;

export function findWrite(method: string, node: StoredNode, edge: string): Write {
	const key = `${node.kind} ${method} ${edge}`;
	const write = WRITES[key];
	if (write) return write;
	if (MISSING.test(key)) throw notEmulated(`${method} on ${edge ? `the edge ${edge} of ` : ''}${node.kind}`);
	throw unsupported(method, node.id);
}
