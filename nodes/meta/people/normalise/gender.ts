import { wordsIn } from '../words';
import type { NormalizedValue } from './value';

const words: Readonly<Record<'f' | 'm', readonly string[]>> = {
	f: wordsIn(`
		f female woman women girl lady mrs ms miss w weiblich frau fräulein femme féminin feminin mme
		mademoiselle mlle mujer femenino fem hembra sra señora donna femmina femminile vrouw vrouwelijk v
		mevrouw mevr kobieta kobiety k żeńska zenska żeński pani mulher feminino senhora kvinna kvinde
		kvinne fru froken frk dame
		madame signora sigra signorina dona dna señorita srta nainen rouva neiti panna mw
	`),
	m: wordsIn(`
		m male man men boy gentleman mr männlich maennlich mann herr homme masculin h monsieur hombre
		masculino masc varón varon sr señor uomo maschio maschile mannelijk meneer dhr mężczyzna mezczyzna
		męska meska męski pan homem senhor signore sig don deheer heer hr herra mies mand
	`),
};

const bare = (text: string): string =>
	text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ł/g, 'l').replace(/[.\s]/g, '');

const genders = new Map(
	Object.entries(words).flatMap(([gender, list]) => list.map((word) => [bare(word), gender] as const)),
);

/** What stands behind a title and tells no gender: "Frau Dr.", "Herr Prof. Dr. med.", "Sig. Ing.". */
const academic =
	/\b(?:dr|prof|professor|dipl|ing|mag|med|phd|dott|dottssa|drssa|rer|nat|jur|phil|hc|mba|msc|bsc)\b\.?/gu;

/**
 * GEN: `m` or `f` (Meta: "Customer file custom audiences"). Everything else is blank, other genders too: Meta has no value
 * for them, and a guess would keep the person from being matched.
 */
export function gender(text: string): NormalizedValue {
	const lower = text.toLowerCase();
	return genders.get(bare(lower)) ?? genders.get(bare(lower.replace(academic, ''))) ?? '';
}
