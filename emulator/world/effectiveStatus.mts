import type { Ad, AdSet, Campaign } from './adObjectModel.mts';
import type { Status } from './basics.mts';

/**
 * Deleted and archived parents win over the own status (Meta: manage-your-ad-object-status). Whether a review state or a
 * pause shows first is UNCONFIRMED 85: here review states and issues come first, then the own pause, then the parents' pauses
 * from the top down.
 */
export function effectiveStatus(node: Campaign | AdSet | Ad): string {
	if (node.status === 'DELETED' || node.status === 'ARCHIVED' || node.kind === 'Campaign') return node.status;
	const parents: [string, Status][] =
		node.kind === 'AdSet'
			? [['CAMPAIGN_PAUSED', node.campaign.status]]
			: [
					['CAMPAIGN_PAUSED', node.campaign.status],
					['ADSET_PAUSED', node.adSet.status],
				];
	const goneParent = parents.find(([, status]) => status === 'DELETED' || status === 'ARCHIVED');
	if (goneParent) return goneParent[1];
	const waitsPaused =
		node.kind === 'Ad' &&
		node.status === 'PAUSED' &&
		node.review.pausedUntil !== undefined &&
		node.review.state === 'PENDING_REVIEW';
	if (node.kind === 'Ad' && node.review.state !== 'APPROVED' && !waitsPaused) return node.review.state;
	if (node.issues.length > 0) return 'WITH_ISSUES';
	if (node.status === 'PAUSED') return 'PAUSED';
	return parents.find(([, status]) => status === 'PAUSED')?.[0] ?? 'ACTIVE';
}
