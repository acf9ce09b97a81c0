import type { IDataObject } from 'n8n-workflow';

import type { Cells } from '../../../meta/people/columns/recognise';
import { isRefusedValue, cellText } from '../../../meta/people/normalise/value';
import { parsedJson } from '../../../shared/record';
import { bestOf } from '../columns/eventNames';
import { isMessagingName, LONGEST_NAME, nearlyStandard } from '../form/names';
import { actionSourceOf, mostDaysOf, type SourceName } from '../form/sources';
import { clickIdIn, cookieOfClick, pageUrl } from './clicks';
import { contentsIn, type ContentEntry } from './contents';
import { madeEventId, otherStageKeys, ownEventKey, saleKey, type EventMarks } from './eventId';
import { secondsOf, writtenTime } from './eventTime';
import { isMinor, MINOR } from './minors';
import { asksForLimits, limitedData } from './limitedData';
import { currencyIn, currencyProblem, moneyIn } from './money';
import { holdsPerson, MUST_BE_HASHED } from './plainPersons';
import { identitiesOf, isTooBroad, PersonReader, type PersonSettings, type UserData } from './userData';

/** All that an item's form says of how its event is made. */
export interface EventSettings extends PersonSettings {
	readonly dataset: string;
	/** Where events happen, unless a row says so itself. */
	readonly source: SourceName;
	/** Milliseconds. */
	readonly now: number;
	/** IANA name of the zone of times that say none. */
	readonly zone: string;
	/** ISO code for rows without a currency of their own; '' for none. */
	readonly defaultCurrency: string;
	/** What gave the orders their numbers, as the form says it; '' where it says nothing. */
	readonly orderSource: string;
	/** Name of the CRM, for stages. */
	readonly crmName: string;
	/** For chats only. */
	readonly messagingChannel: string | undefined;
	/** Meta may count the event, and may not use it to choose who sees ads. */
	readonly isMeasuredOnly: boolean;
	/** Limited Data Use, for people in some states of the United States. */
	readonly isLimited: boolean;
	readonly customData: IDataObject;
}

/** An event as Meta takes it. */
export type EventBody = Readonly<Record<string, unknown>>;

/** By what the sale of an order's number is recognised; absent where the event's own key says what it is. */
export interface SaleKeys {
	/** Of this amount, day and person, among all of the event's key. */
	readonly sale?: string;
	/** The same by the number alone, where it has a source or the row has an ID of its own. */
	readonly unsourced?: { readonly key: string; readonly sale: string };
	/** Of a stage: its keys under all else that identifies its lead. */
	readonly otherLeads?: readonly string[];
}

export interface ReadyEvent extends SaleKeys {
	readonly name: string;
	/** UNIX seconds. */
	readonly time: number;
	/** What Meta gets. */
	readonly id: string;
	/** By what it is recognised here when it comes again. */
	readonly key: string;
	readonly body: EventBody;
	/** Meta's keys of the person, by name. */
	readonly keys: readonly string[];
	readonly identities: readonly string[];
	/** What could be better, and what was left out of it. */
	readonly hint: string | null;
}

/** An event that stays here, and why. */
export interface EventLeftOut extends SaleKeys {
	readonly name: string;
	readonly time: number | null;
	readonly problem: string;
	readonly id?: string;
	/** By what it is recognised, where that is known: it can have been sent before it was too old. */
	readonly key?: string;
}

export type EventReading = ReadyEvent | EventLeftOut;

export const isReady = (reading: EventReading): reading is ReadyEvent => 'body' in reading;

const DAY = 86_400;
/** Seconds by which clocks may differ: a time so far ahead is now. */
const AHEAD = 60;
/** Seconds that sending may take: Meta refuses all of a request for one event that has become too old in it. */
const MARGIN = 300;

/** Makes events of the cells of one form's items; pure, so that it can be tried on anything. */
export class EventReader {
	private readonly people: PersonReader;

	constructor(private readonly settings: EventSettings) {
		this.people = new PersonReader(settings);
	}

	/** Who an item is of, also where no event comes of it. */
	identities(cells: Cells): readonly string[] {
		return identitiesOf(this.people.read(cells).userData);
	}

