import { hashOf, parts, plainOf } from '../../../meta/people/cell';
import type { Cells } from '../../../meta/people/columns/recognise';
import { birthDate, birthDay, birthMonth, birthYear, type DateOrder } from '../../../meta/people/normalise/birth';
import { country } from '../../../meta/people/normalise/country';
import { email } from '../../../meta/people/normalise/email';
import { gender } from '../../../meta/people/normalise/gender';
import { advertiserId, isNobodysId } from '../../../meta/people/normalise/identifiers';
import { personName } from '../../../meta/people/normalise/names';
import { phone } from '../../../meta/people/normalise/phone';
import { state } from '../../../meta/people/normalise/state';
import { isRefusedValue, refuse, cellText, type NormalizedValue } from '../../../meta/people/normalise/value';
import { normalizeZip } from '../../../meta/people/normalise/zip';
import { conversionLabels } from '../columns/eventColumns';
import { holdsPerson, MUST_BE_HASHED } from './plainPersons';
import { browserCookie, clickCookie, visitorAddress, visitorAgent } from './clicks';

/** Who an event is of, in Meta's keys (Meta: conversions-api/parameters/customer-information-parameters). */
export type UserData = Readonly<Record<string, string | readonly string[]>>;

export interface PersonRead {
	readonly userData: UserData;
	/** What was left out, as column and reason; never a value. */
	readonly problems: readonly string[];
}

export interface PersonSettings {
	/** ISO code in lowercase for those whose own country is blank; '' for none. */
	readonly defaultCountry: string;
	readonly dateOrder: DateOrder;
	readonly keepSpaces: boolean;
	readonly thisYear: number;
}

/** What Meta's server-side SDK takes out of cities and states apart from their marks (facebook-nodejs-business-sdk, serverside/utils.js). */
const digitsOfPlaces = /\d/g;

/**
 * CT: lowercase without punctuation, special characters and spaces; letters of every script stay, as UTF-8 (Meta:
 * conversions-api/parameters/customer-information-parameters). A customer file has a–z alone: see `normalise/city.ts`.
 */
export const cityOfEvent = (text: string): NormalizedValue =>
	text
		.normalize('NFC')
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]/gu, '')
		.replace(digitsOfPlaces, '');

/** ST: as `state` has it; letters of every script stay, as in cities. */
export function stateOfEvent(text: string, country: string): NormalizedValue {
	const value = state(text, country);
	return typeof value === 'string' ? value.replace(digitsOfPlaces, '') : value;
}

/**
 * The advertiser's own ID. Events take it hashed, a customer file as it is; lowercase without white space, as Meta's newest
 * normaliser has it (capi-param-builder).
 */
const externalIdOfEvent = (text: string): NormalizedValue =>
	isNobodysId(text) ? '' : text.toLowerCase().replace(/\s+/g, '');

/** A lead of a lead ad: 15 to 17 digits; Meta's own table of leads writes "l:" before them. */
const leadIdOf = (text: string): NormalizedValue =>
	/^(?:l:)?(\d{15,17})$/.exec(text)?.[1] ?? refuse('is not the ID of a lead of Meta’s, which has 15 to 17 digits');

const digitsOnly = (text: string): NormalizedValue =>
	/^\d{5,20}$/.test(text) ? text : refuse('is not an ID of Meta’s');
/** Meta makes them long, of letters that may stand in an address; whether one is real only Meta knows. */
const clickIdOfChat = (text: string): NormalizedValue =>
	/^[\x21-\x7e]{10,}$/.test(text) ? text : refuse('is not a click ID of WhatsApp');
const asItIs = (text: string): NormalizedValue => text;
const subscriptionOf = (text: string): NormalizedValue => (holdsPerson(text) ? refuse(MUST_BE_HASHED) : text);

/** Keys that are hashed, and of which an event has several. */
const severalHashed: Readonly<Record<string, string>> = { em: 'em', ph: 'ph', external_id: 'external_id' };

/** How a column becomes a key that is not hashed. */
const plain: Readonly<Record<string, readonly [key: string, read: (text: string) => NormalizedValue]>> = {
	leadId: ['lead_id', leadIdOf],
	advertiserId: ['madid', advertiserId],
	subscriptionId: ['subscription_id', subscriptionOf],
	pageId: ['page_id', digitsOnly],
	pageScopedUserId: ['page_scoped_user_id', digitsOnly],
	instagramAccountId: ['ig_account_id', digitsOnly],
	instagramUserId: ['ig_sid', digitsOnly],
	whatsAppAccountId: ['whatsapp_business_account_id', digitsOnly],
	whatsAppClickId: ['ctwa_clid', clickIdOfChat],
};

/** What comes from the visitor's browser is checked by itself. */
const ofBrowser: Readonly<Record<string, readonly [key: string, read: (raw: unknown) => NormalizedValue]>> = {
	fbc: ['fbc', clickCookie],
	fbp: ['fbp', browserCookie],
	clientAddress: ['client_ip_address', visitorAddress],
	userAgent: ['client_user_agent', visitorAgent],
};

/** Reads people. Never throws; cells that cannot be used are left out and named. */
export class PersonReader {
	private readonly hashed: Readonly<
		Record<string, readonly [key: string, read: (text: string, home: string) => NormalizedValue]>
	>;

