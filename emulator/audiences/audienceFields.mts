import { CustomAudience as SdkCustomAudience, CustomAudienceSession } from 'facebook-nodejs-business-sdk';
import { define, type Readers } from '../graph/handlers/nodeType.mts';
import type { AudienceSession, CustomAudience } from './audienceModel.mts';
import { deliveryStatus, isExpired, operationStatus, PROCESSING_MILLISECONDS, shownBounds } from './audienceStatus.mts';

/** UNIX seconds: `time_*` are numbers here, not texts (spec object CustomAudience). */
const seconds = (milliseconds: number | undefined): number | undefined =>
	milliseconds === undefined ? undefined : Math.floor(milliseconds / 1000);

/** Spec object CustomAudienceDataSource; the pairs are third-party hints. */
const SOURCES: Record<string, { type: string; sub_type: string }> = {
	CUSTOM: { type: 'FILE_IMPORTED', sub_type: 'ANYTHING' },
	LOOKALIKE: { type: 'SEED_BASED', sub_type: 'CUSTOM_AUDIENCE_USERS' },
	WEBSITE: { type: 'EVENT_BASED', sub_type: 'WEB_PIXEL_HITS' },
	ENGAGEMENT: { type: 'EVENT_BASED', sub_type: 'ENGAGEMENT_EVENT_USERS' },
	APP: { type: 'EVENT_BASED', sub_type: 'MOBILE_APP_EVENTS' },
};

const audienceFields: Readers<CustomAudience> = {
	id: (audience) => audience.id,
	account_id: (audience) => audience.account.accountId,
	name: (audience) => audience.name,
	description: (audience) => audience.description ?? '',
	subtype: (audience) => audience.subtype,
	customer_file_source: (audience) => audience.customerFileSource,
	is_value_based: (audience) => audience.isValueBased,
	// 0: kept for ever.
	retention_days: (audience) => audience.retentionDays ?? 0,
	opt_out_link: (audience) => audience.optOutLink,
	rule: (audience) => audience.rule,
	pixel_id: (audience) => audience.pixelId,
	lookalike_spec: (audience) => audience.lookalikeSpec,
	lookalike_audience_ids: (audience, world) => {
		const ids = world.all('CustomAudience').filter(({ originAudienceId }) => originAudienceId === audience.id);
		return ids.length > 0 ? ids.map(({ id }) => id) : undefined;
	},
	approximate_count_lower_bound: (audience, world) => shownBounds(audience, world.clock.now()).lower,
	approximate_count_upper_bound: (audience, world) => shownBounds(audience, world.clock.now()).upper,
	operation_status: (audience, world) => operationStatus(audience, world.clock.now()),
	delivery_status: (audience, world) => deliveryStatus(audience, world.clock.now()),
	fields_violating_integrity_policy: (audience) => audience.scripted.integrityFields,
	data_source: (audience) => SOURCES[audience.subtype],
	permission_for_actions: () => ({
		can_edit: true,
		can_see_insight: 'true',
		can_share: 'true',
		subtype_supports_lookalike: 'true',
		supports_recipient_lookalike: 'false',
	}),
	delete_time: (audience) => seconds(audience.deleteTime),
	time_created: (audience) => seconds(audience.timeCreated),
	time_updated: (audience) => seconds(audience.timeUpdated),
	time_content_updated: (audience) => seconds(audience.timeContentUpdated),
};

/** All texts (spec object CustomAudienceSession). The words of `stage` and `progress` are UNCONFIRMED 8. */
const sessionFields: Readers<AudienceSession> = {
	session_id: (session) => session.id,
	num_received: (session) => String(session.received),
	num_invalid_entries: (session) => String(session.invalid),
	num_matched: (session, world) =>
		progressOf(session, world.clock.now()) === 100 ? String(session.matched) : undefined,
	progress: (session, world) => String(progressOf(session, world.clock.now())),
	stage: (session, world) => stageOf(session, world.clock.now()),
	start_time: (session) => String(seconds(session.startTime)),
	end_time: (session) => (session.endTime === undefined ? undefined : String(seconds(session.endTime))),
};

function stageOf(session: AudienceSession, now: number): string {
	const isBroken =
		session.hasTimedOut ||
		(session.action === 'replace' && session.endTime === undefined && isExpired(session.startTime, now));
	if (isBroken) return 'failed';
	if (session.endTime === undefined) return 'uploading';
	return progressOf(session, now) === 100 ? 'finished' : 'processing';
}

/** Percent: half for the upload, half for the work on it. */
function progressOf({ received, estimated, endTime, hasTimedOut }: AudienceSession, now: number): number {
	if (endTime === undefined || hasTimedOut)
		return Math.min(50, Math.floor((50 * received) / Math.max(received, estimated ?? received, 1)));
	return Math.min(100, 50 + Math.floor((50 * (now - endTime)) / PROCESSING_MILLISECONDS));
}

export const AUDIENCE_TYPES = {
	CustomAudience: define('CustomAudience', {
		sdkFields: SdkCustomAudience.Fields,
		newer: [
			...['sharing_status', 'is_eligible_for_sac_campaigns', 'owner_business'],
			// SDK 26.0.0's public source.
			...['audience_labels', 'messenger_marketing_messages_page'],
		],
		defaults: [],
		readers: audienceFields,
	}),
	CustomAudienceSession: define('CustomAudienceSession', {
		sdkFields: CustomAudienceSession.Fields,
		// What comes without `fields` is not documented (UNCONFIRMED 23).
		defaults: ['session_id', 'num_received', 'num_invalid_entries', 'progress', 'stage', 'start_time', 'end_time'],
		hasId: false,
		readers: sessionFields,
	}),
};
