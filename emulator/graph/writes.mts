import { createLabel } from '../accounts/labels.mts';
import { createAd, deleteAd, updateAd } from '../ads/ads.mts';
import { createAdSet, deleteAdSet, updateAdSet } from '../adSets/adSets.mts';
import { createAudience, deleteAudience, updateAudience } from '../audiences/audiences.mts';
import { shareAudience, unshareAudience } from '../audiences/sharing.mts';
import { addUsers, removeUsers, replaceUsers } from '../audiences/users.mts';
import { createCampaign, deleteCampaign, updateCampaign } from '../campaigns/campaigns.mts';
import { createPeriod, deletePeriod } from '../campaigns/periodWrites.mts';
import { copyAd, copyAdSet, copyCampaign } from '../copies/copies.mts';
import { createCreative, deleteCreative, updateCreative } from '../creatives/creatives.mts';
import { createCustomConversion, updateCustomConversion } from '../datasets/customConversions.mts';
import { receiveEvents } from '../datasets/receive.mts';
import { startRun } from '../insights/insightsEdges.mts';
import { createForm, updateForm } from '../leads/formWrites.mts';
import { subscribeApp, unsubscribeApp } from '../leads/subscriptions.mts';
import { createTestLead, deleteLead } from '../leads/testLeads.mts';
import { createImage, deleteImage } from '../media/images.mts';
import { deleteAccountVideo, deleteVideo } from '../media/videos.mts';
import { createVideo } from '../media/videoUploads.mts';
import type { StoredNode } from '../world/storedNodes.mts';
import { on, type Write } from './handlers/write.mts';
import { notEmulated, unsupported } from './language/graphError.mts';

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
	'AdsPixel POST events': on('AdsPixel', receiveEvents),
	'AdAccount POST customconversions': on('AdAccount', createCustomConversion),
	'CustomConversion POST ': on('CustomConversion', updateCustomConversion),
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
	'Page POST leadgen_forms': on('Page', createForm),
	'Page POST subscribed_apps': on('Page', subscribeApp),
	'Page DELETE subscribed_apps': on('Page', unsubscribeApp),
	'LeadgenForm POST ': on('LeadgenForm', updateForm),
	'LeadgenForm POST test_leads': on('LeadgenForm', createTestLead),
	'Lead DELETE ': on('Lead', deleteLead),
	'Campaign POST budget_schedules': on('Campaign', createPeriod),
	'AdSet POST budget_schedules': on('AdSet', createPeriod),
	'HighDemandPeriod DELETE ': on('HighDemandPeriod', deletePeriod),
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

/** `kind method edge`, for whoever has to know them all. */
export const writeEdges: readonly string[] = Object.keys(WRITES);

/**
 * What Meta has and the emulator lacks gets an answer of its own. `DELETE /act_X/campaigns` exists at Meta as a mass
 * delete; it is refused here on purpose, so that a slip in a client is seen.
 */
const MISSING =
	/^(AdAccount POST .*|(Campaign|AdSet|Ad|CustomAudience) (POST|DELETE) .+|AdVideo POST .*|(AdCreative|LeadgenForm) (POST|DELETE) .*|(Business|Page|ProductCatalog|AdsPixel|HighDemandPeriod) POST .*|CustomConversion (POST|DELETE) .*)$/;

export function findWrite(method: string, node: StoredNode, edge: string): Write {
	const key = `${node.kind} ${method} ${edge}`;
	const write = WRITES[key];
	if (write) return write;
	if (MISSING.test(key)) throw notEmulated(`${method} on ${edge ? `the edge ${edge} of ` : ''}${node.kind}`);
	throw unsupported(method, node.id);
}
