/**
 * Names that speak of a consent, and a yes there gives none: “No consent”, “Newsletter refused”, “GDPR deleted”, “Newsletter sent”.
 * Their words are compared without accents.
 */

const wordsOf = (table: string): ReadonlySet<string> => new Set(table.trim().split(/\s+/));

/** The choices that a form shows next to a question: “Newsletter (yes/no)” refuses nothing. */
const CHOICES =
	/\b(?:yes|ja|oui|s[iíì]|tak|sim|y|j|o|true|wahr|vrai|1)(?:[\s/|\\,-]+|\s(?:or|oder|ou|of|lub)\s)(?:no|nein|non|nee|nie|n[aã]o|nej|nei|n|false|falsch|faux|0)(?![\p{L}\d])/giu;

export const withoutChoices = (name: string): string => name.normalize('NFC').replace(CHOICES, ' ');

/** Before a word for consent they turn its meaning round. */
const BEFORE = wordsOf(`
	no without lacks lack lacking stop kein keine keinen keiner keinerlei ohne fehlende sans aucun aucune refuse refus sin rechaza rechazo
	senza nessun nessuna nega rifiuta geen zonder brak bez odmowa recusa inget ingen intet saknar mangler manglende ei ilman
`);

/** The same, and only right before it: “non-EU consent” refuses nothing, and SEM is a kind of marketing. */
const RIGHT_BEFORE = wordsOf('non sem');

/** With one of these behind it, it is the person who says so: “Non desidero ricevere la newsletter”. */
const WISHES = wordsOf('desidero voglio accetto acconsento intendo autorizzo gradisco souhaite veux accepte');

/** With one of these anywhere in such a name, the consent is missing or has ended. */
const ANYWHERE = wordsOf(`
	not dont wont cant never refused denied declined rejected revoked withdrawn expired lapsed ended cancelled canceled missing invalid removed unknown unconfirmed unverified
	bounced failed nicht verweigert abgelehnt entzogen zuruckgezogen abgelaufen fehlt unerwunscht unbekannt
	pas refuse refusee refus retire retiree revoque revoquee expiree manquant
	denegado denegada retirado retirada rechazado rechazada revocado revocada
	negato negata ritirato ritirata rifiutato rifiutata revocato revocata scaduto
	niet ingetrokken geweigerd verlopen ontbreekt nie cofnieta cofnieto wycofana odrzucona odmowiono wygasla
	nao negado negada recusado recusada revogado revogada
	ikke inte aterkallat aterkallad nekat nekad avslatt afvist tilbagekaldt trukket saknas peruutettu evatty
`);

/** At its end: the box of those who do not want. */
const AT_THE_END = wordsOf('no nein non nee nei nej');

/** The same where nothing parts the words. */
const JOINED =
	/^(?:no|not|never|without|keine?n?|ohne|sans|sin|senza|geen|zonder|brak|bez|sem|inget|ingen|intet|ikke)(?=consent|opt(?:ed)?in|newsletter|einwill|zustimm|toestemm|zgod|samtyc?k|permission|marketing|mailing)|(?:refused|denied|declined|rejected|withdrawn|expired|verweigert|abgelehnt)$/;

/** What happened to a message or a question: who was sent one has agreed to nothing. */
const EVENTS = wordsOf(`
	sent resent opened received clicked shown seen viewed delivered requested request asked needed reminder reminded banner popup export
	exported relevant applies applicable region zone
	verschickt versendet gesendet geoffnet erhalten angefragt erforderlich notig benotigt
	demande demandee envoye envoyee ouvert requis solicitado solicitada enviado enviada abierto requerido
	richiesto richiesta inviato inviata aperto gevraagd verzonden geopend vereist
	wyslano wyslany wyslana wymagana otwarty pedido skickat skickad sendt apnet lahetetty
`);

/** What people are asked to agree to. */
const ASKED_FOR =
	/^(?:permissions?|marketing|werbung|mailings?|e?mails?|publicidade?|pubblicita|publicite|pub|rekla(?:mer|me|ma|my|m))+/;

