import type { IDataObject } from 'n8n-workflow';

import { roasFloorOf } from '../../meta/bids';
import { adSetIdentity } from '../../meta/kinds';
import { labelNames } from '../../shared/adObject/change/wanted';
import { amount, idOf, linkTo, textCell } from '../../shared/reading/cells';
import type { AdObjectKind } from '../../shared/adObject/kind';
import { ofAdSets } from '../../shared/adObject/list/comparable';
import { adSetUrl } from '../../shared/adsManager';
import type { GraphObject } from '../../shared/graph/object';
import type { AccountFacts } from '../../shared/node/session/session';
import { adSetSpec } from '../../shared/spec';
import { campaignKind } from '../campaign/kind';
import { entriesOf, recordOf } from '../../shared/reading/json';
import { attributionInWords } from './goal/attribution';
import { promotedInWords } from './goal/promotedObject';
import { adSetReadFields as fields } from './readFields';
import { adScheduleInWords } from './spending/adSchedule';
import { advantageOf } from './targeting/parts';
import { unaskedOfAdSet } from './targeting/unasked';
import { targetingInWords } from './targeting/words';
import { entryOf } from '../../shared/record';

/** Meta gives no stage for paused ad sets and for dynamic creative (Ad Campaign Learning Stage Info reference). */
const stages: Readonly<Record<string, string>> = { LEARNING: 'learning', SUCCESS: 'learned', FAIL: 'learning limited' };

const learningStage = (info: unknown): string | null => {
	const status = textCell(recordOf(info).status);
	return status === null ? null : (entryOf(stages, status) ?? status.toLowerCase());
};

const issueInWords = (issue: unknown): string => {
	const { error_summary: summary, error_message: message } = recordOf(issue);
	return [textCell(summary), textCell(message)].filter(Boolean).join(': ');
};

/**
 * An ad set as one flat row. Every row has the same columns; amounts are in currency units, times as Meta gives them, in
 * the account's zone.
 */
function row(adSet: GraphObject, account: AccountFacts): IDataObject {
	const { currency } = account;
	const targeting = recordOf(adSet.targeting);
	const campaign = recordOf(adSet.campaign);
	const id = idOf(adSet.id);
	return {
		id,
		name: textCell(adSet.name),
		status: textCell(adSet.status),
		dailyBudget: amount(adSet.daily_budget, currency),
		lifetimeBudget: amount(adSet.lifetime_budget, currency),
		currency,
		effectiveStatus: textCell(adSet.effective_status),
		learningStage: learningStage(adSet.learning_stage_info),
		campaignId: textCell(adSet.campaign_id),
		campaignName: textCell(campaign.name),
		optimizationGoal: textCell(adSet.optimization_goal),
		// Meta's word for "none chosen".
		destinationType: adSet.destination_type === 'UNDEFINED' ? null : textCell(adSet.destination_type),
		promotedObject: promotedInWords(adSet.promoted_object),
		billingEvent: textCell(adSet.billing_event),
		budgetRemaining: amount(adSet.budget_remaining, currency),
		minSpend: amount(adSet.daily_min_spend_target, currency) ?? amount(adSet.lifetime_min_spend_target, currency),
		maxSpend: amount(adSet.daily_spend_cap, currency) ?? amount(adSet.lifetime_spend_cap, currency),
		bidStrategy: textCell(adSet.bid_strategy) ?? textCell(campaign.bid_strategy),
		bidAmount: amount(adSet.bid_amount, currency),
		roasFloor: roasFloorOf(adSet.bid_constraints),
		attribution: attributionInWords(adSet.attribution_spec),
		targeting: targetingInWords(targeting),
		advantageAudience: advantageOf(targeting),
		adSchedule: adScheduleInWords(adSet.adset_schedule),
		beneficiary: textCell(adSet.dsa_beneficiary),
		payor: textCell(adSet.dsa_payor),
		issues: entriesOf(adSet.issues_info).map(issueInWords).join('\n'),
		labels: labelNames(adSet.adlabels).join(', '),
		startTime: textCell(adSet.start_time),
		endTime: textCell(adSet.end_time),
		createdTime: textCell(adSet.created_time),
		updatedTime: textCell(adSet.updated_time),
		accountId: account.id,
		adsManagerUrl: linkTo(id, (adSetId) => adSetUrl(account.id, adSetId)),
	};
}

export const adSetKind: AdObjectKind = {
	...adSetIdentity,
	fields,
	allFields: adSetSpec.Fields,
	comparable: ofAdSets,
	parents: [campaignKind],
	row,
	unasked: unaskedOfAdSet,
	mainColumns: [
		'name',
		'status',
		'effectiveStatus',
		'learningStage',
		'campaignName',
		'optimizationGoal',
		'dailyBudget',
		'lifetimeBudget',
		'currency',
		'id',
		'campaignId',
		'adsManagerUrl',
	],
};
