import type { Json } from '../../../shared/record';
import { consentTopic, NO_SURROUNDINGS } from './consentNames';
import type { ItemPlace } from './places';

/** The boxes under a lead form's own terms (Meta: UserLeadGenDisclaimerResponse): nothing else has both of these keys. */
export const isLeadBox = (object: Json): boolean => 'checkbox_key' in object && 'is_checked' in object;

/** What was left unticked is a no, whatever the box is called; null where it is not known. */
export function tickOf({ is_checked: state }: Json): boolean | null {
	const text = String(state ?? 'unknown')
		.trim()
		.toLowerCase();
	return ['true', '1'].includes(text) ? true : ['false', '0', ''].includes(text) ? false : null;
}

/** “Not”, “no”, “without” and “never” in twelve languages. */
const NOTS = new Set(
	`no not dont doesnt wont never without kein keine keinen keiner keinerlei nicht nie niemals ohne pas aucun aucune jamais sans
	nunca ningun ninguna sin non nessun nessuna mai senza geen niet nooit zonder bez nao nenhum nenhuma sem ingen inga inte aldrig ikke uden uten`.split(
		/\s+/,
	),
);

const wordsOf = (name: string): string[] =>
	name
		.normalize('NFKD')
		.replace(/[\p{M}'’]/gu, '')
		.toLowerCase()
		.split(/[^a-z]+/);

/** What says that the name is a consent's own text, in which a refusal is only spoken of: “Yes. I can unsubscribe anytime.” */
const AGREES = /[.;:(]\s*\p{L}|\b(?:yes|ja|oui|agree|consent|accept|anytime|any ?time|jederzeit|tout moment|willige)/iu;
const MOST_WORDS = 8;

/** What it means to tick a box, by its own name. `perhaps`: a refusal is in it that may not be the box's own. */
export function refusesByTick({ key, topic, said }: Pick<ItemPlace, 'key' | 'topic' | 'said'>): boolean | 'perhaps' {
	if (said !== undefined) return said.says === 'optOut';
	const words = wordsOf(key);
	const isRefusal = [topic, consentTopic(key, NO_SURROUNDINGS)].some((one) => one?.kind === 'objection');
	if (isRefusal) return words.length <= MOST_WORDS && !AGREES.test(key) ? true : 'perhaps';
	return words.some((word) => NOTS.has(word)) ? 'perhaps' : false;
}
