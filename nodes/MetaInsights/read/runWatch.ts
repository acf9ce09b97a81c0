import { GraphFailure } from '../../shared/graph/error';
import type { ReportReader } from './reportReader';
import { asRunFailure, stuck, STUCK_AFTER, type RunState } from './reportRun';

/** Milliseconds in which a run that was just started may not be there yet for whoever looks (100/33). */
const THERE_AFTER = 60_000;

/**
 * How much later than its pace says a run is looked at. It stays at 100 percent for a moment before it is completed,
 * and a look that comes just too early costs another whole gap. Chosen, not measured: a twentieth more is less than a
 * gap for most runs.
 */
const AT_THE_END = 1.05;

/** Looks at a report run that was just started, until it has ended. */
export class RunWatch {
	/** How far the run is; -1 before anybody has seen it. */
	percent = -1;
	private readonly started: number;
	/** When the percentage last rose. */
	private movedAt: number;

	constructor(
		private readonly reader: ReportReader,
		private readonly run: string,
		private readonly now: () => number,
	) {
		this.started = this.movedAt = now();
	}

	/** How the run has ended; null while it goes on. */
	async look(): Promise<RunState | null> {
		const state = await this.state();
		if (state === null || state.state !== 'running') return state;
		if (state.percent > this.percent) {
			this.percent = state.percent;
			this.movedAt = this.now();
		}
		return this.now() - this.movedAt >= STUCK_AFTER
			? { state: 'failed', percent: state.percent, failure: stuck(state.percent) }
			: null;
	}

	/**
	 * A run that moves tells when it will be done. With growing gaps alone, a third of the time could be spent waiting
	 * for the next look. One that is late by its own pace says nothing any longer, and is looked at in growing gaps
	 * again.
	 *
	 * @returns milliseconds until then, as far as that can be said
	 */
	remaining(): number | undefined {
		if (this.percent <= 0) return undefined;
		const left = this.started + ((this.movedAt - this.started) * 100 * AT_THE_END) / this.percent - this.now();
		return left > 0 && this.percent < 100 ? left : undefined;
	}

	/** Null for a run that is not there yet. */
	private async state(): Promise<RunState | null> {
		return await this.reader.state(this.run).catch((thrown: unknown) => {
			if (!(thrown instanceof GraphFailure) || thrown.kind !== 'notFound') throw thrown;
			if (this.now() - this.started >= THERE_AFTER) throw asRunFailure(thrown) as Error;
			return null;
		});
	}
}
