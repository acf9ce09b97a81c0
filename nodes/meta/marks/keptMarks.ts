import { z } from 'zod';

import { labelNames } from '../../shared/adObject/change/wanted';
import { DAY_MS, HOUR_MS } from '../../shared/durations';
import type { GraphObject } from '../../shared/graph/object';
import type { Session } from '../../shared/node/session/session';
import { idOf } from '../../shared/reading/cells';
import { isRecord } from '../../shared/record';
import { labelsAfter, labelsParam, withMarks, type MarkChange } from './marks';

/**
 * Marks of an object that Meta does not keep. It refuses labels of some objects (facebook-php-business-sdk, issue 427), and takes no
 * more than fifty of any. The workflow keeps them, so that its own steps know each other all the same. n8n stores that after runs of
 * a published workflow. Other workflows do not see it.
 */

/** Where in the workflow's static data. */
const PLACE = 'metaMarks';

const storedMarks = z.object({
	/** Milliseconds since 1970. */
	at: z.number(),
	/** Those that Meta does not keep. */
	refused: z.array(z.string()),
	/** Stops that Meta has shown once, and may not show in its next answer. */
	young: z.array(z.string()),
	/** When its hours switched it on, milliseconds since 1970. */
	switchedOnAt: z.number().optional(),
});

type Kept = z.infer<typeof storedMarks>;

/** What nobody has switched for so long is forgotten. */
const FORGOTTEN_AFTER = 60 * DAY_MS;

/** A label was read this long after it was written. */
const LATE_LABELS = HOUR_MS;

const isOfStop = (name: string): boolean => /^n8n off (stop-loss|rotation) /.test(name);

class KeptMarks {
	/**
	 * @param data what n8n keeps of the workflow: of one that was edited it can be anything
	 * @param now milliseconds since 1970
	 */
	constructor(
		private readonly data: unknown,
		private readonly now: number,
	) {}

	/** The object as if Meta kept all its marks. */
	shownWith<Shown extends GraphObject>(object: Shown): Shown {
		const marks = this.all[idOf(object.id) ?? ''];
		if (marks === undefined) return object;
		const youngNames = this.now - marks.at < LATE_LABELS ? marks.young : [];
		const present = labelNames(object.adlabels);
		const names = [...marks.refused, ...youngNames].filter((name) => !present.includes(name));
		if (names.length === 0) return object;
		const labels: unknown[] = Array.isArray(object.adlabels) ? object.adlabels : [];
		return { ...object, adlabels: [...labels, ...names.map((name) => ({ name, [KEPT_FLAG]: true }))] };
	}

	/** When its hours last switched it on, milliseconds since 1970; null where that was not the last change of this workflow. */
	switchedOnAt({ id }: GraphObject): number | null {
		return this.all[idOf(id) ?? '']?.switchedOnAt ?? null;
	}

	/** What a change leaves of an object's marks, where Meta does not show them. */
	note(before: GraphObject, after: GraphObject, change: MarkChange): void {
		const id = idOf(before.id);
		const markedObject = this.shownWith(before);
		// Its own marks alone: there is always room for these.
		const names = labelsAfter(
			{ ...markedObject, adlabels: labelsParam(withMarks([], markedObject)) },
			change,
			this.now,
		);
		if (id === null || names === null) return;
		const present = labelNames(after.adlabels);
		const refusedNames = names.filter((name) => !present.includes(name));
		const youngNames = names.filter((name) => present.includes(name) && isOfStop(name));
		const others = Object.entries(this.all).filter(
			([other, { at }]) => other !== id && at > this.now - FORGOTTEN_AFTER,
		);
		const isSwitchedOn = change.take === 'hours' && after.status === 'ACTIVE';
		const entry: Kept = {
			at: this.now,
			refused: refusedNames,
			young: youngNames,
			...(isSwitchedOn && { switchedOnAt: this.now }),
		};
		const own = refusedNames.length + youngNames.length === 0 && !isSwitchedOn ? [] : [[id, entry] as const];
		if (!isRecord(this.data) || (own.length === 0 && !(id in this.all))) return;
		// Set as a whole: n8n stores what is set at the top.
		this.data[PLACE] = Object.fromEntries([...others, ...own]);
	}

	/** What somebody has edited is not read. */
	private get all(): Readonly<Record<string, Kept>> {
		const storedRecord = isRecord(this.data) ? this.data[PLACE] : undefined;
		return Object.fromEntries(
			Object.entries(isRecord(storedRecord) ? storedRecord : {}).flatMap(([id, marks]): Array<[string, Kept]> => {
				const read = storedMarks.safeParse(marks);
				return read.success ? [[id, read.data]] : [];
			}),
		);
	}
}

/** Meta shows none of these. */
const KEPT_FLAG = 'keptByWorkflow';

export const keptMarksOf = ({ n8n, graph, now }: Session): KeptMarks =>
	new KeptMarks(n8n.getWorkflowStaticData('global'), graph.serverTime() ?? now());

/** Its hours keep it off, and the workflow alone keeps the mark that says so. */
export const isRestOfWorkflow = ({ id, adlabels }: GraphObject): boolean =>
	Array.isArray(adlabels) &&
	adlabels.some((label) => isRecord(label) && label[KEPT_FLAG] === true && label.name === `n8n off hours ${idOf(id)}`);
