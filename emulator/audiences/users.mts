import type { WriteCall } from '../graph/handlers/write.mts';
import { GraphError } from '../graph/language/graphError.mts';
import type { AudienceSession, CustomAudience, SessionAction } from './audienceModel.mts';
import { checkTerms, userRefusal } from './audienceRules.mts';
import { isExpired, lastReplace, operationStatus, startAudienceProcessing } from './audienceStatus.mts';
import { readPayload, readSession, type Payload, type SessionInput } from './payload.mts';

/** People into and out of a customer list (Meta: audiences/guides/custom-audiences; reference/custom-audience/users and /usersreplace). */

type Answer = Record<string, unknown>;

/** `POST /{audience}/users`. */
export function addUsers(call: WriteCall, audience: CustomAudience): Answer {
	return upload(call, audience, 'add', ({ rows }) => rows.filter((row) => audience.members.add(row)).length);
}

/**
 * `DELETE /{audience}/users` (spec object CustomAudience: payload, session). A list of any length does not fit into an address, so
 * clients send it as the body of the DELETE (Segment and RudderStack do, as JSON); a form works here, too.
 */
export function removeUsers(call: WriteCall, audience: CustomAudience): Answer {
	return upload(call, audience, 'remove', ({ rows }) => rows.filter((row) => audience.members.remove(row)).length);
}

function upload(
	{ world, params }: WriteCall,
	audience: CustomAudience,
	action: SessionAction,
	carryOut: (payload: Payload) => number,
): Answer {
	const now = world.clock.now();
	checkEditable(audience);
	const payload = readPayload(params, audience);
	const input = readSession(params) ?? {
		id: String(BigInt(now) * 1000n + BigInt(audience.sessions.length)),
		batch: 1,
		isLast: true,
	};
	if (operationStatus(audience, now).code === 414) throw updateInProgress();
	const otherSizes = world
		.all('CustomAudience')
		.filter(({ account }) => account.id === audience.account.id)
		.flatMap((other) => other.sessions.filter(({ id }) => id === input.id).map((session) => ({ other, session })))
		.at(0);
	// "Needs to be unique in the same ad account"; code UNCONFIRMED 37.
	if (otherSizes && (otherSizes.other !== audience || otherSizes.session.action !== action)) {
		throw userRefusal('Session is already used', `The session ${input.id} belongs to another upload.`, 'session');
	}
	const session = otherSizes?.session ?? begin(audience, input, action, now);
	startAudienceProcessing(audience, now);
	return finish(audience, session, input, payload, carryOut(payload), now);
}

/**
 * `POST /{audience}/usersreplace`. Every refusal is code 2650.
 *
 * What is in the list of a replacement that breaks off is not documented. Here it is the worst case: the first batch empties
 * the list, and every batch fills it.
 */
export function replaceUsers({ world, params }: WriteCall, audience: CustomAudience): Answer {
	const now = world.clock.now();
	params.required('session');
	checkEditable(audience);
	const payload = readPayload(params, audience);
	const input = readSession(params) as SessionInput;
	expireReplace(audience, now);
	checkReplaceable(audience);
	const session = input.batch === 1 ? startReplace(audience, input, now) : runningReplace(audience, input);
	startAudienceProcessing(audience, now);
	if (input.batch === 1) audience.members.clear();
	const matches = payload.rows.filter((row) => audience.members.add(row)).length;
	return finish(audience, session, input, payload, matches, now);
}

/** Ends a replacement whose time is over, so that it is the same whoever looks first. */
function expireReplace(audience: CustomAudience, now: number): void {
	const replace = lastReplace(audience);
	if (replace && replace.endTime === undefined && isExpired(replace.startTime, now)) {
		Object.assign(replace, { endTime: now, hasTimedOut: true });
	}
}

/** Customer lists of fewer than 100 million people. */
function checkReplaceable(audience: CustomAudience): void {
	if (audience.subtype !== 'CUSTOM') throw notReplaced('Only a customer list can be replaced.');
	if (Math.max(audience.members.size, audience.reach) >= 100_000_000) {
		throw replaceError(1870144, 'The audience has 100 million people or more and cannot be replaced.');
	}
}

/** Batch 1 starts a replacement and starts the same one again. The status has to be normal; that 415 may start again as well is UNCONFIRMED 7. */
function startReplace(audience: CustomAudience, input: SessionInput, now: number): AudienceSession {
	const { code } = operationStatus(audience, now);
	const running = lastReplace(audience);
	if (code === 414 && running?.id !== input.id) throw updateInProgress();
	if (running?.id === input.id) {
		if (running.endTime !== undefined)
			throw replaceError(running.hasTimedOut ? 1870158 : 1870159, 'This session is over.');
		return Object.assign(running, { startTime: now, received: 0, invalid: 0, matched: 0 });
	}
	if (code !== 200 && code !== 414 && code !== 415) throw notReplaced(`Its operation status is ${code}, not normal.`);
	return begin(audience, input, 'replace', now);
}

function runningReplace(audience: CustomAudience, { id }: SessionInput): AudienceSession {
	const session = audience.sessions.find((one) => one.id === id && one.action === 'replace');
	if (!session) throw replaceError(1870147, 'The batch with batch_seq 1 of this session is missing.');
	if (session.hasTimedOut) throw replaceError(1870158, 'The session is older than 90 minutes.');
	if (session.endTime !== undefined) throw replaceError(1870159, 'The last batch of this session has been received.');
	return session;
}

function begin(
	audience: CustomAudience,
	{ id, estimated }: SessionInput,
	action: SessionAction,
	now: number,
): AudienceSession {
	const session: AudienceSession = {
		kind: 'CustomAudienceSession',
		id,
		action,
		startTime: now,
		hasTimedOut: false,
		received: 0,
		invalid: 0,
		matched: 0,
		estimated,
	};
	audience.sessions.push(session);
	return session;
}

/** A batch sent again counts again: the number is Meta's running total of what it received, not of people. */
function finish(
	audience: CustomAudience,
	session: AudienceSession,
	{ isLast }: SessionInput,
	payload: Payload,
	matches: number,
	now: number,
): Answer {
	session.received += payload.received;
	session.invalid += payload.invalid;
	session.matched += matches;
	if (isLast) session.endTime = now;
	audience.isUploaded = true;
	return {
		audience_id: audience.id,
		session_id: session.id,
		num_received: session.received,
		num_invalid_entries: session.invalid,
		invalid_entry_samples: payload.samples,
	};
}

/** Only customer lists take people; a flagged one takes none until that is resolved (Meta: reference/custom-audience/users). */
function checkEditable(audience: CustomAudience): void {
	checkTerms(audience.account);
	if (audience.scripted.operation?.code === 471) {
		throw userRefusal(
			'Audience Upload Blocked',
			'Before updating user memberships, you must resolve integrity restrictions on this Data File Custom Audience.',
			'payload',
			1713230,
		);
	}
	// Subcode UNCONFIRMED 37.
	if (audience.subtype !== 'CUSTOM') {
		throw userRefusal('Not a customer list', 'People can only be added to a customer list.', 'payload');
	}
}

const updateInProgress = (): GraphError => replaceError(1870145, 'An update of this audience is in progress.');
const notReplaced = (why: string): GraphError => replaceError(1870148, `The audience was not fully updated. ${why}`);

/** Wording: the emulator's own. */
function replaceError(subcode: number, userMsg: string): GraphError {
	return new GraphError(2650, '(#2650) Failed to update the custom audience', {
		subcode,
		userTitle: 'Failed to update the custom audience',
		userMsg,
	});
}
