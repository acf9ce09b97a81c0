import { wordsIn } from '../words';
import { headAt, HEADS, isBeginning, letterOf } from './wordHeads';

/**
 * Whether a text may hold a refusal, by how its words begin. That is far cheaper than to read it, and most cells have none.
 */

/** One of these is enough. */
const OBJECTING = wordsIn(`
	withdraw widerruf gdpr unsub opt opted optout dnd dnc dnt black block suppress forget forgot exclude spam deactiv delet eras object consent revo
	ablehn abmeld abgemeld abbest ausgetr austrag werb sperr gesperr wider robin kontakt mail newsletter versand
	desin desab opposition refus baja desus disis uitg uits afge afme afgemeld bezw wypi sprz rezy wyco brak
	descad cancelou avre avpre avan avsl nixr frame afme avme reser kielt markk peru stop stopp stopall
`);

/** One of these, and what is refused besides. */
const DENYING = wordsIn(`
	no not dont don doesnt doesn didnt didn never wont cant do remove retir off pause
	kein nein nee nei nej nicht nie niemals ohne lösch entfern
	pas plus jamais sans aucun supprim sin ni nunca elimin borrar non mai senza nessun cancell geen niet nooit zonder verwijd nie bez zadn
	usun nao não sem nenhum ingen inget inte ikke aldri ei ala ne
`);

/** What people refuse, and the verbs of it. */
const REFUSED_THINGS = wordsIn(`
	ad ads advert email mail mailing contact kontakt contatt newsletter promo offer market list post pub publi pubbl anzeige anunc annunci
	courriel werb rekl recl ofert angebot bulk call disturb fax phone postal process profile sell send share sms solicit text track trade
	want wish allow use subscr abonn suscri iscri inscri prenum permission accept agree datensch dsgvo gdpr rgpd einwill zustimm toestemm
	zgod verteil mainok mainos consent nieuws biulet bolet nyhe uuti tilm pame samt suost scontat envi sollic
	nao anschreib anruf benader
`);

const [OBJECTS, DENIES, NAMES] = [1, 2, 4];

/** What it takes: an objection, or a denial and what is denied. */
const isEnough = (kindsSeen: number): boolean =>
	(kindsSeen & OBJECTS) !== 0 || (kindsSeen & (DENIES | NAMES)) === (DENIES | NAMES);

const kinds = new Uint8Array(HEADS);
for (const [heads, kind] of [
	[OBJECTING, OBJECTS],
	[DENYING, DENIES],
	[REFUSED_THINGS, NAMES],
] as const)
	for (const head of heads) kinds[headAt(head, 0)] = (kinds[headAt(head, 0)] ?? 0) | kind;

/** Letters of “no, thank you”: there, what is refused need not be named. */
const CURT = 30;

/** Of a longer text only the beginning is read. */
export const LONGEST_READ = 4_000;

/** Goes through a text once. A word begins at a capital as well: “DoNotContact”. */
export function mayRefuse(text: string): boolean {
	if (isNoText(text)) return false;
	const end = Math.min(text.length, LONGEST_READ);
	let kindsSeen = text.length <= CURT ? NAMES : 0;
	let before = 0;
	for (let at = 0; at < end; at++) {
		const letter = letterOf(text.charCodeAt(at));
		if (letter !== 0 && isBeginning(letter, before)) {
			kindsSeen |= kinds[headAt(text, at)] as number;
			if (isEnough(kindsSeen)) return true;
		}
		before = letter;
	}
	return false;
}

const FIRST_LETTER = 65;

/** A number, a day, an address: one word that begins with a digit or a sign, or has one of these marks. */
const isNoText = (text: string): boolean =>
	!text.includes(' ') && (text.charCodeAt(0) < FIRST_LETTER || text.includes('@') || text.includes('://'));