	constructor(private readonly settings: PersonSettings) {
		const name = (text: string): NormalizedValue => personName(text, settings.keepSpaces);
		this.hashed = {
			firstName: ['fn', name],
			lastName: ['ln', name],
			gender: ['ge', gender],
			city: ['ct', cityOfEvent],
			state: ['st', stateOfEvent],
			zip: ['zp', normalizeZip],
			country: ['country', country],
			externalId: ['external_id', externalIdOfEvent],
		};
	}

	read(cells: Cells): PersonRead {
		const valuesOf = new Map<string, string[]>();
		const problems: string[] = [];
		const home = this.homeOf(cells);
		const take = (key: string, column: string, value: NormalizedValue): void => {
			if (isRefusedValue(value)) problems.push(`${conversionLabels.get(column) ?? column} ${value.refused}`);
			else if (value !== '') {
				const earlier = valuesOf.get(key);
				if (earlier === undefined) valuesOf.set(key, [value]);
				else if (key in severalHashed && !earlier.includes(value)) earlier.push(value);
			}
		};
		for (const [column, value] of cells) this.readCell(take, column, value, home);
		this.readBirth(take, cells);
		if (!valuesOf.has('country') && this.settings.defaultCountry !== '' && valuesOf.size > 0)
			take('country', 'country', hashOf(this.settings.defaultCountry, country));
		return { userData: shaped(valuesOf), problems };
	}

	private readCell(take: Take, column: string, value: unknown, home: string): void {
		const hashed = this.hashed[column];
		const bare = plain[column];
		const browser = ofBrowser[column];
		if (hashed !== undefined) {
			const [key, read] = hashed;
			take(
				key,
				column,
				hashOf(cellText(value), (text) => read(text, home)),
			);
		} else if (bare !== undefined) take(bare[0], column, plainOf(cellText(value), bare[1]));
		else if (browser !== undefined) take(browser[0], column, browser[1](value));
		else if (column.startsWith('email')) {
			for (const part of parts(value, 'email')) take('em', column, hashOf(part, email));
		} else if (column.startsWith('phone')) {
			for (const part of parts(value, 'phone'))
				take(
					'ph',
					column,
					hashOf(part, (text) => phone(text, home)),
				);
		}
	}

	/** One key of eight digits, where a customer file has three. */
	private readBirth(take: Take, cells: Cells): void {
		const of = (column: string): unknown => cells.find(([id]) => id === column)?.[1];
		const whole = cellText(of('birthDate'));
		if (isRefusedValue(whole)) return take('db', 'birthDate', whole);
		if (whole !== '') {
			const { dateOrder, thisYear } = this.settings;
			return take(
				'db',
				'birthDate',
				hashOf(whole, (text) => {
					const date = birthDate(text, dateOrder, thisYear);
					return isRefusedValue(date) ? date : date.year + date.month + date.day;
				}),
			);
		}
		const three = [
			plainOf(cellText(of('birthYear')), (text) => birthYear(text, this.settings.thisYear)),
			plainOf(cellText(of('birthMonth')), birthMonth),
			plainOf(cellText(of('birthDay')), birthDay),
		];
		if (three.every((part): part is string => !isRefusedValue(part) && part !== ''))
			take('db', 'birthDate', hashOf(three.join(''), asItIs));
	}

	/** For national phone numbers, states and postal codes; '' where the event's own country cannot be read. */
	private homeOf(cells: Cells): string {
		let isUnread = false;
		for (const [column, value] of cells) {
			if (column !== 'country') continue;
			const code = plainOf(cellText(value), country);
			if (isRefusedValue(code)) isUnread = true;
			else if (code !== '' && code.length === 2) return code;
		}
		return isUnread ? '' : this.settings.defaultCountry;
	}
}

type Take = (key: string, column: string, value: NormalizedValue) => void;

const LISTS: ReadonlySet<string> = new Set([
	'em',
	'ph',
	'fn',
	'ln',
	'db',
	'ge',
	'ct',
	'st',
	'zp',
	'country',
	'external_id',
]);

/** What is hashed goes as a list, as Meta's own SDKs send it; the rest as it is. */
const shaped = (valuesOf: ReadonlyMap<string, readonly string[]>): UserData =>
	Object.fromEntries([...valuesOf].map(([key, values]) => [key, LISTS.has(key) ? values : (values[0] ?? '')]));

/** Combinations that are too broad to find somebody (Meta: conversions-api/best-practices). */
const tooBroad: ReadonlyArray<ReadonlySet<string>> = [
	new Set(['ct', 'country', 'st', 'zp', 'ge', 'client_user_agent']),
	new Set(['db', 'client_user_agent']),
	new Set(['fn', 'ge']),
	new Set(['ln', 'ge']),
];

export function isTooBroad(userData: UserData): boolean {
	const keys = Object.keys(userData);
	return tooBroad.some((combination) => keys.every((key) => combination.has(key)));
}

/** Keys that mean one person wherever they occur again. */
const OWN = ['em', 'ph', 'external_id', 'lead_id', 'madid'];

/** What identifies the person of an event, each as its key and value: hashes and IDs alone. */
export const identitiesOf = (userData: UserData): string[] =>
	OWN.flatMap((key) => [userData[key] ?? []].flat().map((value) => `${key} ${value}`));
