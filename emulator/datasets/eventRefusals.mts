import { GraphError } from '../graph/language/graphError.mts';
import type { TextLanguage } from './eventStore.mts';

/**
 * What an event is refused for. Subcodes with texts: RudderStack's destination tests (rudderlabs/rudder-transformer) and
 * answers that developers have pasted into public issues. The others are known by number and by what public clients say of
 * them; their texts are the emulator's own. All are code 100 with HTTP 400.
 */
const TEXTS = {
	2804003: [
		'Event Timestamp Too Old',
		'The timestamp for this event is too far in the past. Events need to be sent from your server within 7 days of when they occurred. Enter a timestamp that has occurred within the last 7 days.',
	],
	2804004: ['Event Timestamp In The Future', 'The timestamp for this event is in the future.'],
	2804008: ['Missing Content ID', 'An entry of contents has no id.'],
	2804009: [
		'Missing Value for Purchase Event',
		"Your purchase event doesn't include a value parameter. Enter a value. For example: 1.99",
	],
	2804010: ['Missing Currency for Purchase Event', "Your purchase event doesn't include a currency parameter."],
	2804016: ['Invalid Custom Data', 'A field of custom_data is not valid.'],
	2804019: ['Server Side Api Parameter Error', 'A parameter is required.'],
	2804023: ['Missing Currency', 'This event has a value and no currency.'],
	2804036: ['Invalid Lead ID', 'One or more lead IDs are invalid or have been deleted.'],
	2804043: ['Invalid Device Info', 'Invalid extended device info parameter'],
	2804050: [
		"You haven't added sufficient customer information parameter data for this event",
		'This event has no customer information parameters or it has a combination of parameters that is too broad to be matched.',
	],
	2804063: ['Missing Messaging Channel', 'A messaging event needs a messaging_channel.'],
	2804064: ['Event Source URL Not Allowed', 'A messaging event takes no event_source_url.'],
	2804066: ['Event Not Supported', 'This event name is not supported for messaging.'],
	2804069: ['Missing Page ID', 'A Messenger event needs a page_id.'],
	2804079: ['Missing IG account ID parameter', 'An Instagram event needs an ig_account_id.'],
	2804087: ['Invalid Click ID', 'The ctwa_clid is not valid.'],
	2804116: ['Missing Page or WhatsApp Account', 'A messaging event needs a page_id or a whatsapp_business_account_id.'],
} as const;

export type EventSubcode = keyof typeof TEXTS;

/** The same in the words of a user who reads German: what clients must not decide by. */
const GERMAN_TITLE = 'Ungültiger Parameter';

/** Why an event is refused, before anybody knows in which language. */
export interface EventFault {
	readonly subcode: EventSubcode;
	/** In place of the usual text: where it names a parameter. */
	readonly says?: string;
}

export function eventRefusal({ subcode, says }: EventFault, language: TextLanguage): GraphError {
	const [title, text] = TEXTS[subcode];
	const details = { subcode, transient: false, status: 400 };
	if (language === 'en')
		return new GraphError(100, 'Invalid parameter', { ...details, userTitle: title, userMsg: says ?? text });
	return new GraphError(100, 'Invalid parameter', {
		...details,
		userTitle: GERMAN_TITLE,
		userMsg: `Ein Parameter dieses Ereignisses ist ungültig (${subcode}).`,
	});
}
