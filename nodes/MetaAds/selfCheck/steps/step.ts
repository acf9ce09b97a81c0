import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../../shared/form/form';
import type { GraphRequest } from '../../../shared/graph/request';
import type { AccountFacts } from '../../../shared/node/session/session';
import type { CheckLevel } from '../levels';

/** Rows that earlier steps brought, by what they are: what later steps need an ID of. */
export interface EarlierRows {
	readonly account: AccountFacts;
	readonly rows: Record<string, readonly IDataObject[]>;
}

/** Values of a form by parameter; what is missing has the form's default. */
export type StepValues = Readonly<Record<string, unknown>>;

/** One operation as the check carries it out. */
export interface CheckStep {
	/** Node, resource and operation: `metaAds.campaign.getMany`. */
	readonly operation: string;
	/** Tells steps of one operation apart. */
	readonly what?: string;
	readonly level: Exclude<CheckLevel, 'plan'>;
	/** The most points of the account's quota it takes: 1 a read, 3 a write or check (Marketing API, "Rate limiting"). */
	readonly points: number;
	/** What its form holds, for one item or several; a text says why it cannot be asked. */
	readonly values: (earlierRows: EarlierRows) => StepValues | readonly StepValues[] | string;
	/** One bare request instead of the operation, for an answer that the operation never needs. */
	readonly asks?: (earlierRows: EarlierRows) => GraphRequest | string;
	/** The first step of such a name keeps what `asks` brings, the next says which of these fields are another. */
	readonly compares?: { readonly as: string; readonly fields: readonly string[] };
	/** Under which name its rows are kept for later steps. */
	readonly learns?: string;
	/** Its rows that have the check's name were made by an earlier check that was cut off: they may be deleted. */
	readonly finds?: 'leftovers';
	/** Takes away what the check has made: also done when the check ends early. */
	readonly cleans?: true;
}

/** As many rows as tell what one looks like. */
export const few = { returnAll: false, limit: 5 };

/** An operation that only reads; without values its form has the defaults. */
export const reads = (
	operation: string,
	points: number,
	values: CheckStep['values'] = () => ({}),
	more: Partial<CheckStep> = {},
): CheckStep => ({ operation, level: 'readOnly', points, values, ...more });

/** What everything is called that the check has checked or made. */
export const NAME = 'Self-check, safe to delete';

export const stepKeyOf = ({ operation, what }: Pick<CheckStep, 'operation' | 'what'>): string =>
	what === undefined ? operation : `${operation}, ${what}`;

/** The ID of the first row of a kind, or why there is none. */
export const withFirst =
	(kind: string, values: (id: string, row: IDataObject, earlierRows: EarlierRows) => StepValues | string) =>
	(earlierRows: EarlierRows): StepValues | string => {
		const row = earlierRows.rows[kind]?.[0];
		return row?.id === undefined ? `the account has no ${kind} to ask with` : values(String(row.id), row, earlierRows);
	};

/** The form's defaults with these values in their places. */
export const fillForm = (form: Form, account: string, values: StepValues): StepValues => ({
	...Object.fromEntries(form.properties.map((property) => [property.name, property.default])),
	adAccount: account,
	...values,
});
