import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../form/field';
import type { GraphObject } from '../graph/object';
import type { GraphParams } from '../graph/request';
import type { AccountFacts } from '../node/session/session';
import type { MatchName } from '../reading/nameMatch';
import type { Comparable } from './list/comparable';

/** Which kind of object something is: enough to choose one, to find its list, and to refuse the ID of another. */
export interface AdObjectIdentity {
	/** In a sentence: "campaign". */
	readonly noun: string;
	readonly plural: string;
	/** The parameter that chooses one, and its picker. */
	readonly locator: Field<string, string>;
	/** Where it appears in an account: `campaigns`. */
	readonly edge: string;
	readonly url: (account: string, id: string) => string;
	/** How to find its ID in Ads Manager, a sentence. */
	readonly whereIsTheId: string;
}

/** What campaigns, ad sets and ads have in common, and where they differ: read, compared, listed and shown alike. */
export interface AdObjectKind extends AdObjectIdentity {
	/** False where the edge cannot be narrowed to ids: each object is then read by itself. */
	readonly listedById?: false;
	/** How a name that Meta shows is compared with one that was given; exactly unless given. */
	readonly matchName?: MatchName;
	/**
	 * What is read wherever a row, a comparison or a proof is made of it. One of them must be a field only this kind
	 * has.
	 */
	readonly fields: readonly string[];
	/** Every field Meta knows of it. */
	readonly allFields: readonly string[];
	/** What a list of them can be narrowed and sorted by. */
	readonly comparable: readonly Comparable[];
	/** Kinds it lies in, the outermost first: a list can be narrowed to one of them. */
	readonly parents?: readonly AdObjectKind[];
	/** One flat row; the same columns for every object. */
	readonly row: (object: GraphObject, account: AccountFacts) => IDataObject;
	/** The columns of a row that people read first, at most twelve, in their order. */
	readonly mainColumns: readonly string[];
	/** What Meta has set of a new one that nobody asked for: half a sentence each, with the field that decides it. */
	readonly unasked?: (sentParams: GraphParams, object: GraphObject) => readonly string[];
	/** Meta has no check without effect for it: values are only checked here then, and nothing is sent. */
	readonly checkedHere?: boolean;
	/** Meta checks new ones without creating them, but has no such check for changes: those are only compared then. */
	readonly changesCheckedHere?: boolean;
}
