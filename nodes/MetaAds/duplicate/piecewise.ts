import { chunk } from 'lodash';

import { notBuiltOn, type NewObject } from '../../shared/adObject/createOne';
import { GraphFailure } from '../../shared/graph/error';
import { createAll, type CreationResult, type Creation } from '../../shared/graph/writes/create';
import { existing, pairLists } from '../../shared/lists';
import type { Session } from '../../shared/node/session/session';
import { copiedIn, sourceIn } from './copied';
import type { Below, CopyPlan } from './copyPlan';

/** Ads in one batch: few enough for Meta to answer in time. */
const ADS_TOGETHER = 10;

/** A copy made object by object, and the first reason why something in it is missing. */
export interface PiecewiseCopy {
	readonly end: CreationResult;
	/** What was made before the copy, by kind and ID. */
	readonly before?: string;
	readonly trouble?: GraphFailure;
}

/**
 * Copies what is too large for one call: first the object alone, then what lies in it, one plain call each. (Meta's
 * asynchronous batch, which copied up to 51 ads, is closed to new apps since 2026-11-04.) Each call is looked up when its
 * answer is lost and never sent twice. What could not be copied leaves the rest in place: the row tells both.
 */
export async function copyPieceByPiece(session: Session, plan: CopyPlan): Promise<PiecewiseCopy> {
	const startedAt = session.now();
	const { end, before } = await makeTop(session, plan);
	if (end.failure) return { end };
	const pieces = new Pieces(session, plan, startedAt, end);
	// Meta lists the newest first; the copies are to stand in the order of what they are copies of.
	const ofType = (type: Below['type']): Below[] => plan.below.filter((one) => one.type === type).reverse();
	// "Batch requests cannot include multiple Adsets under the same Campaign" (Meta's batch guide): one at a time.
	for (const adSet of ofType('ad set')) await pieces.copy([adSet]);
	for (const ads of chunk(ofType('ad'), ADS_TOGETHER)) await pieces.copy(ads);
	const answer = { ...end.answer, ad_object_ids: pieces.copyPairs() };
	return { end: { ...end, answer }, before, trouble: pieces.trouble };
}

/** The object alone: a copy, or a new one where something of it is to be otherwise. */
async function makeTop(session: Session, plan: CopyPlan): Promise<Pick<PiecewiseCopy, 'end' | 'before'>> {
	const { changedCopy, reads } = plan;
	const make = async (creation: Creation): Promise<CreationResult> => {
		const [answer] = await createAll(session.graph, [creation], session);
		return existing(answer, 'the ending of a copy');
	};
	if (changedCopy === undefined) return { end: await make(topOf(plan)) };
	if (changedCopy.first === undefined) return { end: await make({ ...changedCopy.creation(''), reads }) };
	const { noun } = changedCopy.first.lookUp;
	const first = await make(changedCopy.first);
	if (first.failure) return { end: first };
	const { id, object } = first;
	if (object === null) return { end: { failure: notBuiltOn(noun, id) } };
	const end = await make({ ...changedCopy.creation(id), reads });
	const { failure } = end;
	const madeObjects = [{ type: noun, id }];
	return {
		end: failure === undefined ? end : { failure: failure.with({ made: madeObjects }) },
		before: `${noun} ${id}`,
	};
}

const topOf = ({ request, lookUp, idIn, reads }: CopyPlan): Creation => ({
	idIn,
	reads,
	lookUp,
	request: { ...request, params: { ...request.params, deep_copy: false } },
});

class Pieces {
	trouble?: GraphFailure;
	private stopped = false;
	/** Copies by what they are copies of. */
	private readonly copies = new Map<string, string>();

	constructor(
		private readonly session: Session,
		private readonly plan: CopyPlan,
		private readonly startedAt: number,
		top: NewObject,
	) {
		this.take(String(plan.source.id), plan.lookUp.noun, top);
	}

	/** What cannot be read back gets nothing put into it. */
	private take(sourceId: string, noun: string, { id, object }: NewObject): void {
		this.copies.set(sourceId, id);
		if (object === null) this.note(notBuiltOn(noun, id));
	}

	/** Copies what lies in one that has been copied itself. */
	async copy(children: readonly Below[]): Promise<void> {
		this.checkTime();
		if (this.stopped) return;
		const due = children.flatMap((one) => {
			const parent = this.copies.get(one.parentId);
			return parent === undefined ? [] : [{ one, creation: this.creation(one, parent) }];
		});
		const ends = await createAll(
			this.session.graph,
			due.map(({ creation }) => creation),
			this.session,
		);
		for (const [{ one, creation }, end] of pairLists(due, ends)) {
			if (end.failure) this.note(end.failure);
			else this.take(one.id, creation.lookUp.noun, end);
		}
	}

	/** In the words of Meta's answer to a deep copy. */
	copyPairs(): Array<{ source_id: string; copied_id: string }> {
		return [...this.copies].map(([from, to]) => ({ source_id: from, copied_id: to }));
	}

	/** What is wrong with one object says nothing of the others; everything else would go on like this. */
	private note(failure: GraphFailure): void {
		this.trouble ??= failure;
		this.stopped ||= failure.kind !== 'invalidParameter' && failure.kind !== 'notFound';
	}

	private checkTime(): void {
		const { waitUpTo } = this.plan;
		if (this.stopped || this.session.now() - this.startedAt <= waitUpTo) return;
		const minutes = waitUpTo / 60_000;
		const message = `The ${minutes} minutes of Wait Up To have passed`;
		this.note(new GraphFailure({ kind: 'temporary', message, advice: 'Raise Wait Up To.' }));
	}

	private creation({ id, name, child }: Below, parent: string): Creation {
		const { account, childNames, request } = this.plan;
		const path = `${id}/copies`;
		const params = {
			...(child.type === 'ad set' ? { deep_copy: false } : {}),
			[child.parentIn]: parent,
			rename_options: childNames.options,
			status_option: request.params?.status_option,
		};
		return {
			idIn: copiedIn(child.word),
			request: { method: 'POST', path, params, effect: 'create', account: account.id },
			lookUp: {
				edge: path,
				account: account.id,
				name: `${childNames.prefix}${name}${childNames.suffix}`,
				noun: `copy of the ${child.type}`,
				narrow: {},
				isNamedByMeta: true,
				parents: { [sourceIn(child.word)]: id, [child.parentIn]: parent },
				fields: [],
				matches: () => true,
			},
		};
	}
}
