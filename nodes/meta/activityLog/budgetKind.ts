/** A budget's kind as the log tells it: a word in the language of whoever reads. */
export type BudgetKind = 'daily' | 'lifetime';

/**
 * Recorded are “Per day”, “Lifetime budget” (superbolt-x/Talk-to-Meta-SB-remote), “Par jour”
 * (melvin-cmyk/ImpulseMotion), 單日 and `daily_budget`. The others are the words of Ads Manager in that language. A word
 * in neither list is recognized by what it stands next to.
 */
const kinds: ReadonlyArray<readonly [BudgetKind, RegExp]> = [
	[
		'lifetime',
		/life|total|vital[ií]c|vida[ _]|global|à vie|durée|laufzeit|gesamt|durata|complessiv|looptijd|całkowit|toplam|ömür|весь срок|всего|celkov|teljes|samlad|koko|συνολικ|إجمالي|כולל|कुल|ตลอด|trọn đời|seumur|通算|合計|총|전체|总|終身|終生|總/i,
	],
	[
		'daily',
		/day|daily|diari|diári|por d[ií]a|al d[ií]a|jour|quotidien|täglich|tag\b|giorn|dag|dzie|günlük|günde|ежеднев|день|щоден|denn|nap|daglig|päiv|ημέρ|ημερήσι|يومي|يوم|יומי|ליום|दैनिक|प्रतिदिन|วัน|ngày|hari|1日|日/i,
	],
];

/** The kind a word clearly names; null for any other. */
export const budgetKindOf = (word: string | null): BudgetKind | null =>
	word === null ? null : (kinds.find(([, pattern]) => pattern.test(word))?.[0] ?? null);
