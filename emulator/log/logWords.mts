/**
 * The words of the activity log, in the language of whoever reads. Recorded are: English (superbolt-x/Talk-to-Meta-SB-remote,
 * mattei2005/mgs-agent), French (melvin-cmyk/ImpulseMotion), of Spanish Activa and Procesamiento pendiente
 * (Diere2025/zonoconstruccion), of Portuguese Ativa and Inativa, of Chinese 進行中, 暫停, 單日 and 未获批 (public tools of 2026).
 * The rest of these four, and all of `et`, which stands for a language that no client has a list of, are made up: UNCONFIRMED 98.
 */
const WORDS = {
	en: {
		active: 'Active',
		inactive: 'Inactive',
		processing: 'Pending process',
		inReview: 'Pending Review',
		afterReview: 'to be set after review',
		rejected: 'Not Approved',
		archived: 'Archived',
		deleted: 'Deleted',
		perDay: 'Per day',
		lifetime: 'Lifetime budget',
		delivery: 'Started delivery',
	},
	es: {
		active: 'Activa',
		inactive: 'Inactiva',
		processing: 'Procesamiento pendiente',
		inReview: 'Revisión pendiente',
		afterReview: 'to be set after review',
		rejected: 'Rechazada',
		archived: 'Archivada',
		deleted: 'Eliminada',
		perDay: 'Por día',
		lifetime: 'Presupuesto total',
		delivery: 'Comenzó la entrega',
	},
	pt: {
		active: 'Ativa',
		inactive: 'Inativa',
		processing: 'Processamento pendente',
		inReview: 'Análise pendente',
		afterReview: 'to be set after review',
		rejected: 'Rejeitada',
		archived: 'Arquivada',
		deleted: 'Excluída',
		perDay: 'Por dia',
		lifetime: 'Orçamento vitalício',
		delivery: 'Veiculação iniciada',
	},
	fr: {
		active: 'Actif',
		inactive: 'Inactif',
		processing: 'En attente de traitement',
		inReview: 'En attente d’examen',
		afterReview: 'to be set after review',
		rejected: 'Refusé',
		archived: 'Archivé',
		deleted: 'Supprimé',
		perDay: 'Par jour',
		lifetime: 'Budget global',
		delivery: 'Diffusion commencée',
	},
	zh: {
		active: '進行中',
		inactive: '暫停',
		processing: '待處理',
		inReview: '待審核',
		afterReview: 'to be set after review',
		rejected: '未獲批准',
		archived: '已封存',
		deleted: '已刪除',
		perDay: '單日',
		lifetime: '總預算',
		delivery: '開始投遞',
	},
	et: {
		active: 'Käib',
		inactive: 'Seisab',
		processing: 'Ootel',
		inReview: 'Vaatlusel',
		afterReview: 'Pärast vaatlust',
		rejected: 'Tagasi lükatud',
		archived: 'Arhiivis',
		deleted: 'Kustutatud',
		perDay: 'Päevas',
		lifetime: 'Kogu aeg',
		delivery: 'Alustas',
	},
} as const;

export const LOG_LANGUAGES = ['en', 'es', 'pt', 'fr', 'zh', 'et'] as const satisfies ReadonlyArray<keyof typeof WORDS>;
export type LogLanguage = (typeof LOG_LANGUAGES)[number];
export type LogWord = keyof (typeof WORDS)['en'];

/** Who reads, and whether entries are as newer logs have them. */
export interface LogReader {
	language: LogLanguage;
	/**
	 * `newer` entries have `run_status` numbers beside the words, and the end of a review stands only as a change of status; `older`
	 * ones have words alone, and events of the review (both recorded in 2025 and 2026).
	 */
	age: 'newer' | 'older';
}

/** Numbers recorded beside English words: 1 Active, 15 Inactive, 17 Pending process, 9 Pending Review. */
const NUMBERS: Partial<Record<LogWord, number>> = { active: 1, inactive: 15, processing: 17, inReview: 9 };

export interface LogEntryWords {
	said: LogWord;
}

/** A word that is put into the reader's language when it is read. */
export const entryWords = (word: LogWord): LogEntryWords => ({ said: word });

const isSaid = (value: object): value is LogEntryWords => 'said' in value;

/** An ID as the log writes it: a bare number, beyond what a number of JavaScript holds (melvin-cmyk/ImpulseMotion). */
export const bareId = (id: string): string => `#${id}#`;

/** `extra_data` of an entry for one reader, as JSON text. */
export function renderedExtra(extraData: Record<string, unknown>, { language, age }: LogReader): string {
	const inWords = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(inWords);
		if (typeof value !== 'object' || value === null) return value;
		if (isSaid(value)) return WORDS[language][value.said];
		const entries = Object.entries(value).filter(([name]) => age === 'newer' || name !== 'run_status');
		return Object.fromEntries(entries.map(([name, part]) => [name, inWords(part)]));
	};
	return JSON.stringify(inWords(extraData)).replace(/"#(\d+)#"/g, '$1');
}

/** What a change of status says. */
export function statusExtra(from: LogWord, to: LogWord, more: Record<string, unknown> = {}): Record<string, unknown> {
	const numbers = { old_value: NUMBERS[from], new_value: NUMBERS[to] };
	const isNumbered = numbers.old_value !== undefined && numbers.new_value !== undefined;
	return {
		old_value: entryWords(from),
		new_value: entryWords(to),
		...more,
		...(isNumbered ? { run_status: numbers } : {}),
		type: 'run_status',
	};
}

/** A budget: an amount on each side with its currency, and its kind in words (superbolt-x/Talk-to-Meta-SB-remote, ImpulseMotion). */
export function budgetExtra(
	currency: string,
	before: { amount: number; kind?: LogWord } | undefined,
	after: { amount: number; kind: LogWord },
): Record<string, unknown> {
	const side = (name: string, amount: number, kind?: LogWord): Record<string, unknown> => ({
		type: 'payment_amount',
		currency,
		[name]: amount,
		additional_type: 'status_string',
		additional_value: kind === undefined ? '' : entryWords(kind),
	});
	return {
		...(before === undefined ? {} : { old_value: side('old_value', before.amount, before.kind) }),
		new_value: side('new_value', after.amount, after.kind),
		type: 'composite_data',
	};
}
