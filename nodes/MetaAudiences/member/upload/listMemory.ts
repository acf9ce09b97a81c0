import { max } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import type { Session } from '../../../shared/node/session/session';
import { isRecord } from '../../../shared/record';
import type { Leavers } from '../goneColumns';
import type { Rows } from './listSize';
import { targetName, type UploadTarget } from './upload';

/**
 * What this step remembers of a list between two runs, in what n8n stores of the workflow. It knows a replacement that
 * broke off, and how long the list was after each complete run. It is stored for runs that are not started by hand. It
 * can hold back, and never lets anything through that Meta's answers do not.
 */

/** A whole upload that has begun and not ended. */
export interface OpenUpload {
	readonly id: string;
	/** Milliseconds since 1970. */
	readonly at: number;
	/** The run that began it has ended: nobody is at it. */
	readonly isOver: boolean;
}

interface CompleteRun {
	readonly rows: number;
	/** Percent that had to remain. */
	readonly keepAtLeast: number;
}

interface RememberedList {
	readonly open?: OpenUpload;
	/** The oldest first. */
	readonly complete?: readonly CompleteRun[];
	/** By which columns people were left out. */
	readonly leavers?: Leavers;
}

/** Complete runs that are remembered: a list that halves each night is seen from its first length. */
const RUNS = 10;

export class ListMemory {
	private readonly staticData: IDataObject;
	private readonly name: string;

	constructor({ n8n }: Session, target: UploadTarget) {
		this.staticData = n8n.getWorkflowStaticData('node');
		this.name = targetName(target);
	}

	private get list(): RememberedList {
		const { lists } = this.staticData;
		const remembered = isRecord(lists) ? lists[this.name] : undefined;
		return isRecord(remembered) ? (remembered as RememberedList) : {};
	}

	private remember(list: RememberedList): void {
		const { lists } = this.staticData;
		// Set as a whole: n8n stores what is set at the top.
		this.staticData.lists = {
			...(isRecord(lists) ? (lists as IDataObject) : {}),
			[this.name]: list as unknown as IDataObject,
		};
	}

	get open(): OpenUpload | undefined {
		return this.list.open;
	}

	/** Somebody was uploaded by this step, whatever Meta shows so far. */
	get isFilled(): boolean {
		return this.open !== undefined || (this.list.complete ?? []).length > 0;
	}

	/** How long the list was, by the longest of the last complete runs too: the longer one counts. */
	lengthBefore(shownRows: Rows): Rows {
		const longest = max((this.list.complete ?? []).map(({ rows }) => rows));
		if (longest !== undefined)
			return { isKnown: true, rows: shownRows.isKnown ? Math.max(shownRows.rows, longest) : longest };
		// An upload of this step that broke off can have left anything.
		return shownRows.isKnown || !this.isFilled ? shownRows : { ...shownRows, isSmall: false };
	}

	/** @returns takes it back: nothing of it has come to Meta */
	begin(id: string, at: number): () => void {
		const before = this.list;
		this.remember({ ...before, open: { id, at, isOver: false } });
		return () => this.remember(before);
	}

	/** The run has ended, and the upload is left as it is. */
	breakOff(): void {
		const { open } = this.list;
		if (open !== undefined) this.remember({ ...this.list, open: { ...open, isOver: true } });
	}

	/** Whoever asks for less to remain than before has meant the list to shrink: counting begins anew. */
	complete(rows: number, keepAtLeast: number): void {
		const { complete = [], leavers } = this.list;
		const isMeant = complete.some((run) => run.keepAtLeast > keepAtLeast);
		this.remember({
			complete: [...(isMeant ? [] : complete), { rows, keepAtLeast }].slice(-RUNS),
			...(leavers === undefined ? {} : { leavers }),
		});
	}

	get leavers(): Leavers {
		return this.list.leavers ?? {};
	}

	noteLeavers(leavers: Leavers): void {
		this.remember({ ...this.list, leavers });
	}
}
