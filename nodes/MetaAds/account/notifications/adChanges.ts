import { createHash } from 'crypto';

import { changesIn, digitsIn, type NotifiedChange, type NotifiedObject } from '../../../meta/notification/changes';
import { textCell } from '../../../shared/reading/cells';
import { instantOf } from '../../../shared/reading/instants';
import { entriesOf } from '../../../shared/reading/json';
import { entryOf, type Json } from '../../../shared/record';
import { inPlainWords } from '../../../shared/words';

/** Workflows compare with these; those that Meta Ads Trigger has, too, mean the same. */
export type AdChangeEvent =
	| 'creativeFatigue'
	| 'deliveryIssue'
	| 'other'
	| 'processingEnded'
	| 'productSetIssue'
	| 'recommendation'
	| 'statusChanged';

export type AdChangeLevel = 'account' | 'ad' | 'adSet' | 'campaign' | 'creative' | 'productSet';

/** What Meta says of one object: a bell, and no more. How the object is has to be asked. */
export interface AdChange {
	readonly account: string;
	readonly event: AdChangeEvent;
	/** Null where Meta does not say of what kind the object is. */
	readonly level: AdChangeLevel | null;
	/** Null where it is the account itself, or Meta names none. */
	readonly object: string | null;
	/** Meta's own words. */
	readonly details: string;
	/** Meta's advice; '' mostly. */
	readonly advice: string;
	/** When Meta sent it, which is not when it happened; ISO 8601 in UTC. */
	readonly time: string | null;
	/** The same where the same notification comes again. */
	readonly id: string;
}

const accountObject: NotifiedObject = { value: 'ad_account', label: 'Ad Account', noun: 'an ad account' };

type Meaning = Pick<AdChange, 'event' | 'level' | 'details'> & {
	readonly objects: readonly unknown[];
	readonly advice?: string;
};

/** Written `AD_SET` by some fields and `adset` by others. */
const levels: Readonly<Record<string, AdChangeLevel>> = {
	AD: 'ad',
	ADSET: 'adSet',
	CAMPAIGN: 'campaign',
	CREATIVE: 'creative',
};
const levelIn = (value: unknown): AdChangeLevel | null =>
	entryOf(levels, String(value).toUpperCase().replace(/_/g, '')) ?? null;

const sentences = (...parts: readonly unknown[]): string =>
	parts
		.flatMap((part) => textCell(part) ?? [])
		.map((part) => part.replace(/([^.!?])$/, '$1.'))
		.join(' ');

/** By Meta's field (Graph API, Webhooks reference: Ad Account; Marketing API, Ads webhooks: the page of each). */
const meanings: Readonly<Record<string, (value: Json) => Meaning>> = {
	with_issues_ad_objects: ({ id, level, error_summary: summary, error_message: message, error_code: code }) => ({
		event: 'deliveryIssue',
		level: levelIn(level),
		objects: [id],
		details: `${sentences(summary, message)}${code === undefined ? '' : ` (code ${String(code)})`}`.trim(),
	}),
	in_process_ad_objects: ({ id, level, status_name: status }) => ({
		event: 'processingEnded',
		level: levelIn(level),
		objects: [id],
		details: status === undefined ? '' : `Meta reported the status “${inPlainWords(status)}”.`,
	}),
	creative_fatigue: ({ adgroup_id: ad, creative_fatigue_level: level, creative_fatigue_message: message }) => ({
		event: 'creativeFatigue',
		level: 'ad',
		objects: [ad],
		details: sentences(level === undefined ? undefined : `Fatigue: ${inPlainWords(level)}`, message),
	}),
	ad_recommendations: ({ ad_object_ids: ids, recommendation_type: type, recommendation_message: message }) => ({
		event: 'recommendation',
		level: null,
		objects: entriesOf(ids),
		details: sentences(type === undefined ? undefined : `Type: ${inPlainWords(type)}`, message),
	}),
	product_set_issue: ({ product_set_id: set, type, description, recommended_action: advice }) => ({
		event: 'productSetIssue',
		level: 'productSet',
		objects: [set],
		details: sentences(type === undefined ? undefined : `Type: ${inPlainWords(type)}`, description),
		advice: sentences(advice),
	}),
	// The field `effective_status` comes under this name, without the new value (Ads webhooks, "Effective status").
	field_changed: ({ object_id: id, object_type: type, changed_fields: names }) => {
		const fields = entriesOf(names).map(String);
		const isStatus = fields.includes('effective_status');
		return {
			event: isStatus ? 'statusChanged' : 'other',
			level: levelIn(type),
			objects: [id],
			details: isStatus ? '' : `Changed fields: ${fields.join(', ')}.`,
		};
	},
};

/** A field that this version does not know: the row says its name. */
const otherMeaning = (field: unknown): Meaning => ({
	event: 'other',
	level: 'account',
	objects: [],
	details: `Meta’s field: ${textCell(field) ?? 'unnamed'}.`,
});

/**
 * The changes in a notification, one for each object, each once.
 *
 * @throws InputProblem for what is no notification
 */
export function adChangesIn(body: string): AdChange[] {
	const changes = changesIn(body, accountObject).flatMap(adChangesOf);
	return [...new Map(changes.map((change) => [change.id, change])).values()];
}

const ID_LENGTH = 32;

function adChangesOf({ entryId, time, field, value }: NotifiedChange): AdChange[] {
	// Some clients have seen the account with its `act_`.
	const account = digitsIn(String(entryId ?? '').replace(/^act_/, '')) ?? digitsIn(value.ad_account_id) ?? '0';
	const { objects, advice = '', ...meaning } = (entryOf(meanings, field) ?? (() => otherMeaning(field)))(value);
	const ids = objects.flatMap((object) => digitsIn(object) ?? []);
	const sentAt = instantOf(time);
	return (ids.length === 0 ? [null] : ids).map((object) => ({
		...meaning,
		advice,
		account: `act_${account}`,
		object,
		time: sentAt === null ? null : new Date(sentAt).toISOString(),
		id: createHash('sha256')
			.update(JSON.stringify([account, field, object, value, sentAt]))
			.digest('hex')
			.slice(0, ID_LENGTH),
	}));
}
