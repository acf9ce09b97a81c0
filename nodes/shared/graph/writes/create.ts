import { pairLists } from '../../lists';
import type { GraphClient, SettledRequest } from '../client';
import { failureAfter, type GraphFailure } from '../error';
import { rowsIn, type GraphObject } from '../object';
import { fieldList, type GraphParams, type GraphRequest } from '../request';
import type { Wait } from '../wait';
import { instantOf } from '../../reading/instants';
import { shortText } from '../../words';
import { idOf } from '../../reading/cells';

/**
 * How a create whose answer was lost can be found again. Graph has no idempotency key, so a create is never sent
 * twice; it is looked up by what only it can have.
 */
export interface LookUp {
	/** Edge the object appears on: `act_123/campaigns`. */
	readonly edge: string;
	/** Whose quota the look uses; absent for what belongs to a page. */
	readonly account?: string;
	/** The page's token, for an edge that only the page may read. */
	readonly bearer?: string;
	readonly name: string;
	/** Field that shows the name; `name` unless given, null for objects that have none: then the name is for sentences. */
	readonly nameField?: string | null;
	/** Parameters that narrow the edge where it takes no `filtering` by name. */
	readonly narrow?: GraphParams;
	/**
	 * The object shows no time of creation, and never changes once made. So one of the same name and content serves as
	 * well as the lost one; `matches` decides that.
	 */
	readonly interchangeable?: true;
	/** What the object is called in a sentence: "campaign". */
	readonly noun: string;
	/** Fields to read and compare with what was sent, besides name and time of creation. */
	readonly fields: readonly string[];
	readonly matches: (candidate: GraphObject) => boolean;
	/** Where an object says when it was created; `created_time` unless said otherwise. */
	readonly timeField?: string;
}

export interface Creation {
	readonly request: GraphRequest;
	readonly lookUp: LookUp;
	/** Field of the answer that holds the new id; `id` unless given. */
	readonly idIn?: string;
}

export type CreationResult =
	| {
			readonly id: string;
			/** The answer was lost and the object found by looking. */
			readonly found: boolean;
			/** What Meta answered, unless that was lost. */
			readonly answer?: GraphObject;
			readonly failure?: undefined;
	  }
	| { readonly id?: undefined; readonly failure: GraphFailure };

export interface CreateOptions {
	readonly wait: Wait;
	/** Ids that other items of the run have created or found: never to be taken twice. */
	readonly claimed: Set<string>;
}

/** Pauses before each look: three looks over half a minute, since new objects take a moment to appear on their edge. */
const LOOKS = [3_000, 7_000, 20_000];

/** Meta's Date header and created_time both have whole seconds. */
const CLOCK_GRAIN = 1_000;

/** Of a name within a sentence. */
const LONGEST_NAME = 80;

/** As many as share one name and second; more would be another's doing. */
const CANDIDATES = 50;

/** Creates each object once, whatever happens to the answers. */
export async function createAll(
	client: GraphClient,
	creations: readonly Creation[],
	options: CreateOptions,
): Promise<CreationResult[]> {
	const startedAt = client.serverTime();
	const creationEndings = await client.sendMany(creations.map(({ request }) => request));
	const endings = pairLists(creations, creationEndings).map(([creation, ending]) => ({
		creation,
		result: readCreated(ending, creation.idIn ?? 'id', options.claimed),
		cause: ending.failure,
	}));
	const open = endings.filter(({ result }) => result === null);
	const foundIds = await lookFor(
		client,
		open.map(({ creation }) => creation.lookUp),
		startedAt,
		options,
	);
	const ids = new Map(pairLists(open, foundIds));
	return endings.map((ending): CreationResult => {
		if (ending.result !== null) return ending.result;
		const id = ids.get(ending);
		if (id !== undefined) return { id, found: true };
		return { failure: unknownCreate(ending.creation.lookUp, ending.cause) };
	});
}

/**
 * Looks for what was created since `startedAt`, three times within half a minute: ids, or nothing where none was found.
 *
 * @param startedAt Meta's time in milliseconds before the creates were sent; without it nothing can be told apart
 */
export async function lookFor(
	client: GraphClient,
	lookUps: readonly LookUp[],
	startedAt: number | null,
	options: CreateOptions,
): Promise<Array<string | undefined>> {
	const searches = lookUps.map((lookUp): { readonly lookUp: LookUp; id?: string } => ({ lookUp }));
	if (startedAt !== null) {
		let open = searches;
		for (const pause of LOOKS) {
			if (open.length === 0) break;
			await options.wait(pause);
			const looks = await client.sendMany(open.map(({ lookUp }) => lookRequest(lookUp)));
			for (const [search, look] of pairLists(open, looks))
				search.id = claim(look, search.lookUp, startedAt, options.claimed);
			open = open.filter(({ id }) => id === undefined);
		}
	}
	return searches.map(({ id }) => id);
}

/** The ending of a create, or null when it has to be looked up. An answer without an id says as little as none. */
function readCreated(ending: SettledRequest, idIn: string, claimedIds: Set<string>): CreationResult | null {
	if (ending.failure) return ending.ambiguous ? null : { failure: ending.failure };
	const answer = ending.answer.body as GraphObject;
	const id = idOf(answer[idIn] ?? answer.id);
	if (id === null) return null;
	claimedIds.add(id);
	return { id, found: false, answer };
}

const lookRequest = ({
	edge,
	account,
	name,
	nameField = 'name',
	timeField = 'created_time',
	narrow,
	interchangeable,
	fields,
	bearer,
}: LookUp): GraphRequest => ({
	method: 'GET',
	path: edge,
	// Filtering an edge by name is used widely but not documented for every edge: what comes back is compared again.
	params: {
		fields: fieldList([
			'id',
			...(nameField === null ? [] : [nameField]),
			...(interchangeable ? [] : [timeField]),
			...fields,
		]),
		limit: CANDIDATES,
		...(narrow ?? { filtering: [{ field: 'name', operator: 'EQUAL', value: name }] }),
	},
	effect: 'read',
	account,
	bearer,
});

function claim(look: SettledRequest, lookUp: LookUp, startedAt: number, claimedIds: Set<string>): string | undefined {
	if (look.failure) return undefined;
	const match = rowsIn(look.answer.body).find(
		(row) =>
			typeof row.id === 'string' &&
			!claimedIds.has(row.id) &&
			(lookUp.nameField === null || row[lookUp.nameField ?? 'name'] === lookUp.name) &&
			(lookUp.interchangeable ??
				(instantOf(row[lookUp.timeField ?? 'created_time']) ?? 0) >= startedAt - CLOCK_GRAIN) &&
			lookUp.matches(row),
	);
	if (match === undefined) return undefined;
	claimedIds.add(String(match.id));
	return String(match.id);
}

function unknownCreate(lookUp: LookUp, cause: GraphFailure | undefined): GraphFailure {
	return failureAfter(cause, {
		kind: 'outcomeUnknown',
		message: `It is unknown whether Meta created the ${lookUp.noun} “${shortText(lookUp.name, LONGEST_NAME)}”`,
		advice:
			`The answer was lost${cause ? ` (${cause.message})` : ''} and the ${lookUp.noun} did not show up within half ` +
			'a minute. Look for it in Ads Manager before you run this step again: if it is there, use its ID instead. ' +
			'Nothing was sent twice.',
	});
}
