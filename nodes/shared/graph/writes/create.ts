import { pairLists } from '../../lists';
import type { GraphClient, SettledRequest } from '../client';
import { failureAfter, type GraphFailure } from '../error';
import { rowsIn, type GraphObject } from '../object';
import type { GraphRequest } from '../request';
import type { Wait } from '../wait';
import { isRecord } from '../../record';
import { shortText } from '../../words';
import { idOf } from '../../reading/cells';
import { isCandidate, lookRequest, nameMatch, ownership, ownReadRequest, type LookUp } from './lookUp';
import { closeCreate, isContested, isForeign, leaveUnknown, openCreate, type OpenCreate } from './openCreates';

export interface Creation {
	readonly request: GraphRequest;
	readonly lookUp: LookUp;
	/** Field of the answer that holds the new id; `id` unless given. */
	readonly idIn?: string;
	/** Fields to read of the new object, besides those that show whose it is. */
	readonly reads?: readonly string[];
}

export type CreationResult =
	| {
			readonly id: string;
			/** The answer was lost and the object found by looking. */
			readonly found: boolean;
			/** What Meta answered, unless that was lost. */
			readonly answer?: GraphObject;
			/** Read back, and shown to be the one that was made; null where that could not be read. */
			readonly object: GraphObject | null;
			readonly failure?: undefined;
	  }
	| { readonly id?: undefined; readonly failure: GraphFailure };

export interface CreateOptions {
	readonly wait: Wait;
	/** Ids that other items of the run have created or found: never to be taken twice. */
	readonly claimed: Set<string>;
	/** When an earlier try left that may have made them, by this machine's clock: they are looked up before they are sent. */
	readonly triedAt?: number;
}

/** Pauses before each look: three looks over half a minute, since new objects take a moment to appear on their edge. */
const LOOKS = [3_000, 7_000, 20_000];

/** Pauses before each read of what an answer names: some replicas lag for seconds. */
const PROOFS = [0, 1_000, 4_000];

/** Of a name within a sentence. */
const LONGEST_NAME = 80;

/**
 * Creates each object once, whatever happens to the answers, and reads it back: an ID in an answer is not yet ours. An
 * answer that names another's object is as good as lost.
 */
export async function createAll(
	client: GraphClient,
	creations: readonly Creation[],
	options: CreateOptions,
): Promise<CreationResult[]> {
	const { triedAt } = options;
	const firstTry: FirstTry = { localTime: triedAt ?? client.now, metaTime: client.serverTime(triedAt) };
	const searches = creations.map((creation): Search => ({
		creation,
		open: openCreate(client.origin, creation.lookUp),
	}));
	const openSearches = (): Search[] =>
		searches.filter(({ result, named }) => result === undefined && named === undefined);
	const run: Run = { client, firstTry, ...options };
	try {
		if (triedAt !== undefined) await lookFor(run, searches);
		const sendable = openSearches();
		const endings = await client.sendMany(sendable.map(({ creation: { request } }) => request));
		for (const [search, ending] of pairLists(sendable, endings)) takeAnswer(search, ending);
		await readBack(run, searches);
		await lookFor(run, openSearches());
		await readBack(run, searches);
		return searches.map((search) => search.result ?? { failure: unknownCreate(search) });
	} finally {
		for (const { open } of searches) leaveUnknown(open);
	}
}

/** When it left. */
interface FirstTry {
	readonly localTime: number;
	/** Milliseconds; null where no answer had told Meta's time by then. */
	readonly metaTime: number | null;
}

interface Run extends CreateOptions {
	readonly client: GraphClient;
	readonly firstTry: FirstTry;
}

/** Meta's time before the creates were sent; null while no answer has told it. */
const startOf = ({ client, firstTry: { localTime, metaTime } }: Run): number | null =>
	metaTime ?? client.serverTime(localTime);

type Made = Extract<CreationResult, { id: string }>;

/** A create on its way to its object. */
interface Search {
	readonly creation: Creation;
	readonly open: OpenCreate;
	/** What its answer or a look has named, and was not read yet. */
	named?: Omit<Made, 'object'>;
	result?: CreationResult;
	/** Why the answer is missing. */
	cause?: GraphFailure;
	/** An object fits it that can be another create's. */
	hasRival?: true;
	/** What its answer has named, and is another's. */
	foreignId?: string;
}

/** Looks for what was created since, three times within half a minute. */
async function lookFor(run: Run, searches: readonly Search[]): Promise<void> {
	const { client, wait, claimed } = run;
	let open = searches;
	for (const pause of LOOKS) {
		if (open.length === 0) break;
		await wait(pause);
		const looks = await client.sendMany(open.map(({ creation }) => lookRequest(creation.lookUp)));
		const startedAt = startOf(run);
		// Without Meta's time from before nothing can be told apart.
		if (startedAt === null) break;
		// Whose name is surely its own comes first: what Meta may have written on can be the name of another.
		for (const match of ['same', 'perhaps'] as const)
			for (const [search, look] of pairLists(open, looks)) claim(look, search, match, startedAt, claimed);
		open = open.filter(({ named }) => named === undefined);
	}
}

