import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import type { AccountFacts } from '../../shared/node/session/session';

export type EventType = 'reviewChanged' | 'deliveryIssue' | 'statusChanged' | 'budgetChanged' | 'spendThreshold';

export type EventLevel = 'account' | 'campaign' | 'adSet' | 'ad';

/** What to call the objects of a level in a sentence. */
export const nouns: Readonly<Record<EventLevel, string>> = {
	account: 'ad account',
	campaign: 'campaign',
	adSet: 'ad set',
	ad: 'ad',
};

/** Something that happened, before it is worded for the workflow. */
export interface Happening {
	readonly event: EventType;
	readonly level: EventLevel;
	/** What makes it this one and no other: the same happening, found again, has the same. */
	readonly identity: readonly unknown[];
	/** One sentence. */
	readonly summary: string;
	readonly objectId: string;
	readonly objectName: string | null;
	readonly oldValue: string | number | boolean | null;
	readonly newValue: string | number | boolean | null;
	/** As Meta's log names them; null where it does not say or was not asked. */
	readonly actorName: string | null;
	/** By the account's clock; null where only the state tells, which has no time of its own. */
	readonly eventTime: string | null;
	/** Policies, issues, what to do. */
	readonly details: string;
	readonly nextStep: string;
	readonly adsManagerUrl: string;
}

/** What only the log tells of a happening: a state has neither a time nor somebody who brought it about. */
export const nobodyKnown = { actorName: null, eventTime: null } as const;

const ID_LENGTH = 32;

/** Deterministic, so that a Remove Duplicates step knows an event that is told twice. */
export const eventIdOf = ({ event, identity }: Pick<Happening, 'event' | 'identity'>, account: string): string =>
	createHash('sha256')
		.update(JSON.stringify([account, event, ...identity]))
		.digest('hex')
		.slice(0, ID_LENGTH);

/** The item of a happening: the same columns for every event, and nothing in it that changes when it is told again. */
export const eventItem = (
	{ event, level, identity, ...rest }: Happening,
	account: AccountFacts,
	environment: 'meta' | 'emulator',
): IDataObject => ({
	event,
	summary: rest.summary,
	objectName: rest.objectName,
	oldValue: rest.oldValue,
	newValue: rest.newValue,
	level,
	objectId: rest.objectId,
	actorName: rest.actorName,
	eventTime: rest.eventTime,
	details: rest.details,
	nextStep: rest.nextStep,
	accountId: account.id,
	accountName: account.name,
	currency: account.currency,
	adsManagerUrl: rest.adsManagerUrl,
	eventId: eventIdOf({ event, identity }, account.id),
	environment,
	test: false,
});
