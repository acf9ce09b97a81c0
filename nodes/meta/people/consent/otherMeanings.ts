import { isRefusedValue } from '../normalise/value';
import { country } from '../normalise/country';
import { gender } from '../normalise/gender';
import { wordsIn } from '../words';
import { bareName } from './consentNames';
import { foldedText } from './consentWords';

/**
 * What columns of a CRM hold that says nothing of consent. It spares people questions and protects nobody. What is in no table is asked,
 * and a yes or a no is asked whatever the name.
 */

const wordsOf = (table: string): ReadonlySet<string> =>
	new Set(
		table
			.split(/[,\n]/)
			.map((word) => foldedText(word).replace(/[\s_-]+/g, ' '))
			.filter((word) => word !== ''),
	);

/** Where people come from, what they buy and how far they are: nobody answers a question about ads with one of these. */
const WORDS = wordsOf(`
	facebook, google, instagram, tiktok, linkedin, youtube, twitter, pinterest, bing, fb, ig, meta, msg, whatsapp, messenger
	organic, organic search, organic social, paid search, paid social, direct traffic, referral, referrals, social media, offline sources
	website, web, webshop, online, offline, shop, store, pos, in store, import, csv, csv import, api, zapier, form, landing page
	event, trade show, webinar, empfehlung, messe, webseite, laden, telefon, facebook ads, google ads, lead ad, word of mouth
	lead, customer, opportunity, subscriber, prospect, evangelist, salesqualifiedlead, marketingqualifiedlead, sales qualified lead
	marketing qualified lead, kunde, interessent, client, contact, person, member, guest, buyer, b2b, b2c, private, business, privat, firma
	free, basic, starter, standard, pro, premium, plus, gold, silver, bronze, platinum, team, enterprise, professional, trial
	paid, unpaid, fulfilled, unfulfilled, partially paid, partially fulfilled, shipped, delivered, completed, processing, authorized
	visa, mastercard, amex, paypal, klarna, bank transfer, cash, credit card, invoice, apple pay, google pay, sofort, giropay
	desktop, mobile, tablet, ios, android, windows, macos, linux, chrome, safari, firefox, edge
	monday, tuesday, wednesday, thursday, friday, saturday, sunday, january, february, april, may, june, july, august, september
	october, november, december, small, medium, large, xs, xl, xxl, eur, usd, gbp, chf, pln, sek, dkk, nok, cad, aud
	english, german, french, spanish, italian, dutch, polish, portuguese, deutsch, englisch, francais, espanol, italiano
	work, home, office, personal, main, cell, email, phone, fax, profile, profiles, customers, contacts, page, user, users, html, text
	select, checkbox, string, number, boolean, system, list, email address
	en, de, fr, es, it, nl, pl, pt, sv, fi, tr, ru, zh, ar, cs, hu, ro, el, uk, dr, prof, divers, diverse, d
`);

/** Codes of languages and countries that are a yes or a no somewhere: they count as codes among others only. */
const CODES_OR_ANSWERS: ReadonlySet<string> = new Set(wordsIn('da ja ne no si na la jo nb'));

/** “de-DE”, “en_us”, “zh-Hans”; “no_ads” and “opt-in” are none. */
const LOCALE = /^([a-z]{2})[-_](?:[A-Z]{2}|[a-z]{2}|[A-Z][a-z]{3}|\d{3})$/;

const isLocale = (text: string): boolean => {
	const language = LOCALE.exec(text)?.[1];
	return language !== undefined && (!CODES_OR_ANSWERS.has(language) || /[-_][A-Z]{2}$/.test(text));
};

/** Capitals only: "no" is an answer, "NO" can be Norway among other codes. */
const isCountry = (text: string): boolean =>
	(text.length > 3 || /^[A-Z]{2,3}$/.test(text)) && !isRefusedValue(country(text));

const isOtherWord = (text: string): boolean => {
	const word = foldedText(text).replace(/[\s_-]+/g, ' ');
	if (CODES_OR_ANSWERS.has(word)) return false;
	return WORDS.has(word) || isLocale(text.trim()) || isCountry(text.trim());
};

/** Whether all these texts answer another question than one about consent. */
export function areOtherAnswers(texts: readonly string[]): boolean {
	const genders = new Set(texts.map((text) => gender(text)));
	if (genders.has('m') && genders.has('f') && texts.every((text) => gender(text) !== '' || isOtherWord(text)))
		return true;
	const open = texts.filter((text) => !isOtherWord(text));
	const isAmongCodes = texts.length - open.length >= 2;
	return open.every((text) => isAmongCodes && CODES_OR_ANSWERS.has(foldedText(text)));
}