/** An answer without an id says as little as none: then the object has to be looked up. */
function takeAnswer(search: Search, ending: SettledRequest): void {
	const { creation, open } = search;
	search.cause = ending.failure;
	if (ending.failure) {
		open.isUnderWay = false;
		if (ending.ambiguous) return;
		search.result = { failure: ending.failure };
		closeCreate(open);
		return;
	}
	const answer = ending.answer.body as GraphObject;
	const id = idOf(answer[creation.idIn ?? 'id'] ?? answer.id);
	if (id === null) open.isUnderWay = false;
	else search.named = { id, found: false, answer };
}

/** Reads what was named, until it shows whose it is. What cannot be read exists all the same. */
async function readBack(run: Run, searches: readonly Search[]): Promise<void> {
	let open = searches.filter(({ named }) => named !== undefined);
	for (const pause of PROOFS) {
		if (open.length === 0) break;
		await run.wait(pause);
		const reads = await run.client.sendMany(
			open.flatMap(({ named, creation: { lookUp, reads: fields = [] } }) =>
				named === undefined ? [] : ownReadRequest(lookUp, named.id, fields),
			),
		);
		for (const [search, read] of pairLists(open, reads)) judge(run, search, read);
		open = open.filter(({ named }) => named !== undefined);
	}
	for (const search of open) take(run, search, null);
}

/** Takes the object for its create's, or finds that it is another's. Of what shows neither, a later read may show more. */
function judge(run: Run, search: Search, { answer, failure }: SettledRequest): void {
	const { named, creation } = search;
	if (named === undefined) return;
	const { id, found } = named;
	// Fields that only its kind has were asked for.
	const isOfAnotherKind = failure?.meta?.code === 100 && failure.kind === 'invalidParameter';
	if (failure !== undefined && !isOfAnotherKind) {
		if (failure.kind !== 'notFound') take(run, search, null);
		return;
	}
	const object = isRecord(answer?.body) ? answer.body : {};
	if (!isOfAnotherKind && object.id !== id) return;
	const isTaken = isOfAnotherKind || (!found && run.claimed.has(id));
	const whose = isTaken ? 'foreign' : found ? 'own' : ownership(creation.lookUp, object, startOf(run));
	if (whose === 'own') take(run, search, object);
	if (whose !== 'foreign') return;
	search.foreignId = id;
	search.named = undefined;
	search.open.isUnderWay = false;
}

function take({ claimed }: Run, search: Search, object: GraphObject | null): void {
	const { named, open } = search;
	if (named === undefined) return;
	search.result = { ...named, object };
	search.named = undefined;
	claimed.add(named.id);
	closeCreate(open, named.id);
}

function claim(
	look: SettledRequest,
	search: Search,
	match: 'same' | 'perhaps',
	startedAt: number,
	claimedIds: Set<string>,
): void {
	if (look.failure || search.named !== undefined) return;
	const { lookUp } = search.creation;
	if (match === 'perhaps' && !lookUp.isWrittenOn) return;
	const interchangeable = lookUp.interchangeable === true && match === 'same';
	const rows = rowsIn(look.answer.body).filter(
		(row) =>
			typeof row.id === 'string' &&
			!claimedIds.has(row.id) &&
			nameMatch(lookUp, row) === match &&
			(interchangeable || !isForeign(search.open, row.id)) &&
			isCandidate(lookUp, row, startedAt),
	);
	const own = rows.find((row) => interchangeable || !isContested(search.open, row));
	if (own === undefined) {
		if (rows.length > 0) search.hasRival = true;
		return;
	}
	const id = String(own.id);
	search.named = { id, found: true };
	claimedIds.add(id);
	closeCreate(search.open, id);
}

function unknownCreate({ creation: { lookUp }, cause, hasRival, foreignId }: Search): GraphFailure {
	const { noun, name } = lookUp;
	const whyLost =
		foreignId === undefined
			? `The answer was lost${cause ? ` (${cause.message})` : ''}`
			: `Meta’s answer named ${foreignId}, which is another object`;
	const whatWasSeen = hasRival
		? `another ${noun} of this name was created at the same time, and Meta does not show which is which`
		: `the ${noun} did not show up within half a minute`;
	return failureAfter(cause, {
		kind: 'outcomeUnknown',
		message: `It is unknown whether Meta created the ${noun} “${shortText(name, LONGEST_NAME)}”`,
		advice:
			`${whyLost}, and ${whatWasSeen}. ` +
			'Look for it in Ads Manager before you run this step again: if it is there, use its ID instead. ' +
			'Nothing was sent twice.',
	});
}
