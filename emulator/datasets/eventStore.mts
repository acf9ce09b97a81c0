import type { JsonObject } from '../graph/language/jsonObjects.mts';

/** An event that was taken. */
export interface ReceivedEvent {
	readonly dataset: string;
	readonly receivedAt: number;
	/** As it was sent. */
	readonly event: JsonObject;
	/** Events with a test code are kept like any other (Meta: conversions-api/using-the-api, "Test Events Tool"). */
	readonly testEventCode?: string;
	/** Sent by the shop's own page, with Meta's pixel. */
	readonly isFromBrowser?: true;
}

/** The languages in which Meta's texts for people come here: they follow the token's user. */
export type TextLanguage = 'en' | 'de';

/** Two copies of one event are one within 48 hours (Meta: conversions-api/deduplicate-pixel-and-server-events). */
const SAME_EVENT_MILLISECONDS = 48 * 3_600_000;

/** What the datasets have received, in order. */
export class EventStore {
	private readonly received: ReceivedEvent[] = [];
	/** IDs of leads that were deleted. */
	readonly deletedLeads = new Set<string>();
	language: TextLanguage = 'en';
	/** Whether an event that the server sends a second time with the same ID is dropped: Meta does not say (UNCONFIRMED 120). */
	dropsRepeats = false;

	clear(): void {
		this.received.length = 0;
		this.deletedLeads.clear();
		this.language = 'en';
		this.dropsRepeats = false;
	}

	/** Takes events unless they are other copies of what is there. */
	add(events: readonly ReceivedEvent[]): void {
		for (const event of events) if (!this.isCopy(event)) this.received.push(event);
	}

	of(dataset: string): readonly ReceivedEvent[] {
		return this.received.filter((event) => event.dataset === dataset);
	}

	/** Pixel and server: the same name and ID, one of each (the browser's first). Server and server: see `dropsRepeats`. */
	private isCopy({ dataset, receivedAt, event, isFromBrowser }: ReceivedEvent): boolean {
		const { event_id: id, event_name: name } = event;
		if (id === undefined) return false;
		return this.received.some(
			(other) =>
				(this.dropsRepeats || other.isFromBrowser !== isFromBrowser) &&
				other.dataset === dataset &&
				other.event.event_id === id &&
				other.event.event_name === name &&
				Math.abs(receivedAt - other.receivedAt) <= SAME_EVENT_MILLISECONDS,
		);
	}
}
