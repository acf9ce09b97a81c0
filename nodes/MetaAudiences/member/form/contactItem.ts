import type { Job } from '../../../shared/node/operation';
import type { ConsentRule } from '../../../meta/people/consent/consentRule';
import type { ColumnMapping } from '../../../meta/people/columns/mappedColumns';
import type { UploadTarget } from '../upload/upload';

/** All that an item's own form says of how its contact is read. */
export interface ContactForm {
	readonly target: UploadTarget;
	readonly columns: ColumnMapping;
	readonly defaultCountry: string;
	readonly birthDateOrder: 'dayFirst' | 'monthFirst' | '';
	readonly keepSpaces: boolean;
	readonly consent: ConsentRule;
	/** Read and checked only. */
	readonly dryRun: boolean;
}

export interface ContactItem {
	/** Index of the input item. */
	readonly index: number;
	/** Items whose forms say the same share it. */
	readonly form: ContactForm;
}

/** What the forms of Add, Remove and Replace all ask of an item. */
interface Common {
	readonly adAccount: string;
	readonly audience: string;
	readonly columns: ColumnMapping;
	readonly defaultCountry: string | undefined;
	readonly options: { readonly birthDateOrder?: 'dayFirst' | 'monthFirst'; readonly keepSpaces: boolean };
}

/** The items of a run; what their forms say is worked out once where several share their values. */
export function contactItems<P extends Common>(
	jobs: ReadonlyArray<Job<P>>,
	ruleOf: (params: P) => ConsentRule,
	dryRunOf: (params: P) => boolean,
): ContactItem[] {
	const forms = new Map<P, ContactForm>();
	return jobs.map(({ index, params }) => {
		const form = forms.get(params) ?? contactForm(params, ruleOf(params), dryRunOf(params));
		forms.set(params, form);
		return { index, form };
	});
}

const contactForm = (
	{ adAccount, audience, columns, defaultCountry, options }: Common,
	consent: ConsentRule,
	dryRun: boolean,
): ContactForm => ({
	target: { account: adAccount, audience },
	columns,
	defaultCountry: defaultCountry ?? '',
	birthDateOrder: options.birthDateOrder ?? '',
	keepSpaces: options.keepSpaces,
	consent,
	dryRun,
});
