import type { Ad, AdSet, Campaign } from '../../world/adObjectModel.mts';

export interface Span {
	from: number;
	/** Absent: still active. */
	until?: number;
}

type Switchable = Ad | AdSet | Campaign;

/** Objects of the seed that are not active were so for this long after they were made. */
const ACTIVE_ONCE = 40 * 86_400_000;

/** When campaigns, ad sets and ads were switched on: what is paused gets no impressions, and what was never on never had any. */
export class ActiveSpans {
	private spans = new Map<string, Span[]>();

	clear(): void {
		this.spans.clear();
	}

	/** The past of seeded objects. */
	assume(nodes: Switchable[]): void {
		for (const { id, status, createdTime } of nodes) {
			if (this.spans.has(id)) continue;
			this.spans.set(id, [{ from: createdTime, ...(status !== 'ACTIVE' && { until: createdTime + ACTIVE_ONCE }) }]);
		}
	}

	/** To be called after every write. */
	note(nodes: Switchable[], now: number): void {
		for (const { id, status } of nodes) {
			const spans = this.spans.get(id) ?? [];
			const last = spans.at(-1);
			const isOn = last !== undefined && last.until === undefined;
			if (status === 'ACTIVE' && !isOn) this.spans.set(id, [...spans, { from: now }]);
			else if (status !== 'ACTIVE' && isOn) last.until = now;
		}
	}

	of({ id }: Switchable): Span[] {
		return this.spans.get(id) ?? [];
	}
}
