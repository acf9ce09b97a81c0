const HOUR = 3_600_000;
const MAX_CHANGES = 4;

/** Budget changes of each ad set in the last hour (Meta: marketing-api/overview/rate-limiting). */
export class BudgetChanges {
	private changes = new Map<string, number[]>();
	private blockedUntil = new Map<string, number>();

	/** The refused fifth change blocks the budget for an hour; `validate_only` counts as an attempt (UNCONFIRMED 30). */
	allows(adSetId: string, now: number): boolean {
		if ((this.blockedUntil.get(adSetId) ?? 0) > now) return false;
		const recent = (this.changes.get(adSetId) ?? []).filter((at) => at > now - HOUR);
		this.changes.set(adSetId, recent);
		if (recent.length < MAX_CHANGES) return true;
		this.blockedUntil.set(adSetId, now + HOUR);
		return false;
	}

	note(adSetId: string, now: number): void {
		this.changes.set(adSetId, [...(this.changes.get(adSetId) ?? []), now]);
	}

	clear(): void {
		this.changes.clear();
		this.blockedUntil.clear();
	}
}