/** Endings of names of what CRMs keep of everybody. */
const DATA_NAMES = new RegExp(
	`(?:${wordsIn(`
		company companyname firma firmenname unternehmen societe empresa azienda bedrijf organi[sz]ation accountname jobtitle titel title position assistant
		department abteilung industry branche sector street strasse address\\d? adresse line\\d suite apartment
		plan tier source quelle channel kanal medium campaign kampagne utm\\w{0,20} referrer landingpage
		language languages sprache locale timezone tz currency wahrung owner ownername assignee verantwortlich betreuer agent salesrep
		store shop branch filiale product produkt category kategorie vendor sku size color farbe note notes comment comments message nachricht
		id ids uuid guid key token slug url uri link website domain ip useragent device browser os platform object kind
		name contact customer description line\\d addr\\d city username nickname middlename initials currencycode paymentmethod shippingmethod
	`).join('|')})$`,
);

export const isIdName = (name: string): boolean => /(?:id|ids|uuid|guid|key|nr|number)$/.test(bareName(name));

const COUNT_WORD: ReadonlySet<string> = new Set(
	wordsIn(`
		count counts quantity qty quantite cantidad anzahl menge nombre numero aantal points punkte score orders purchases bestellungen items
		amount price preis subtotal tax discount balance revenue umsatz spent spend ltv weight
	`),
);
const COUNTING: ReadonlySet<string> = new Set(wordsIn('num number total count anzahl summe'));

/** Whether a name says that its numbers are counted or paid: orders_count, totalSpent, num_items. */
export function isCountName(name: string): boolean {
	const words = name
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.split(/[^\p{L}]+/u)
		.filter((word) => word !== '')
		.map(foldedText);
	const [first = '', last = ''] = [words[0], words.at(-1)];
	return COUNT_WORD.has(last) || (words.length > 1 && COUNTING.has(first));
}

/** Times that every record has. */
const TIME_NAMES = new RegExp(
	`(?:^|last|first|date|time)(?:${wordsIn(`
		created? createdat createdate createddate createdtime createdon creationdate datecreated timecreated updated? updatedat updatedate updatedon updatedtime modified
		modifieddate modifiedat modifiedon lastmodified\\w{0,20} added addedon dateadded adddate registered registeredat registration joined joinedat
		signup signupdate signedup seen login activity active contacted contact order orderdate purchase purchasedate visit visited open opened
		click clicked start end due date time timestamp datum erstellt erstelltam geandert geandertam angelegtam
	`).join('|')})(?:date|at|on|time|datetime)?$`,
);

/** Whether a name says that a column holds something of everybody: then more has to speak for an answer. */
export const isDataName = (name: string): boolean => DATA_NAMES.test(bareName(name));

/** Those of them that hold the names of firms, people and streets. */
const FIRM_NAMES =
	/(?:company|companyname|firma|firmenname|unternehmen|societe|empresa|azienda|bedrijf|organi[sz]ation|name|jobtitle|titel|title|position|street|strasse|address\d?|adresse|line\d|owner|assignee|agent|salesrep|contact|customer|product|produkt|description)$/;

export const isFirmName = (name: string): boolean => FIRM_NAMES.test(bareName(name));

export const isTimeName = (name: string): boolean => TIME_NAMES.test(bareName(name));

/** What Meta Leads says of each lead beside its answers: where it comes from, and nothing that a person has said. */
const LEAD_COLUMNS = new Set(
	wordsIn(`
		lead_id created_time form_id form_name form_locale page_id campaign_id campaign_name adset_id adset_name ad_id ad_name is_organic
		platform is_test
	`),
);

/** What n8n's Webhook and Form Trigger add about the call itself. What somebody has said stands in the body, the query or the form. */
const CALL_COLUMNS: ReadonlyArray<readonly [besides: string, tops: ReadonlySet<string>]> = [
	['webhookUrl', new Set(['headers', 'webhookUrl', 'executionMode'])],
	['formMode', new Set(['formMode', 'submittedAt'])],
];

/**
 * Whether a column comes with the step that the run begins with, and says nothing of a person.
 *
 * @param columnNames those at the top of the run's items
 */
export function isTriggerColumn(path: string, columnNames: readonly string[]): boolean {
	if (LEAD_COLUMNS.has(path) && columnNames.includes('lead_id') && columnNames.includes('consents')) return true;
	const [top = ''] = path.split(/[.[]/);
	return CALL_COLUMNS.some(([besides, tops]) => tops.has(top) && columnNames.includes(besides));
}
