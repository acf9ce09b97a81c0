import { boundsOf } from '../targeting/estimate.mts';
import type { AudienceStatus, CustomAudience, SessionAction } from './audienceModel.mts';

/** Codes: Meta, reference/custom-audience, operation_status and delivery_status. Descriptions are the emulator's own words. */

/** A replacement has 90 minutes from its first batch on (Meta: audiences/guides/custom-audiences). */
const REPLACE_MILLISECONDS = 90 * 60_000;
/** "Up to 24 hours" at Meta (reference/custom-audience/users). */
export const PROCESSING_MILLISECONDS = 3_600_000;
/** Below this nothing is delivered. Meta's help names 100 people of one country for lookalikes and no number for delivery (UNCONFIRMED 38). */
export const SMALLEST = 100;
/** Smaller audiences are shown as a thousand (observed by clients in the field). */
const SMALLEST_SHOWN = 1000;

const status = (code: number, description: string): AudienceStatus => ({ code, description });

const NORMAL = status(200, 'Normal');
export const FLAGGED = status(471, 'Flagged: this audience may break the rules on sensitive information.');

/** The replacement that is under way or broke off last. */
export function lastReplace(audience: CustomAudience) {
	return audience.sessions.findLast(({ action }: { action: SessionAction }) => action === 'replace');
}

export function isExpired(startTime: number, now: number): boolean {
	return now - startTime > REPLACE_MILLISECONDS;
}

export function operationStatus(audience: CustomAudience, now: number): AudienceStatus {
	const { scripted, subtype, isUploaded, readyAt, deleteTime } = audience;
	if (scripted.operation) return scripted.operation;
	const replace = lastReplace(audience);
	if (replace && replace.endTime === undefined && !isExpired(replace.startTime, now)) {
		return status(414, 'A replacement of this list is in progress.');
	}
	if (replace?.hasTimedOut || (replace && replace.endTime === undefined)) {
		return status(415, 'The replacement of this list failed.');
	}
	if (subtype === 'CUSTOM') {
		if (!isUploaded) return status(410, 'No customers have been uploaded yet.');
	} else if (now < readyAt) {
		return status(441, 'People are being found. The audience can be used meanwhile.');
	}
	if (deleteTime !== undefined) return status(100, 'The audience is not used and will be deleted.');
	return NORMAL;
}

export function deliveryStatus(audience: CustomAudience, now: number): AudienceStatus {
	const { scripted, subtype } = audience;
	if (scripted.delivery) return scripted.delivery;
	// ≥ 400 is unusable; which code stands beside 471 is UNCONFIRMED 38.
	if (scripted.operation?.code === FLAGGED.code) return status(400, 'This audience cannot be used.');
	// "While audiences populate, you can create and run ad sets" (Meta: audiences/guides/lookalike-audiences).
	if (subtype === 'LOOKALIKE' && now < audience.readyAt) return status(200, 'This audience is ready for use.');
	// Code and text: pasted in public repositories, of audiences of about 20 people.
	if (audienceSizeOf(audience, now) < SMALLEST)
		return status(300, 'The audience is too small to be used in campaign creation.');
	return status(200, 'This audience is ready for use.');
}

/** Matched people, as far as Meta has worked through what was sent. */
export function audienceSizeOf(audience: CustomAudience, now: number): number {
	if (now < audience.readyAt) return audience.shownSize;
	return audience.subtype === 'CUSTOM' ? audience.members.matched : audience.reach;
}

/** −1 for an inactive lookalike (Meta: reference/custom-audience). */
export function shownBounds(audience: CustomAudience, now: number): { lower: number; upper: number } {
	if (audience.subtype === 'LOOKALIKE' && now < audience.readyAt) return { lower: -1, upper: -1 };
	const size = audienceSizeOf(audience, now);
	return size < SMALLEST_SHOWN ? { lower: SMALLEST_SHOWN, upper: SMALLEST_SHOWN } : boundsOf(size);
}

/** Something changed: until it has been worked through the old size is shown. */
export function startAudienceProcessing(audience: CustomAudience, now: number): void {
	audience.shownSize = audienceSizeOf(audience, now);
	Object.assign(audience, { readyAt: now + PROCESSING_MILLISECONDS, timeUpdated: now, timeContentUpdated: now });
}
