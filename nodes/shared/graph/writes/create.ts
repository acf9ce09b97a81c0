import { pairLists } from '../../lists';
import type { GraphClient, SettledRequest } from '../client';
import { failureAfter, type GraphFailure } from '../error';
import { rowsIn, type GraphObject } from '../object';
import { fieldList, type GraphParams, type GraphRequest } from '../request';
import type { Wait } from '../wait';
import { instantOf } from '../../reading/instants';
import { shortText } from '../../words';
import { idOf } from '../../reading/cells';
import { closeCreate, isContested, isForeign, leaveUnknown, openCreate, type OpenCreate } from './openCreates';

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
	/** What was sent and no field of these shows. Of two lost creates that differ in it alone, neither takes an object for its own. */
	readonly unseen?: unknown;
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
	const searches = creations.map((creation): Search => ({
		creation,
		open: openCreate(client.origin, creation.lookUp),
	}));
	try {
		const endings = await client.sendMany(creations.map(({ request }) => request));
		for (const [search, ending] of pairLists(searches, endings)) takeAnswer(search, ending, options.claimed);
		await lookFor(
			client,
			searches.filter(({ result }) => result === undefined),
			startedAt,
			options,
		);
		return searches.map((search) => search.result ?? { failure: unknownCreate(search) });
	} finally {
		for (const { open } of searches) leaveUnknown(open);
	}
}

/** A create on its way to its object. */
interface Search {
	readonly creation: Creation;
	readonly open: OpenCreate;
	result?: CreationResult;
	/** Why the answer is missing. */
	cause?: GraphFailure;
	/** An object fits it that can be another create's. */
	hasRival?: true;
}

/** Looks for what was created since `startedAt`, three times within half a minute. */
async function lookFor(
	client: GraphClient,
	searches: readonly Search[],
	startedAt: number | null,
	options: CreateOptions,
): Promise<void> {
	// Meta's time before the creates were sent: without it nothing can be told apart.
	if (startedAt === null) return;
	let open = searches;
	for (const pause of LOOKS) {
		if (open.length === 0) break;
		await options.wait(pause);
		const looks = await client.sendMany(open.map(({ creation }) => lookRequest(creation.lookUp)));
		for (const [search, look] of pairLists(open, looks)) claim(look, search, startedAt, options.claimed);
		open = open.filter(({ result }) => result === undefined);
	}
}

/** An answer without an id says as little as none: then the object has to be looked up. */
function takeAnswer(search: Search, ending: SettledRequest, claimedIds: Set<string>): void {
	const { creation, open } = search;
	search.cause = ending.failure;
	open.isUnderWay = false;
	if (ending.failure) {
		if (ending.ambiguous) return;
		search.result = { failure: ending.failure };
		closeCreate(open);
		return;
	}
	const answer = ending.answer.body as GraphObject;
	const id = idOf(answer[creation.idIn ?? 'id'] ?? answer.id);
	if (id !== null) take(search, { id, found: false, answer }, claimedIds);
}

function take(search: Search, result: Extract<CreationResult, { id: string }>, claimedIds: Set<string>): void {
	search.result = result;
	claimedIds.add(result.id);
	closeCreate(search.open, result.id);
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

function claim(look: SettledRequest, search: Search, startedAt: number, claimedIds: Set<string>): void {
	if (look.failure) return;
	const { creation, open } = search;
	const { lookUp } = creation;
	const { interchangeable = false } = lookUp;
	const rows = rowsIn(look.answer.body).filter(
		(row) =>
			typeof row.id === 'string' &&
			!claimedIds.has(row.id) &&
			(lookUp.nameField === null || row[lookUp.nameField ?? 'name'] === lookUp.name) &&
			(interchangeable ||
				(!isForeign(open, row.id) &&
					(instantOf(row[lookUp.timeField ?? 'created_time']) ?? 0) >= startedAt - CLOCK_GRAIN)) &&
			lookUp.matches(row),
	);
	const own = rows.find((row) => interchangeable || !isContested(open, row));
	if (own !== undefined) take(search, { id: String(own.id), found: true }, claimedIds);
	else if (rows.length > 0) search.hasRival = true;
}

function unknownCreate({ creation: { lookUp }, cause, hasRival }: Search): GraphFailure {
	const { noun, name } = lookUp;
	const whatWasSeen = hasRival
		? `another ${noun} of this name was created at the same time, and Meta does not show which is which`
		: `the ${noun} did not show up within half a minute`;
	return failureAfter(cause, {
		kind: 'outcomeUnknown',
		message: `It is unknown whether Meta created the ${noun} “${shortText(name, LONGEST_NAME)}”`,
		advice:
			`The answer was lost${cause ? ` (${cause.message})` : ''} and ${whatWasSeen}. ` +
			'Look for it in Ads Manager before you run this step again: if it is there, use its ID instead. ' +
			'Nothing was sent twice.',
	});
}
