import { wordsIn } from '../words';
import { isNearConsent, objectsIn } from './consentNames';
import { isErasure } from './names/refusalNames';
import { foldedText, isDenialWord, isLeavingWord, wordIn } from './consentWords';
import { LONGEST_READ, mayRefuse } from './refusalHint';

/**
 * A no that stands in a text among other words, whatever its column: “DO NOT CONTACT Mia”, “bitte keine Werbung mehr”. Such a text is
 * never acted upon: a person is asked what the column says.
 */

const SENTENCE_END = /[!?;|\n\r<>()[\]]+|\.(?=\s|$)/;

const IN_AN_ADDRESS = /@|:\/\/|\bwww\./;

export const refusesInText = (text: string): boolean => mayRefuse(text) && sentencesIn(text).some(isRefusal);

/** “No thanks”, “nicht anschreiben”, “STOP please”: too little to say what is refused. */
export function isCurtRefusal(text: string): boolean {
	if (!mayRefuse(text)) return false;
	const cells = text.split(CELL_END);
	if (cells.length > 1 && cells.some((cell) => isDenialWord(wordIn(cell) ?? ''))) return true;
	const words = sentencesIn(text).flat();
	const [first = '', second = ''] = POLITE.has(words[0] ?? '') ? words.slice(1) : words;
	const isCurt = words.length > 1 ? words.length <= MOST_CURT : STOPS.has(first);
	return isCurt && !/^\d/.test(second) && CURT.has(first);
}

/** A row of a table can stand in one text: “Mia;Ulm;no”. */
const CELL_END = /[,;|\t]/;

function sentencesIn(text: string): string[][] {
	return text
		.slice(0, LONGEST_READ)
		.replace(/\S+/g, (word) => (IN_AN_ADDRESS.test(word) ? ' ' : word))
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.split(SENTENCE_END)
		.map((sentence) =>
			foldedText(sentence.replace(/[’']/g, ''))
				.split(/[^\p{L}\p{N}]+/u)
				.filter((word) => word !== ''),
		);
}

const isRefusal = (words: readonly string[]): boolean =>
	isForbidding(words) || isTurned(words) || hasLeavingWord(words) || objectsIn(words) || isErasure(words.join(''));

const MOST_CURT = 4;

/** “DoNotTarget”, “don’t write”. */
const isForbidding = ([first = '', second = '', ...others]: readonly string[]): boolean =>
	others.length < MOST_CURT - 1 && ((first === 'do' && second === 'not') || (first === 'dont' && second !== ''));

const STOPS: ReadonlySet<string> = new Set(wordsIn('stop stopp stopall unsub'));

const POLITE: ReadonlySet<string> = new Set(wordsIn('please pls bitte merci veuillez por favor per prego'));

const CURT: ReadonlySet<string> = new Set([
	...STOPS,
	...wordsIn(`
		no nein non nee nie nej nei nao never nunca jamais mai
		nicht niemals niet niemand ikke inte
	`),
]);

/** Words between “not” and what is not wanted, and the other way round: “Werbung bitte nicht”. */
const [AFTER, BEFORE] = [7, 2];

/** With one of these, somebody does not want what is named. */
const NEGATIONS: ReadonlySet<string> = new Set(
	wordsIn(`
		withdraw revoke erase widerrufe retirez retirer
		no nein nee nej nei not dont doesnt didnt never without stop stopp wont cant remove delete unsubscribe off
		kein keine keinen keiner keinerlei nicht nie niemals ohne losche loschen entferne entfernen
		pas plus jamais sans aucun aucune supprimer supprimez desinscrire sin ni nunca eliminar eliminen borrar
		non mai senza nessun nessuna cancellare cancellate geen niet nooit zonder verwijder nie bez zadnych usunac
		nao sem nenhum remover ingen inget inte ikke aldri aldrig ei ala
	`),
);

/** What is not wanted, besides what the names of consents speak of. */
const UNWANTED = new RegExp(
	`^(?:ads?|post|list[ae]?s?|pub|anzeigen|anuncios|annunci|courriels?|(?:${wordsIn(
		'email mailing verteiler mainok mainos contact kontakt contatt newsletter promo offer spam advert market werb reklam publi pubblic reclam ofert angebot',
	).join('|')})\\p{L}*)$`,
	'u',
);

const isUnwanted = (word: string): boolean => UNWANTED.test(word) || isNearConsent(word);

const isTurned = (words: readonly string[]): boolean =>
	words.some(
		(word, at) =>
			NEGATIONS.has(word) && words.slice(Math.max(0, at - BEFORE), at + 1 + AFTER).some((other) => isUnwanted(other)),
	);

/** Words of the longest entry that is compared. */
const LONGEST_ENTRY = 4;

const hasLeavingWord = (words: readonly string[]): boolean =>
	words.some((_, at) =>
		Array.from({ length: LONGEST_ENTRY }, (_unused, more) => words.slice(at, at + 1 + more).join(' ')).some(
			isLeavingWord,
		),
	);