const isAllAskedFor = (joined: string): boolean => joined !== '' && joined.replace(ASKED_FOR, '') === '';

/** An address that is invalid has objected to nothing. */
const isAskedFor = (joined: string): boolean => isAllAskedFor(joined) && !/^(?:e?mails?)+$/.test(joined);

/** @param isConsent whether letters without spaces name a consent */
export function isRefusal(words: readonly string[], bareName: string, isConsent: (joined: string) => boolean): boolean {
	const isTurned = words.some((word, at) => {
		const rest = words.slice(at + 1);
		if (RIGHT_BEFORE.has(word))
			return isConsent(rest[0] ?? '') || (WISHES.has(rest[0] ?? '') && isConsent(rest.join('')));
		return BEFORE.has(word) && (isConsent(rest.join('')) || isAllAskedFor(rest.join('')));
	});
	if (isTurned) return true;
	const isDenied = words.some((word) => ANYWHERE.has(word));
	if (!isConsent(bareName)) return isDenied && isAskedFor(words.filter((word) => !ANYWHERE.has(word)).join(''));
	return isDenied || JOINED.test(bareName) || (words.length > 1 && AT_THE_END.has(words.at(-1) ?? ''));
}

/** Who wants to be sent something, or is asked so, has not been sent it. */
const WANTS = wordsOf(`
	want wants wish like would agree agrees mochte mochten mochtest will willst wollen stimme souhaite souhaitez voulez veux
	desea deseo quiere quiero vuoi voglio desidero wil wilt chce chcesz quer quero vill onsker haluan
`);

export const isEvent = (words: readonly string[]): boolean =>
	words.some((word) => EVENTS.has(word)) && !words.some((word) => WANTS.has(word));

/** Somebody wants to be forgotten, or is. */
const ERASURES =
	/(?:gdpr|dsgvo|rgpd|lgpd|rodo|ccpa)\w{0,20}(?:delet|eras|forg|anonym|lock|restrict|object|losch|sperr|suppr|efface|oubli|baja|cancell|usuni|verwijder)|righttobeforgotten|(?:deletion|erasure|removal)request|request(?:ed)?(?:deletion|erasure|removal)|^(?:is)?anonymi[sz]ed$/;

export const isErasure = (bareName: string): boolean => ERASURES.test(bareName);

/** What somebody's data may be used for, such as Google's consent mode: only a clear no is heard. */
const USES =
	/aduserdata|adstorage|adpersonali[sz]|personali[sz]edad|customaudience|retarget|remarket|thirdpart(?:y|ies)shar|shar(?:e|ing)data|datashar|sharewith|partneroffer|specialoffer/;

export const isUse = (bareName: string): boolean => USES.test(bareName);

const LAW = /gdpr|dsgvo|rgpd|lgpd|lopd|rodo/;

/** With these words a law's name is a consent's. */
const OF_A_LAW =
	/^(?:okay|ok|ja|yes|oui|sim|si|tak|given|valid|status|state|flag|ads?|meta|facebook|marketing|e?mails?|contact|value|answer|choice|compliant|konform|akzeptiert|erteilt|erlaubt|bestatigt|akkoord|werbung|v|\d)+/;

/** The same with any ending. */
const BEGUN_OF_A_LAW = /^(?:accept|agree|grant|approv|confirm|acept|acei|accett|wyrazon|godk)/;

function isOfALaw(joined: string): boolean {
	const rest = joined.replace(OF_A_LAW, '');
	return rest === '' || BEGUN_OF_A_LAW.test(rest);
}

/** A law is no consent: whether it applies to somebody says nothing of what the person has agreed to. */
export function isLawAlone(bareName: string, isConsent: (joined: string) => boolean): boolean {
	const rest = bareName.replace(LAW, '');
	return rest !== bareName && rest !== '' && !isOfALaw(rest) && !isConsent(rest);
}
