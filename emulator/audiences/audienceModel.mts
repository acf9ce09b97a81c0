import type { JsonObject } from '../graph/language/jsonObjects.mts';
import type { Account } from '../world/basics.mts';
import type { Members } from './members.mts';

/** What a session does with its people. */
export type SessionAction = 'add' | 'remove' | 'replace';

/** An upload in parts (spec object CustomAudienceSession). */
export interface AudienceSession {
	kind: 'CustomAudienceSession';
	/** The advertiser's number; unique within the ad account. */
	id: string;
	action: SessionAction;
	startTime: number;
	/** Set once the last batch has come, or a replacement has run out of time. */
	endTime?: number;
	hasTimedOut: boolean;
	received: number;
	invalid: number;
	matched: number;
	estimated?: number;
}

/** A status as Graph shows it (spec object CustomAudienceStatus). */
export interface AudienceStatus {
	code: number;
	description: string;
}

export interface CustomAudience {
	kind: 'CustomAudience';
	id: string;
	account: Account;
	name: string;
	description?: string;
	subtype: string;
	customerFileSource?: string;
	isValueBased: boolean;
	retentionDays?: number;
	optOutLink?: string;
	usageRestriction?: string;
	useForProducts?: string[];
	/** JSON text as it was sent. */
	rule?: string;
	pixelId?: string;
	/** As Graph shows it, with its origins. */
	lookalikeSpec?: JsonObject;
	originAudienceId?: string;
	/** People of a customer list. */
	members: Members;
	sessions: AudienceSession[];
	/** Whether people were ever sent. */
	isUploaded: boolean;
	/** People that rules or a lookalike find, once populated. */
	reach: number;
	/** When it is populated, or the last upload has been worked through. */
	readyAt: number;
	/** Size shown until then. */
	shownSize: number;
	/** What tests and the seed say about it goes before what follows from the rest. */
	scripted: { operation?: AudienceStatus; delivery?: AudienceStatus; integrityFields?: string[] };
	/** Ad accounts that may use it, and how. */
	shares: Map<string, string>;
	deleteTime?: number;
	timeCreated: number;
	timeUpdated: number;
	timeContentUpdated: number;
}

declare module '../world/storedNodes.mts' {
	interface StoredKinds {
		CustomAudience: CustomAudience;
		CustomAudienceSession: AudienceSession;
	}
}
