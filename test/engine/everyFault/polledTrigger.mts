import type { IDataObject } from 'n8n-workflow';

import { pollerOf, type NodeRun, type Poller } from '../support/harness.mts';
import { loadedAnew } from '../support/lives/triggerLife.mts';

/** A workflow's own trigger: what it remembers from look to look, as n8n stores it, also where its process ends. */
export class PolledTrigger {
	private poller: Poller;
	private onCall: NodeRun['onCall'];

	constructor(run: Pick<NodeRun, 'parameters' | 'credential'>) {
		const onCall: NodeRun['onCall'] = async (call) => await this.onCall?.(call);
		this.poller = pollerOf({ ...run, node: 'metaAdsTrigger', onCall });
	}

	/**
	 * @param onCall what throws ends the process in the middle
	 * @returns what it brings; null is nothing
	 */
	async look(onCall?: NodeRun['onCall']): Promise<IDataObject[] | null> {
		const stored = this.poller.stored();
		let isGone = false;
		this.onCall = async (call) => {
			try {
				await onCall?.(call);
			} catch (error) {
				isGone = true;
				throw error;
			}
		};
		const brought = await this.poller.poll().catch((error: Error) => error);
		if (isGone) this.poller = this.poller.restarted(loadedAnew(), stored);
		if (isGone) throw new Error('The process is gone');
		if (brought instanceof Error) throw brought;
		return brought;
	}
}
