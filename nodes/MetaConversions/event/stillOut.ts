import type { ConsentStand } from '../../meta/people/consent/consentStand';
import { isReady, type EventReading, type EventLeftOut } from './reading/eventReader';

const NO_CONSENT = 'has not given consent';
const UNCLEAR = 'has no clear yes to being sent to Meta';
const SAME_PERSON = 'the same person has said no in another item';

/** Who is not sent: whoever has not agreed, and whoever shares an address, a number or an ID with somebody who has said no. */
export class StillOut {
	private readonly refusedIdentities = new Set<string>();

	/** These people have said no, whether or not there is an event of theirs. */
	refuse(identities: readonly string[]): void {
		for (const own of identities) this.refusedIdentities.add(own);
	}

	/** The same readings, left out where the person has not agreed. */
	standing(readings: readonly EventReading[], stand: ConsentStand): EventReading[] {
		if (stand === 'yes') return [...readings];
		const problem = stand === 'no' ? NO_CONSENT : UNCLEAR;
		return readings.map(({ name, time }): EventLeftOut => ({ name, time, problem }));
	}

	withoutRefused(readings: readonly EventReading[]): EventReading[] {
		if (this.refusedIdentities.size === 0) return [...readings];
		return readings.map((reading) =>
			isReady(reading) && reading.identities.some((own) => this.refusedIdentities.has(own))
				? { name: reading.name, time: reading.time, problem: SAME_PERSON }
				: reading,
		);
	}
}
