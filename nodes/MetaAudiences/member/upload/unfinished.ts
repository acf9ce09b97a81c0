/**
 * Uploads of whole lists this process has begun and seen break off, by audience. A run that follows (Retry On Fail,
 * say) may begin such a session again instead of waiting for its 90 minutes to pass. Nobody else can be at it. One
 * still going on is never named.
 */
class UnfinishedUploads {
	private readonly sessions = new Map<string, string>();

	/** @returns to be called with whether the replacement was completed */
	begin(audience: string, id: string): (isComplete: boolean) => void {
		this.sessions.delete(audience);
		return (isComplete) => {
			if (!isComplete) this.sessions.set(audience, id);
		};
	}

	brokeOff(audience: string, id: string): boolean {
		return this.sessions.get(audience) === id;
	}
}

export const unfinishedUploads = new UnfinishedUploads();
