import { factFields } from './campaignFacts';

/**
 * What is read of an ad set wherever a row, a comparison or a proof is made of it. Only ad sets have the field
 * `optimization_goal`.
 */
export const adSetReadFields = [
	'id',
	'account_id',
	'name',
	'optimization_goal',
	'status',
	'effective_status',
	'campaign_id',
	`campaign{${factFields.join(',')}}`,
	'destination_type',
	'billing_event',
	'promoted_object',
	'daily_budget',
	'lifetime_budget',
	'budget_remaining',
	'daily_min_spend_target',
	'daily_spend_cap',
	'lifetime_min_spend_target',
	'lifetime_spend_cap',
	'bid_strategy',
	'bid_amount',
	'bid_constraints',
	'attribution_spec',
	'targeting',
	'adset_schedule',
	'pacing_type',
	'learning_stage_info',
	'issues_info',
	'dsa_beneficiary',
	'dsa_payor',
	'start_time',
	'end_time',
	'created_time',
	'updated_time',
	'adlabels',
];