	/**
	 * @param name of the event
	 * @param time what its time is read from, and the name of that column
	 */
	read(cells: Cells, name: string, time: { readonly value: unknown; readonly from: string } | undefined): EventReading {
		const { settings } = this;
		const left = (problem: string, more: Partial<EventLeftOut> = {}): EventLeftOut => ({
			name,
			time: null,
			problem,
			...more,
		});
		if (holdsPerson(name)) return left(`Event Name ${MUST_BE_HASHED}`, { name: '' });
		const misnamed = nameProblem(name, settings.source);
		if (misnamed !== null) return left(misnamed);
		const seconds = this.timeOf(time);
		if (typeof seconds === 'string') return left(seconds);
		if (isMinor(cells, settings.dateOrder, settings.now)) return left(MINOR, { time: seconds });
		const { userData, problems } = this.people.read(cells);
		const person = this.withClick(userData, cells, seconds);
		const orderId = plainNumber(orderIdIn(cells));
		const own = textIn(cells, 'eventId');
		if (holdsPerson(own)) return left(`Event ID ${MUST_BE_HASHED}`, { time: seconds });
		const custom = this.customData(cells, name);
		if (typeof custom === 'string') return left(custom, { time: seconds });
		const isStage = settings.source === 'crm';
		const source = sourceOfNumber(cells, settings.orderSource);
		const marks = {
			dataset: settings.dataset,
			name,
			time: seconds,
			orderId,
			source,
			userData: person,
			value: custom.value ?? null,
			isStage,
		};
		const id = own === '' ? madeEventId(marks) : own;
		const key = own === '' ? id : ownEventKey(settings.dataset, name, own);
		const facts = {
			time: seconds,
			id,
			key,
			...saleKeys(marks, { key, hasOwnId: own !== '', currency: custom.currency }),
		};
		const late = this.lateness(seconds);
		if (late !== null) return left(late, facts);
		const missing = this.missing(person, cells);
		if (missing !== null) return left([missing, ...problems].join('; '), facts);
		const limits = settings.isLimited || asksForLimits(bestOf(cells, 'limitedDataUse')?.value);
		const options = limits ? limitedData('client_ip_address' in person, bestOf(cells, 'state')?.value) : {};
		if (isRefusedValue(options)) return left(options.refused, facts);
		const app = this.appData(cells);
		if (typeof app === 'string') return left(app, facts);
		const url = pageUrl(bestOf(cells, 'sourceUrl')?.value ?? bestOf(cells, 'landingPage')?.value);
		const sentUrl = isRefusedValue(url) || settings.source === 'business_messaging' ? '' : url;
		const body: EventBody = {
			event_name: name,
			event_time: Math.min(seconds, Math.floor(settings.now / 1000)),
			event_id: id,
			action_source: actionSourceOf(settings.source),
			...(sentUrl === '' ? {} : { event_source_url: sentUrl }),
			...(settings.messagingChannel === undefined ? {} : { messaging_channel: settings.messagingChannel }),
			user_data: person,
			...(Object.keys(custom).length === 0 ? {} : { custom_data: custom }),
			...app,
			...(settings.isMeasuredOnly ? { opt_out: true } : {}),
			...options,
		};
		const hint = hintOf(settings.source, person, sentUrl, problems);
		return { name, ...facts, body, keys: Object.keys(person), identities: identitiesOf(person), hint };
	}

