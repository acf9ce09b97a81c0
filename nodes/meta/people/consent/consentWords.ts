import { headAt, HEADS } from './wordHeads';

/**
 * What people and tools write for yes and for no, in English, German, French, Spanish, Italian, Dutch, Polish, Portuguese,
 * Swedish, Danish, Norwegian and Finnish. One word means the same in all of them; entries are parted by commas.
 */

/** A cell's text for comparison: case, accents, white space, wide letters and what nobody sees never matter. */
export const foldedText = (text: string): string =>
	text
		.normalize('NFKD')
		.replace(/[\p{M}\p{Cf}]/gu, '')
		.toLowerCase()
		.replace(/ł/g, 'l')
		.replace(/ø/g, 'o')
		.replace(/ß/g, 'ss')
		.replace(/\s+/g, ' ')
		.trim();

/** Where a capital begins a word: not in "UnSubscribed" and "BlackListed", which are one. */
const INNER_CAPITAL = /(?<=\p{Ll})(?<!\b(?:[Uu]n|[Rr]e|[Bb]lack|[Bb]lock))(?=\p{Lu})/gu;

/** The same for words of consent: "OPT_IN", "opt-in", "OptIn" and "Opt in" are one, and -1 is not 1. */
export const consentWord = (text: string): string =>
	foldedText(text.replace(INNER_CAPITAL, ' '))
		.replace(/(?!^-\d)[_\p{Pd}/.!…]+/gu, ' ')
		.replace(/[’']/g, '')
		.replace(/\s+/g, ' ')
		.trim();

const wordsOf = (table: string): ReadonlySet<string> =>
	new Set(
		table
			.split(/[,\n]/)
			.map(consentWord)
			.filter((word) => word !== ''),
	);

/** A plain yes. In an opt-out column it means that somebody has left. */
const AFFIRMED = wordsOf(`
	yes, y, true, t, 1, 1 0, on, ok, okay, x, ✓, ✔, ☑, ✅, checked, ticked, active, enabled, permanent, selected, v
	ja, j, wahr, an, aktiv, angekreuzt, aktiviert
	oui, o, vrai, actif, active, coche
	si, s, verdadero, activo, marcado
	vero, attivo, attiva, selezionato
	waar, actief, aangevinkt
	tak, prawda, aktywny, aktywna, zaznaczone
	sim, verdadeiro, ativo
	sant, aktivt, kylla, joo, tosi, aktiivinen
`);

/** Somebody has come, or has agreed. */
const JOINED = wordsOf(`
	subscribed, resubscribed, opted in, opt in, optin, optedin, double opt in, double opted in, confirmed opt in, single opt in
	explicit opt in, granted, given, consented, consent given, consent granted, agreed, agree, i agree, yes i agree, accept, accepted
	i accept, allow, allowed, permitted, permission granted, confirmed, marketing, marketable, freely given consent from contact
	explicit consent, express consent, express, explicit, consent
	angemeldet, abonniert, eingewilligt, zugestimmt, einverstanden, ich stimme zu, erteilt, erlaubt, bestatigt, akzeptiert
	inscrit, inscrite, abonne, abonnee, accepte, acceptee, accorde, autorise, confirme, daccord, jaccepte, consenti
	suscrito, suscrita, inscrito, inscrita, aceptado, acepto, acepta, autorizado, confirmado, concedido, de acuerdo
	iscritto, iscritta, accettato, accetto, autorizzato, confermato, concesso, acconsento, dacordo
	ingeschreven, aangemeld, geabonneerd, akkoord, geaccepteerd, toegestaan, bevestigd, gegeven
	zapisany, zapisana, subskrybuje, zgadzam sie, zgadzam, wyrazam zgode, wyrazono, zaakceptowano, potwierdzony, zgoda
	subscrito, subscrita, aceito, aceite, concordo, autorizo, confirmado
	prenumererar, godkand, samtycker, bekraftad, tilmeldt, accepteret, samtykker, pameldt, godkjent, bekreftet
	tilannut, hyvaksytty, suostun, vahvistettu
`);

/** A plain no. In an opt-out column it means that nobody has left. */
const DENIED = wordsOf(`
	no, n, false, f, 0, 0 0, off, never, unchecked, not checked, unticked, inactive, disabled, ☐, ✗, ✘, ❌, not selected
	nein, falsch, aus, nie, inaktiv, deaktiviert, nicht angekreuzt
	non, faux, jamais, inactif, desactive, decoche
	falso, nunca, inactivo, desactivado
	mai, inattivo, disattivato
	nee, onwaar, nooit, inactief, uit
	nie, falsz, nigdy, nieaktywny
	nao, falso, inativo, desativado
	nej, nei, ei, falskt, falsk, aldrig, aldri, epatosi
`);

/** Newsletter tools and CRMs write it of people who left; whatever its column is called, it is a no. */
const LEFT = wordsOf(`
	unsubscribed, unsubscribe, unsub, opted out, opt out, optout, optedout, globally unsubscribed, do not contact, do not email, do not mail
	do not market, do not sell, do not disturb, do not send, do not allow, dont contact, blocklisted, blacklisted, suppressed
	global unsubscribe, list unsubscribe, email opt out, soft opt out, confirmed opt out, donotcontact, consent withdrawn, withdrew consent, no consent, no marketing, spam complaint, complained
	spamreport, spam report, group unsubscribe, erasure, erasure request, right to erasure, deletion request, right to be forgotten
	data deletion request, delete my data, object to processing, restriction of processing
	abgemeldet, ausgetragen, widersprochen, widerrufen, keine werbung, werbesperre, keine einwilligung, nicht kontaktieren
	desabonne, desabonnee, desinscrit, desinscrite, pas de publicite, ne pas contacter, pas de consentement
	dado de baja, dada de baja, desuscrito, desuscrita, no contactar, sin consentimiento, no publicidad
	disiscritto, disiscritta, disiscrizione, non contattare, senza consenso, nessun consenso
	uitgeschreven, afgemeld, niet mailen, geen reclame, geen toestemming, niet benaderen
	wypisany, wypisana, nie kontaktowac, brak zgody, wycofana zgoda
	descadastrado, descadastrada, nao contatar, sem consentimento
	avregistrerad, avanmald, avslutad prenumeration, afmeldt, frameldt, avmeldt, ingen reklame, ei markkinointia
`);

/** Words of a no where a column speaks of consent; elsewhere they can be an order's or a place. */
const REFUSAL_WORDS = wordsOf(`
	not subscribed, never subscribed, non subscribed, not opted in, not given, not granted, denied, deny, declined, decline, refused
	rejected, reject, withdrawn, revoked, expired, redacted, objected, disagree, i disagree, not allowed, forbidden, non marketable
	nonmarketable, non marketing, not consented, consent denied, consent revoked, none given, prohibited, removed, ended, implicit opt out
	nicht abonniert, abgelehnt, nicht erteilt, verweigert, zuruckgezogen, nicht einverstanden, nicht erlaubt, abbestellt
	non inscrit, non abonne, non accepte, refuse, refusee, retire, revoque, pas daccord
	baja, no suscrito, rechazado, rechaza, denegado, revocado, retirado, no acepto, no autorizado
	non iscritto, rifiutato, negato, revocato, ritirato, non accetto, non autorizzato
	niet ingeschreven, geweigerd, ingetrokken, niet akkoord, niet gegeven, niet toegestaan
	nie zapisany, odmowa, odrzucono, wycofana, cofnieta, nie zgadzam sie, nie wyrazam zgody, nie wyrazono
	nao inscrito, recusado, negado, retirado, nao autorizo, nao aceito
	nekad, aterkallad, tilbagekaldt, afvist, trukket tilbake, avslatt, kielletty, peruutettu, ei tilannut
`);

/** What newsletter tools call the state of a member who gets nothing more (their status, state or type). */
const OUT = wordsOf(`
	bounced, bounce, hard bounced, hard bounce, cleaned, complaint, spam, junk, marked as spam, cancelled, canceled, archived, deleted
	deactivated, banned, quarantined, bouncing, previous bounce, spam complaint, previous spam complaint, invalid, removed
`);

/** Understood, and not yet a yes. */
const OPEN = wordsOf(`
	pending, unconfirmed, not confirmed, awaiting confirmation, awaiting, waiting, requested, invited, invite sent, in progress, maybe
	perhaps, unknown, undecided, not sure, unsure, to be confirmed, tbd, tbc, ?, ask, not asked, soft opt in, implied, implicit
	legitimate interest, not verified, unverified, unspecified, not set, no response, unengaged
	legitimate interest prospect lead, legitimate interest existing customer, legitimate interest other, performance of a contract
	ausstehend, offen, unbestatigt, unklar, vielleicht, angefragt, unbekannt, nicht bestatigt
	en attente, non confirme, peut etre, inconnu, pendiente, sin confirmar, quizas, desconocido
	in attesa, non confermato, forse, sconosciuto, in afwachting, onbevestigd, misschien, onbekend
	oczekujace, oczekujacy, niepotwierdzony, moze, nieznany, pendente, nao confirmado, talvez, desconhecido
	vantande, obekraftad, kanske, afventer, ubekraeftet, maske, venter, kanskje, odottaa, vahvistamaton, ehka
`);

/** What exports write where there is nothing. */
const NOTHING = wordsOf('n/a, n.a., #n/a, (null), null, undefined, nan, none, (none), not applicable, [], {}');

/** Names of channels: a consent can be a list of them, as Klaviyo's older `$consent` is. */
const CHANNELS = wordsOf(
	'email, e mail, mail, sms, text, phone, call, calls, web, mobile, directmail, direct mail, post, push, whatsapp, ads, all, any, newsletter',
);

/** The channels that count here. */
const ASKED_CHANNELS = wordsOf('email, e mail, mail, newsletter, ads, all, any');

/** Whether a list is one of channels: then it is one answer. */
export const isListOfChannels = (list: readonly unknown[]): list is string[] =>
	list.length > 0 && list.every((one) => typeof one === 'string' && CHANNELS.has(consentWord(one)));

/**
 * What a consent cell says. The answer `unclear` is understood and no yes (pending, maybe). The answer `foreign` is not
 * understood, so that nobody can act on it before a person says what it means.
 */
export type WordAnswer = 'yes' | 'no' | 'unclear' | 'blank' | 'foreign';

/** What a column is about, seen by its name. */
export type Polarity = 'agreement' | 'objection';

const isDay = /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{9,13}$)/;

/** A day or a time stamp. */
export const isDateLike = (text: string): boolean => isDay.test(text.trim());

const textIn = (cell: unknown): string | null =>
	typeof cell === 'string'
		? cell
		: typeof cell === 'boolean' || typeof cell === 'number' || typeof cell === 'bigint'
			? String(cell)
			: null;

/** The word of a cell as it is compared, shown and counted; '' for nothing, null for what is no text. */
export function wordIn(cell: unknown): string | null {
	if (cell === null || cell === undefined) return '';
	const text = textIn(cell);
	if (text === null) return null;
	const word = consentWord(text);
	return NOTHING.has(word) || word === '-' ? '' : word;
}

/** What a word says in a column that is about agreeing. */
export function agreementIn(word: string): WordAnswer {
	if (word === '') return 'blank';
	if (AFFIRMED.has(word) || JOINED.has(word)) return 'yes';
	if (DENIED.has(word) || LEFT.has(word) || REFUSAL_WORDS.has(word) || OUT.has(word)) return 'no';
	if (OPEN.has(word)) return 'unclear';
	const channels = word.split(/ ?[;|,&+] ?| and /).filter((one) => one !== '');
	if (channels.length === 0 || !channels.every((one) => CHANNELS.has(one))) return 'foreign';
	return channels.some((one) => ASKED_CHANNELS.has(one)) ? 'yes' : 'no';
}

/** In a column with ticks it is a no. On its own many tick with it. */
const CROSSES = wordsOf('✗, ✘, ❌');

export const isCross = (word: string): boolean => CROSSES.has(word);

/** Of somebody who gets something. What is granted or confirmed in a column about leaving can be the leaving. */
const HAS_COME =
	/subs[ck]r|abonn|opt|allow|permit|market|consent|erlaubt|angemeldet|einge?willigt|inscri|iscri|suscri|autori|schreven|aangemeld|toegestaan|zapisan|prenumer|tilmeldt|pameldt|tilannut/;

/** What a word says in a column that is about leaving: a yes there, or a day, is a no. Nobody agrees by not having left. */
export function objectionInWord(word: string, cell: unknown): WordAnswer {
	if (isCross(word)) return 'foreign';
	if (word === '' || DENIED.has(word) || (JOINED.has(word) && HAS_COME.test(word)) || word === 'send') return 'blank';
	if (AFFIRMED.has(word) || LEFT.has(word) || REFUSAL_WORDS.has(word) || OUT.has(word)) return 'no';
	if (isDateLike(textIn(cell) ?? '')) return 'no';
	return OPEN.has(word) ? 'unclear' : 'foreign';
}

/** Whether a word is one of a yes or a no, of whatever question. */
export const isAnswerWord = (word: string): boolean =>
	AFFIRMED.has(word) || DENIED.has(word) || JOINED.has(word) || LEFT.has(word) || REFUSAL_WORDS.has(word);

/** Whether a word is one of a no, of whatever question. */
export const isDenialWord = (word: string): boolean => DENIED.has(word) || LEFT.has(word) || REFUSAL_WORDS.has(word);

/** Whether it is one of somebody who has left. */
export const isLeavingWord = (word: string): boolean => LEFT.has(word);

/** Whether a word says by itself that somebody has left or has come, whatever its column is called. */
export const saidByItself = (word: string): 'yes' | 'no' | null =>
	LEFT.has(word) ? 'no' : BY_ITSELF.has(word) ? 'yes' : null;

const BY_ITSELF = wordsOf(
	'subscribed, resubscribed, opted in, double opt in, double opted in, confirmed opt in, abonniert, suscrito, iscritto, zapisany',
);

/** What the state of a member says, as newsletter tools have one; null for all that can be anything else's state. */
export function stateIn(word: string): WordAnswer | null {
	const own = saidByItself(word);
	if (own !== null) return own;
	if (OUT.has(word) || MEMBERS_NO.has(word)) return 'no';
	return MEMBERS_OPEN.has(word) || AT_REST.has(word) ? 'unclear' : null;
}

/** Words of the longest entry that a tag can begin with. */
const BEGINNING = 4;

/**
 * What says no in a text of several tags, or at the beginning of one: "unsubscribed (bounced)", "opt out newsletter". Null where
 * nothing does.
 *
 * @param isOther whether the rest of a tag names another channel
 */
export function leavingTag(word: string, isOther: (rest: string) => boolean): string | null {
	for (const tag of word.split(/ ?[,;|] ?/)) {
		if (tag === 'dnc') return tag;
		const words = tag.split(/[ (:]+/);
		for (let count = Math.min(BEGINNING, words.length); count > 0; count--) {
			const beginning = words.slice(0, count).join(' ');
			if (LEFT.has(beginning) && !isOther(words.slice(count).join(' '))) return beginning;
		}
	}
	return null;
}

/** What a list's member is who gets nothing; anybody else's record can be that as well. */
const AT_REST = wordsOf('inactive, disabled');

const AT_WORK = wordsOf('active, enabled, confirmed, opt in, single opt in, deliverable');

/** Whether somebody gets what the others of a list get. */
export const isAtWork = (state: unknown): boolean => AT_WORK.has(wordIn(state) ?? '');

/** Whether a state says something of a list's member only. */
export const isAtRest = (word: string): boolean => AT_REST.has(word);

/** Whether a cell is the state of a list's member, whatever its column: it is no federal state. */
export const isMemberState = (cell: unknown): boolean =>
	typeof cell === 'string' && cell.length <= LONGEST_WORD && stateIn(consentWord(cell)) !== null;

const MEMBERS_NO = wordsOf(
	'not subscribed, never subscribed, non subscribed, nonmarketable, non marketable, unengaged non marketable, dnc, abuse, abused, deletion, transactional, baja, abbestellt',
);
const MEMBERS_OPEN = wordsOf('pending, unconfirmed, not confirmed, unbestatigt, non confirme, non confermato');

/** The longest word of the tables; what is longer says nothing by itself. */
const LONGEST_WORD = 60;

const HEAD = 4;

/** How the words begin that say by themselves that somebody has left. */
const leftHeads: ReadonlySet<string> = new Set([...LEFT].map((word) => word.slice(0, HEAD)));

/** How their first words begin; “UnSubscribed” is one word. */
const leftFirstWords = new Uint8Array(HEADS);
for (const word of ['un', ...LEFT]) leftFirstWords[headAt(word, 0)] = 1;

const LOWERCASE = 32;

/** Whether a text can be such a word; far cheaper than to look it up, and most cells are names and addresses. */
export function mayBeLeft(text: string): boolean {
	if (text.length < HEAD || text.length > LONGEST_WORD) return false;
	let start = 0;
	while (text.charCodeAt(start) <= LOWERCASE) start += 1;
	const first = text.charCodeAt(start);
	const second = text.charCodeAt(start + 1);
	const isPlain = first < 128 && second > LOWERCASE && second < 128;
	if (isPlain && leftFirstWords[headAt(text, start)] !== 1) return false;
	return leftHeads.has(
		consentWord(
			text
				.slice(start)
				.trimStart()
				.slice(0, HEAD + 2),
		).slice(0, HEAD),
	);
}
