import type { IDataObject } from 'n8n-workflow';

import type { Form } from '../../../shared/form/form';
import type { GraphRequest } from '../../../shared/graph/request';
import type { AccountFacts } from '../../../shared/node/session/session';
import type { Level } from '../levels';

/** Rows that earlier steps brought, by what they are: what later steps need an ID of. */
export interface Known {
	readonly account: AccountFacts;
	readonly rows: Record<string, readonly IDataObject[]>;
}

/** Values of a form by parameter; what is missing has the form's default. */
export type Values = Readonly<Record<string, unknown>>;

/** One operation as the check carries it out. */
export interface Step {
	/** Node, resource and operation: `metaAds.campaign.getMany`. */
	readonly operation: string;
	/** Tells steps of one operation apart. */
	readonly what?: string;
	readonly level: Exclude<Level, 'plan'>;
	/** The most points of the account's quota it takes: 1 a read, 3 a write or check (Marketing API, "Rate limiting"). */
	readonly points: number;
	/** What its form holds, for one item or several; a text says why it cannot be asked. */
	readonly values: (known: Known) => Values | readonly Values[] | string;
	/** One bare request instead of the operation, for an answer that the operation never needs. */
	readonly asks?: (known: Known) => GraphRequest | string;
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
	values: Step['values'] = () => ({}),
	more: Partial<Step> = {},
): Step => ({ operation, level: 'readOnly', points, values, ...more });

/** What everything is called that the check has checked or made. */
export const NAME = 'Self-check, safe to delete';

export const keyOf = ({ operation, what }: Pick<Step, 'operation' | 'what'>): string =>
	what === undefined ? operation : `${operation}, ${what}`;

/** The ID of the first row of a kind, or why there is none. */
export const withFirst =
	(kind: string, values: (id: string, row: IDataObject, known: Known) => Values | string) =>
	(known: Known): Values | string => {
		const row = known.rows[kind]?.[0];
		return row?.id === undefined ? `the account has no ${kind} to ask with` : values(String(row.id), row, known);
	};

/** The form's defaults with these values in their places. */
export const filledIn = (form: Form, account: string, values: Values): Values => ({
	...Object.fromEntries(form.properties.map((property) => [property.name, property.default])),
	adAccount: account,
	...values,
});