	private timeOf(time: { readonly value: unknown; readonly from: string } | undefined): number | string {
		if (time === undefined) return 'Event Time is blank';
		const timeInCell = writtenTime(time.value, this.settings.dateOrder);
		if (isRefusedValue(timeInCell)) return `Event Time ${timeInCell.refused}`;
		// WooCommerce `date_created_gmt` and Stripe's export "Created date (UTC)" have no zone of their own.
		const seconds = secondsOf(timeInCell, /(?:gmt|utc)\)?$/i.test(time.from) ? 'UTC' : this.settings.zone);
		return isRefusedValue(seconds) ? `Event Time ${seconds.refused}` : seconds;
	}

	private lateness(seconds: number): string | null {
		const { now, source } = this.settings;
		const days = mostDaysOf(source);
		const present = now / 1000;
		if (seconds > present + AHEAD) return 'Event Time is in the future';
		return seconds < present - days * DAY + MARGIN
			? `Event Time is more than ${days} days ago, and Meta accepts no older ones`
			: null;
	}

	/** `fbc` is the cookie's content, else made of a click ID. */
	private withClick(userData: UserData, cells: Cells, seconds: number): UserData {
		if ('fbc' in userData) return userData;
		const click =
			bestOf(cells, 'facebookClickId')?.value ??
			clickIdIn(bestOf(cells, 'landingPage')?.value ?? bestOf(cells, 'sourceUrl')?.value);
		const cookie = cookieOfClick(click, seconds);
		return isRefusedValue(cookie) || cookie === '' ? userData : { ...userData, fbc: cookie };
	}

	private missing(userData: UserData, cells: Cells): string | null {
		const { source, messagingChannel: channel } = this.settings;
		if (source === 'business_messaging') return missingOfChat(channel, userData);
		const hasLead = 'lead_id' in userData;
		if (!hasLead && isTooBroad(userData))
			return Object.keys(userData).length === 0
				? 'says nobody: no email, phone, lead ID, cookie or other identifier can be used'
				: 'has identifiers that are too broad: add an email, a phone, a name with a city, or the visitor’s IP address with the agent';
		return source === 'app' && bestOf(cells, 'deviceInfo') === undefined
			? 'Device Information is blank, and Meta needs it of apps'
			: null;
	}

	private customData(cells: Cells, name: string): (IDataObject & { value?: number }) | string {
		const { source, crmName, defaultCurrency, customData, orderSource } = this.settings;
		const money = moneyIn(bestOf(cells, 'value')?.value);
		if (isRefusedValue(money)) return `Value ${money.refused}`;
		const currencyInCell = currencyIn(bestOf(cells, 'currency')?.value);
		if (isRefusedValue(currencyInCell)) return `Currency ${currencyInCell.refused}`;
		const currency = currencyInCell || (money?.currency ?? defaultCurrency);
		const foreign = money === null ? null : currencyProblem(money, currency);
		if (foreign !== null) return foreign;
		const orderId = this.sourcedNumber(cells);
		if ([orderId, sourceOfNumber(cells, orderSource), orderIdIn(cells)].some(holdsPerson))
			return `Order ID ${MUST_BE_HASHED}`;
		const contents = contentsIn(bestOf(cells, 'contents')?.value);
		if (isRefusedValue(contents)) return `Contents ${contents.refused}`;
		if (name === 'Purchase' && money === null) return 'Value is blank, and a purchase needs one';
		if (money !== null && currency === '') return 'Currency is blank: add the column, or a Default Currency';
		const personal = Object.keys(customData).find((key) => holdsPerson(customData[key]));
		if (personal !== undefined) return `Other Event Data ${MUST_BE_HASHED}`;
		return {
			...(source === 'crm' ? { event_source: 'crm', lead_event_source: crmName } : {}),
			...customData,
			...(money === null ? {} : { value: money.value, currency }),
			...orderOf(orderId),
			...(contents === null ? {} : inCustomData(contents)),
		};
	}

	/** Meta drops a store's sale whose `order_id` it has already (Meta: conversions-api/offline-events): two shops must not share one. */
	private sourcedNumber(cells: Cells): string {
		const [orderId, source] = [orderIdIn(cells), sourceOfNumber(cells, this.settings.orderSource)];
		return orderId === '' || source === '' ? orderId : `${source}/${orderId}`;
	}

	private appData(cells: Cells): { app_data?: IDataObject } | string {
		if (this.settings.source !== 'app') return {};
		const info = deviceInfo(bestOf(cells, 'deviceInfo')?.value);
		if (info === null)
			return 'Device Information must be the 16 texts of extinfo: the first is a2 or i2, the fifth the version';
		const flag = (column: string): boolean => /^(?:true|1|yes)$/i.test(textIn(cells, column));
		return {
			app_data: {
				advertiser_tracking_enabled: flag('advertiserTracking'),
				application_tracking_enabled: flag('applicationTracking'),
				extinfo: info,
			},
		};
	}
}

function nameProblem(name: string, source: SourceName): string | null {
	if (name.trim() === '') return 'Event Name is blank';
	if (name.length > LONGEST_NAME) return `Event Name is longer than ${LONGEST_NAME} characters`;
	if (source === 'business_messaging' && !isMessagingName(name))
		return 'Event Name is not one that Meta accepts for chats';
	const standard = source === 'crm' ? undefined : nearlyStandard(name);
	return standard === undefined
		? null
		: `Event Name is nearly “${standard}”: Meta would count it as another event, so write ${standard}`;
}

