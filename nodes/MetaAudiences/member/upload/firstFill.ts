import type { Session } from '../../../shared/node/session/session';
import { targetName, type UploadTarget } from './upload';

/** Lists that are remembered of one step. */
const REMEMBERED_LISTS = 1_000;

const options = { mode: 'entries', maxEntries: REMEMBERED_LISTS } as const;

/**
 * That a list nobody was ever uploaded to is about to be filled. It is noted in n8n's table of processed data, which is
 * written at once. An n8n that is killed saves no static data, and Meta may show such a list as empty for hours. Filled once
 * more it would keep whoever has left since. A note n8n cannot write stops nothing.
 */
export class FirstFill {
	private readonly entry: string;

	constructor(
		private readonly session: Session,
		target: UploadTarget,
	) {
		this.entry = `${targetName(target)} filled`;
	}

	/** Notes it. @returns whether an earlier run had begun it */
	async begin(): Promise<boolean> {
		const noted = await this.table((helpers) => helpers.checkProcessedAndRecord([this.entry], 'node', options));
		return noted !== null && noted.processed.length > 0;
	}

	/** Nobody came into the list. */
	async forget(): Promise<void> {
		await this.table((helpers) => helpers.removeProcessed([this.entry], 'node', options));
	}

	private async table<T>(act: (helpers: Session['n8n']['helpers']) => Promise<T>): Promise<T | null> {
		return await Promise.resolve()
			.then(async () => await act(this.session.n8n.helpers))
			.catch(() => null);
	}
}
