import type { Session } from '../../../shared/node/session/session';
import { targetName, type UploadTarget } from './upload';

/** Lists that are remembered of one step. */
const REMEMBERED_LISTS = 1_000;

/** Milliseconds: longer than n8n takes between reading its entries and writing them. */
const SETTLING = 150;

const options = { mode: 'entries', maxEntries: REMEMBERED_LISTS } as const;

/**
 * That a list nobody was ever uploaded to is about to be filled. It is noted in n8n's table of processed data, which is
 * written at once. An n8n that is killed saves no static data, and Meta may show such a list as empty for hours. Filled once
 * more it would keep whoever has left since. A note n8n cannot write stops nothing.
 *
 * n8n writes its entries as a whole, so that of two workers at the same moment one overwrites the other. Each leaves a mark
 * of its own, and only the one whose mark still stands fills the list.
 */
export class FirstFill {
	private readonly entry: string;

	constructor(
		private readonly session: Session,
		target: UploadTarget,
	) {
		this.entry = `${targetName(target)} filled`;
	}

	/** Notes it. @returns whether another run has begun it */
	async begin(): Promise<boolean> {
		const mark = `${this.entry} ${Math.random()}`;
		const earlier = await this.note([this.entry, mark]);
		if (earlier === null) return false;
		try {
			if (earlier.has(this.entry)) return true;
			await this.session.wait(SETTLING);
			return (await this.note([mark]))?.has(mark) === false;
		} finally {
			await this.remove(mark);
		}
	}

	/** Nobody came into the list. */
	async forget(): Promise<void> {
		await this.remove(this.entry);
	}

	/** @returns those that were noted before; null where n8n cannot write */
	private async note(entries: readonly string[]): Promise<ReadonlySet<string> | null> {
		const record = async () =>
			await this.table((helpers) => helpers.checkProcessedAndRecord([...entries], 'node', options));
		// Of two who note the first entries of a step n8n's database refuses one. The row is there then.
		const answer = (await record()) ?? (await this.session.wait(SETTLING).then(record));
		return answer === null ? null : new Set(answer.processed.map(String));
	}

	private async remove(entry: string): Promise<void> {
		await this.table((helpers) => helpers.removeProcessed([entry], 'node', options));
	}

	private async table<T>(act: (helpers: Session['n8n']['helpers']) => Promise<T>): Promise<T | null> {
		return await Promise.resolve()
			.then(async () => await act(this.session.n8n.helpers))
			.catch(() => null);
	}
}
