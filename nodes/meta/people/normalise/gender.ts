import { wordsIn } from '../words';
import type { NormalizedValue } from './value';

const words: Readonly<Record<'f' | 'm', readonly string[]>> = {
	f: wordsIn(`
		f female woman women girl lady mrs ms miss w weiblich frau fräulein femme féminin feminin mme
		mademoiselle mlle mujer femenino fem hembra sra señora donna femmina femminile vrouw vrouwelijk v
		mevrouw mevr kobieta kobiety k żeńska zenska żeński pani mulher feminino senhora kvinna kvinde
		kvinne
	`),
	m: wordsIn(`
		m male man men boy gentleman mr männlich maennlich mann herr homme masculin h monsieur hombre
		masculino masc varón varon sr señor uomo maschio maschile mannelijk meneer dhr mężczyzna mezczyzna
		męska meska męski pan homem senhor
	`),
};

const genders = new Map(Object.entries(words).flatMap(([gender, list]) => list.map((word) => [word, gender] as const)));

/**
 * GEN: `m` or `f` (Meta: "Customer file custom audiences"). Everything else is blank, other genders too: Meta has no value
 * for them, and a guess would keep the person from being matched.
 */
export const gender = (text: string): NormalizedValue => genders.get(text.toLowerCase().replace(/[.\s]/g, '')) ?? '';
