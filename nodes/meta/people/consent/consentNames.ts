import type { Polarity } from './consentWords';
import { isErasure, isEvent, isLawAlone, isRefusal, isUse, withoutChoices } from './names/refusalNames';

/** Names that speak of consent, in twelve languages, by the letters and digits of a name without its accents. */

/** Letters and digits only: "E-Mail Opt Out", "email_opt_out" and "emailOptOut" are one. */
export const bareName = (name: string): string =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/ł/g, 'l')
		.replace(/ø/g, 'o')
		.replace(/ß/g, 'ss')
		.replace(/[^a-z0-9]/g, '');

/** The words of a name: "unsubscribedAt", "unsubscribed_at" and "Unsubscribed at" have two. */
const tokensOf = (name: string): string[] =>
	name
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.normalize('NFKD')
		.replace(/[\p{M}\p{Cf}'’]/gu, '')
		.toLowerCase()
		.replace(/ł/g, 'l')
		.replace(/ø/g, 'o')
		.split(/[^a-z0-9]+/)
		.filter((token) => token !== '' && !/^\d+$/.test(token));

/** Tells names by their last word, and by longer endings where nothing parts the words. */
function endings(lastWords: string, endsIn: string): (name: string) => boolean {
	const words = new Set(lastWords.trim().split(/\s+/));
	const end = new RegExp(`(?:${endsIn.trim().split(/\s+/).join('|')})\\d*$`);
	return (name) => words.has(tokensOf(name).at(-1) ?? '') || end.test(bareName(name));
}

const oneOf = (table: string): RegExp => new RegExp(table.trim().split(/\s+/).join('|'));

/** Leaving, objecting, being shut out. */
const OBJECTIONS = oneOf(`
	optout optedout optsout optingout unsub(?!mit|stantial) ^(?:inbound)?dnd dnd$ ^dnc$ blacklist blocklist suppress shouldforget
	(?:donot|dont)(?:allow|bulk|call|contact|disturb|email|fax|mail|market|phone|postal|process|profile|sell|send|share|sms|solicit|text|track|trade)
	no(?:marketing|mailing|newsletter|promotion|solicit) consentwithdraw withdrawnconsent consentrevo revokedconsent withdrew
	(?:donot|dont|not)(?:want|wish)to (?:donot|dont)usemydata ^iobject
	nomail$ noemail(?!s?given) objected$ objection spamcomplain marked(?:email)?asspam ^deactivated(?:at|on|date)?$
	exclu(?:de|ded|sion)?(?:from|of)?(?:all)?(?:e?mail|market|campaign|newsletter|promo|advert|audience)
	(?:marketing|e?mails?|newsletters?|mailings?|promotions?|werbung)(?:is|ist)?(?:exclu|suspend|disabl|bloc?[ckq]|geblok|zablok|gesperrt)
	(?:marketing|emails?|newsletters?|werbung)(?:is|ist)?(?:stop|paus)
	(?:newsletters?|mailings?)(?:cancel|abbestell|gekundigt)
	kontaktsperre (?:mailing|mail|versand|newsletter)sperre sperrvermerk ^gesperrt$ ^sperre$ robinson ^removeme$ globalprivacycontrol ^(?:sec)?gpc$ ^dnt$ limitadtracking adtrackinglimited ^usprivacy(?:string)?$
	abgemeldet abmeldung austrag widerspruch widerspr widerruf werbesperre werbeverbot keinewerbung keinnewsletter nichtkontaktieren nichtanschreiben
	desinscri desabon nepascontacter nepluscontacter nep(?:as|lus)solliciter nepasenvoyer pasdepub opposition refuspub
	^baja (?:fecha(?:de)?|dadode|dadade|en)baja bajaemail bajanewsletter desuscri nocontactar nomolestar nopublicidad noenviar
	disiscri noncontattare nondisturbare ^revoca$ nopubblicita revocaconsenso opposizione
	uitgeschreven uitschrijf afgemeld afmeld nietmailen nietbenaderen geenreclame bezwaar
	wypisan sprzeciw niekontaktowac rezygnacja wycofan
	descadastr cancelouinscri naocontac?t naoenviar naoperturbe
	avregistr avprenumer avanmal avanmald nixregist frameldt afmeldt avmeldt reservertmot kieltanyt markkinointikielto peruuttanut
`);

/** Agreeing and subscribing. */
const AGREEMENTS = oneOf(`
	consent optin optedin optsin subscribed$ subscribed(?:to|for|status|state|email|marketing) subscri(?:ption|ber)(?:email)?(?:status|state) doubleopt ^doi$
	emailsubscri(?:ber|ption)?$ newsletter acceptsmarketing acceptmarketing accepts?(?:email|ads|promo|offers) marketing(?:status|state|permission|allowed|agreement|accepted|approv|ok$|email$|emails$|mail$)
	emailmarketing$ emailsubscription$ gdpr ^permissions?$ (?:email|mailing|ads|contact|tracking)permission cancontact canemail maycontact mayemail okto(?:contact|email|market|mail)
	allow(?:s|ed)?(?:marketing|email|contact|mailing|ads|adverti|newsletter) mailinglist(?:member)?$ iagree agrees?to(?:receive|be|get|marketing|email|our|the) wants?(?:newsletter|marketing|emails|offers)
	contactthroughemail e?mail(?:werbung|advertis|promotion)
	(?:werbung|advertis(?:ing|ements?)|promotional|promo|publicite|publicidad|pubblicita|reclame)(?:per|by|via|par|por|op)?e?mails?$
	receives?(?:newsletter|marketing|promo|offers|emails?$|specialoffers) sendmenewsletter ^bulkmail$ ^(?:iab)?tc(?:f?string|data)$ ^(?:iab)?gpp(?:string)?$
	(?:can|may)we(?:contact|e?mail|send) recevoir(?:nos|des|les|la|vos)(?:offres|promo|newsletter|infolettre|actualites)
	recibir(?:comunic|publici|ofertas|promo|boletin|newsletter) ricevere(?:la|le|una)?(?:newsletter|comunic|offert|promo)
	einwillig einverstand zustimm dsgvo werbeerlaubnis werbungerlaubt darfwerbung werbungok (?:darf|durfen)\\w{0,12}kontaktiert kontakt(?:aufnahme)?erlaubt
	consentement rgpd acceptepub acceptela accordpub accordmarketing infolettre ^abonnenewsletter
	consentimiento aceptapublicidad aceptarecibir aceptacomunic suscrito suscripcionboletin boletin autorizacioncom
	consenso iscritto accettamarketing autorizzomarketing
	toestemming nieuwsbrief aangemeldvoor akkoordmet
	zgoda zgody rodo$ biuletyn subskryb
	consentimento lgpd lopd inscritonewsletter aceitareceber aceitomarketing autorizacaomarketing
	samtyck nyhetsbrev prenumererar samtykke nyhedsbrev tilmeldt pameldt suostum uutiskirje
`);

/** Near to it: only a clear no is heard there, since a yes can be to something else, such as a plan that is paid for. */
const NEAR = oneOf(`
	subscri abonn suscri iscri inscri prenumer permission marketing werbung adverti publicidad pubblicita publicite reklam
	promotion mailing accept agree canreceive sendmm contactable emailable mailable datenschutz
`);

/** At the end of a name: what stands there is about a consent and is none, such as its day or its wording. */
const ABOUT = endings(
	`date time timestamp datetime datum fecha data dato url uri link href id ids uuid ip ipaddress source src method methods detail details
	level text label title name description version language locale updated modified created at by on count total number page form type
	types comment comments note notes hash token key history log platform country category frequency topic topics interest interests
	expires expiry expiration collection setting settings config plan reason enum since mode terms latest score rate index document file
	preview body subject template domain tab until required from policy pending remark remarks through via`,
	`date timestamp datum fecha source method count link url reason history`,
);

/** A name that ends so tells when or why somebody left: there, anything is a no. */
const WHEN_OR_WHY = endings(
	'date time timestamp datetime datum fecha data dato at on am le il el op dnia reason enum since mode by',
	'date timestamp datum fecha reason unsubscribedat unsubtime unsubscribedtime optoutat optouttime abgemeldetam',
);

/** What answers a parent that speaks of consent. */
const ANSWERS: ReadonlySet<string> = new Set(
	`state status value values enabled checked active given granted accepted answer agreed allowed consent consented selected email emails
	marketing marketingstate ads advertising promotions promotional newsletter newsletters optin optedin subscribed isactive isenabled
	isgranted isgiven val fieldvalue content response decision choice select multiselect checkbox boolean string displayvalue
	enumvalue`.split(/\s+/),
);

/** Names of a state, a kind or a list, in which a member's words count. */
const STATES =
	/(?:status|state|statut|stato|estado|stan|stav|type|stage|subscription|tags?|labels?|groups?|segments?|lists?|marketable)$/;

const OF_OTHER_CHANNELS = oneOf(`
	sms directmail mms whatsapp webpush mobilepush push fax phone calls?$ donotcall (?<!in)voice telefon telegram viber messenger gmb llamar
	bellen ligar anruf texts$ textmessag postal postweg postversand (?:^|per|via|by|optin|optout|werbung)post$ (?<!news|info)letter
	(?<!nieuws|rund)brief(?!ing) courrier(?!el)
`);
const OF_EMAIL = /e?mail|newsletter|courriel|correo|posta/;

/** Through which channel: a consent for another than e-mail counts only where nothing else is said. */
export type ConsentChannel = 'own' | 'other';

/** What a name speaks of. */
export interface ConsentTopic {
	/** `switch`: only a no is heard. `since`: whatever stands there is a no. `state`: words of a member's state. */
	readonly kind: Polarity | 'switch' | 'since' | 'state';
	readonly channel: ConsentChannel;
}

/** What the objects around a cell speak of. */
export interface ConsentSurroundings {
	readonly kind: 'agreement' | 'objection' | 'near' | 'about' | null;
	readonly channel: ConsentChannel | null;
	/** Whose consent it would be: staff's is nobody's here. */
	readonly others: boolean;
}

export const NO_SURROUNDINGS: ConsentSurroundings = { kind: null, channel: null, others: false };

/** People of the tool's own staff, and what is wound up in a record of theirs. */
const STAFF =
	/^(?:owner|ownerid|ownerdata|createdby|creator|creatoruserid|modifiedby|updatedby|lastmodifiedby|assignee|assignedto|assignedby|assigneduser|associatedowner|salesrep|accountowner|leadowner|contactowner|mergeaudits|approval|reviewprocess)$/;

const channelOf = (bare: string): ConsentChannel | null =>
	OF_EMAIL.test(bare) && !/phone|sms|postal|directmail/.test(bare)
		? 'own'
		: OF_OTHER_CHANNELS.test(bare)
			? 'other'
			: null;

/** Of which channel a word is the name. */
export const channelNamed = (name: string): ConsentChannel => channelOf(bareName(name)) ?? 'own';

const isConsent = (joined: string): boolean => AGREEMENTS.test(joined);

/** Whether a column by itself is about leaving: its yes is a no. */
export function isObjectionName(name: string): boolean {
	const bare = bareName(name);
	if ((OBJECTIONS.test(bare) && !/^(?:non|not|never)unsub/.test(bare)) || isErasure(bare)) return true;
	const plain = withoutChoices(name);
	return isRefusal(tokensOf(plain), bareName(plain), isConsent);
}

/** An objection may begin where a word does: “casino marketing” refuses nothing. */
const BEGUN_OBJECTION = new RegExp(OBJECTIONS.source, 'y');

/** Letters of the shortest word that can object by a part of itself, such as “Werbewiderspruch”. */
const SHORTEST_COMPOUND = 7;

/** Whether a sentence of these words objects, as the name of a column does. */
export function objectsIn(words: readonly string[]): boolean {
	if (words.some((word) => word.length >= SHORTEST_COMPOUND && OBJECTIONS.test(word))) return true;
	const joined = words.join('');
	let start = 0;
	return words.some((word) => {
		BEGUN_OBJECTION.lastIndex = start;
		start += word.length;
		return BEGUN_OBJECTION.test(joined);
	});
}

/** Whether a word speaks of something that people agree to. */
export const isNearConsent = (word: string): boolean => AGREEMENTS.test(word) || NEAR.test(word);

/** Surroundings for what stands inside of something with this name. */
export function insideOf(name: string, around: ConsentSurroundings): ConsentSurroundings {
	const bare = bareName(name);
	const channel = channelOf(bare) ?? around.channel;
	const others = around.others || STAFF.test(bare);
	const speaks = isObjectionName(name)
		? 'objection'
		: AGREEMENTS.test(bare) || PREFERENCES.test(bare)
			? 'agreement'
			: NEAR.test(bare)
				? 'near'
				: null;
	const isAbout = around.kind === 'about' || (speaks !== null && speaks !== 'objection' && ABOUT(name));
	return { kind: isAbout ? 'about' : stronger(speaks, around.kind), channel, others };
}

type Kind = ConsentSurroundings['kind'];

const stronger = (own: Kind, outer: Kind): Kind => (own === null || (own === 'near' && outer !== null) ? outer : own);

/** What a cell speaks of, by its name and what it stands in; null where only its words can tell. */
export function consentTopic(name: string, around: ConsentSurroundings): ConsentTopic | null {
	const bare = bareName(name);
	if (around.others || (around.kind === 'about' && !isUse(bare))) return null;
	const kind = kindOf(name, bare, around.kind);
	return kind === null ? null : { kind, channel: channelOf(bare) ?? around.channel ?? 'own' };
}

function kindOf(name: string, bare: string, around: Kind): ConsentTopic['kind'] | null {
	if (LEFT_LISTS.test(bare)) return 'objection';
	if (isObjectionName(name)) return WHEN_OR_WHY(name) ? 'since' : ABOUT(name) ? null : 'objection';
	if (around === 'objection') return isAnswerOfObjection(bare) ? 'objection' : WHEN_OR_WHY(name) ? 'since' : null;
	// Klaviyo says beside a consent whether it was confirmed twice; who has not is subscribed all the same.
	if (around !== null && bare === 'doubleoptin') return null;
	if (AGREEMENTS.test(bare)) return ABOUT(name) ? null : isNoYes(name, bare) ? 'switch' : 'agreement';
	if (around === 'agreement' && ANSWERS.has(bare)) return 'agreement';
	if (OF_A_PLAN.test(bare)) return null;
	if (isUse(bare)) return 'switch';
	if (NEAR.test(bare) || around === 'agreement') return ABOUT(name) && !IS_TOPIC.test(bare) ? null : 'switch';
	return STATES.test(bare) ? 'state' : null;
}

/** Kinds of messages that somebody has left (Iterable API, users); which of them count is the form's to say. */
const LEFT_LISTS = /^unsubscribed\w*ids$/;

/** Of these the answers stand inside, by channel. */
const PREFERENCES =
	/(?:communication|contact|marketing|e?mail|newsletter|subscription|consent|privacy)preferences?$|^mailinglists$|^purposes$/;

/** Customer.io numbers the topics of its subscription center. */
const IS_TOPIC = /^topic\d+$/;

/** A yes there is to something else. */
const isNoYes = (name: string, bare: string): boolean => isEvent(tokensOf(name)) || isLawAlone(bare, isConsent);

/** Intercom keeps the kinds of message that somebody has left as a list of its own. */
const isAnswerOfObjection = (bare: string): boolean => ANSWERS.has(bare) || bare === 'data';

/** Whoever has no plan that is paid for, and reads no blog, has objected to nothing (Substack, export; ERPNext, Lead). */
const OF_A_PLAN = /^(?:(?:has|is)?(?:active|paid|current)|has)subscription$|^blogsubscriber$/;
