/** Work that can be done little by little. */
interface Job {
	/** @returns whether there is more to do */
	work(): boolean;
}

/**
 * Meta computes a run's rows while its job goes on, on machines of its own; reading them afterwards is only handing over.
 * The emulator shares its machine with whoever reads, so it computes in the pauses between calls.
 */
export class PauseWork {
	private waiting: Job[] = [];

	add(job: Job): void {
		this.waiting.push(job);
		if (this.waiting.length === 1) this.schedule();
	}

	clear(): void {
		this.waiting = [];
	}

	private schedule(): void {
		setTimeout(() => {
			const [first] = this.waiting;
			if (!first) return;
			if (!goesOn(first)) this.waiting.shift();
			if (this.waiting.length > 0) this.schedule();
		}).unref();
	}
}

/** What cannot be found (an unknown field to sort by) is told to whoever reads. */
function goesOn(job: Job): boolean {
	try {
		return job.work();
	} catch {
		return false;
	}
}