/** Meta: conversions-api/business-messaging. */
function missingOfChat(channel: string | undefined, userData: UserData): string | null {
	const keysOf: Readonly<Record<string, readonly string[]>> = {
		messenger: ['page_id', 'page_scoped_user_id'],
		instagram: ['ig_account_id', 'ig_sid'],
		whatsapp: ['whatsapp_business_account_id', 'ctwa_clid'],
	};
	const lacking = (keysOf[channel ?? ''] ?? []).filter((key) => !(key in userData));
	return lacking.length === 0 ? null : `the chat lacks ${lacking.join(' and ')}`;
}

function textIn(cells: Cells, column: string): string {
	const text = cellText(bestOf(cells, column)?.value);
	return isRefusedValue(text) ? '' : text;
}

/** Shops and tills write 0 where there is no order: all of them would be one. */
const orderIdIn = (cells: Cells): string => textIn(cells, 'orderId').replace(/^0+$/, '');

/**
 * Shopify writes #1001 and 1001 for one order, a sheet makes 1001.0 of it, and 1001 of 0001001. What Meta gets stays as it was
 * written.
 */
const plainNumber = (orderId: string): string =>
	orderId
		.normalize('NFKC')
		.replace(/^(?:order(?=[\s#]))?\s*(?:(?:#|n(?:o|r|°)(?:\.|(?=[\s\d])))\s*)?(?=\w)/i, '')
		.replace(/^(\d+)\.0+$/, '$1')
		.replace(/^\d+$/, (digits) => digits.replace(/^0+(?=\d)/, ''));

/** A stage is reached once, and what has no number is recognised by the person, the time and the amount. */
function saleKeys(
	marks: EventMarks,
	{ key, hasOwnId, currency }: { readonly key: string; readonly hasOwnId: boolean; readonly currency: unknown },
): SaleKeys {
	if (marks.isStage) return marks.orderId === '' && !hasOwnId ? { otherLeads: otherStageKeys(marks) } : {};
	if (marks.orderId === '' && !hasOwnId) return {};
	const saleOf = (one: string): string => saleKey(one, marks, String(currency));
	const unsourced = madeEventId({ ...marks, source: '' });
	return {
		sale: saleOf(key),
		...(marks.orderId === '' || unsourced === key ? {} : { unsourced: { key: unsourced, sale: saleOf(unsourced) } }),
	};
}

/** What the form says, and all columns that name a shop or a register. */
const sourceOfNumber = (cells: Cells, ofForm: string): string => {
	const texts = cells.filter(([column]) => column === 'orderSource').map(([, value]) => cellText(value));
	return [ofForm, ...texts].filter((text) => !isRefusedValue(text) && text !== '').join(' ');
};

const orderOf = (orderId: string): IDataObject => (orderId === '' ? {} : { order_id: orderId });

const inCustomData = (contents: readonly ContentEntry[]): IDataObject => ({
	contents: contents.map((entry) => ({ ...entry })),
	content_ids: contents.map(({ id }) => id),
	content_type: 'product',
	num_items: contents.reduce((sum, { quantity = 1 }) => sum + quantity, 0),
});

/** Sixteen texts: the platform, and in the fifth place the system's version (Meta: conversions-api/app-events). */
function deviceInfo(raw: unknown): string[] | null {
	const list = parsedJson(raw) ?? (typeof raw === 'string' ? raw.split(',').map((part) => part.trim()) : raw);
	if (!Array.isArray(list) || list.length !== 16) return null;
	const texts = list.map((part) => (part === null || part === undefined ? '' : String(part)));
	return /^[ai]2$/.test(texts[0] ?? '') && texts[4] !== '' ? texts : null;
}

/** What Meta asks for beyond what it refuses (Meta: conversions-api/parameters/server-event, "Required for web events"). */
function hintOf(source: SourceName, userData: UserData, url: string, problems: readonly string[]): string | null {
	const lacking =
		source === 'website'
			? [
					...('client_user_agent' in userData ? [] : ['the visitor’s user agent']),
					...(url === '' ? ['the page’s URL'] : []),
				]
			: [];
	const remarks = lacking.length === 0 ? [] : [`Meta also wants ${lacking.join(' and ')} of website events`];
	return [...remarks, ...problems].join('; ') || null;
}
