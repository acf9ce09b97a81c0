import { mapValues } from 'lodash';

/**
 * What the trigger remembers of leads between looks, in n8n's static data of the node: IDs and times, nothing of a
 * person. As with the account's events it can be older than the last look, never newer. What is reported twice because of
 * that has the same `eventId`. Times are milliseconds since 1970.
 */
export interface LeadMemory {
	/** What the form asks for. */
	readonly asked: string;
	/** Older leads are not told: a workflow that is switched on does not flood. */
	readonly startedAt: number;
	/** When all forms were last read, whatever their counters said. */
	readonly sweptAt: number;
	readonly forms: Readonly<Record<string, FormMemory>>;
	/** Leads told in the time that is read again, with the times they were made. */
	readonly told: Readonly<Record<string, number>>;
	/** Leads handed to n8n lately. */
	readonly handedOver: readonly LeadHandedOver[];
	/** Pages at their call limit, and until when. */
	readonly resting: Readonly<Record<string, number>>;
}

/** Of one form. */
export interface FormMemory {
	/** What its counters said when it was last read. */
	readonly counters: string | null;
	/** Up to when its leads have been read. */
	readonly readAt: number;
	/** When its counters last moved: for a while it is read at every look, since its list can lag behind. */
	readonly movedAt: number;
	/** Some of its leads are too young to be told: they may be a hub's. */
	readonly isWaiting: boolean;
	/** Where it was looked at with earlier settings as well: the start of then. */
	readonly startedAt?: number;
}

/** A lead that this process handed over, and where to read it once more. */
export interface LeadHandedOver {
	readonly at: number;
	readonly by: string;
	readonly lead: string;
	readonly page: string;
}

/** Meta tells whole seconds: a lead of the second of the start is told. */
const freshLeadMemory = (settings: string, now: number): LeadMemory => ({
	asked: settings,
	startedAt: now - (now % 1000),
	sweptAt: now,
	forms: {},
	told: {},
	handedOver: [],
	resting: {},
});

/**
 * With other settings memory starts once more. A form that was looked at before keeps its place: what has come to it since the last
 * look is still to be told.
 */
export const leadMemoryFor = (settings: string, now: number, earlier: LeadMemory | undefined): LeadMemory =>
	earlier === undefined
		? freshLeadMemory(settings, now)
		: {
				...earlier,
				asked: settings,
				startedAt: freshLeadMemory(settings, now).startedAt,
				forms: mapValues(earlier.forms, (form) => ({ ...form, startedAt: form.startedAt ?? earlier.startedAt })),
			};

/** As long as for the account's events: a process that lives on has executed what it was handed. */
const DELIVERED_AFTER = 15 * 60_000;

/** Static data is one row of n8n's database, written as a whole. */
const MOST_TOLD = 20_000;
const MOST_HANDED_OVER = 500;

/** What has to be handed over once more: n8n was stopped or killed since, and may not have come to executing it. */
export const leadsToRepeat = ({ handedOver }: LeadMemory, process: string): readonly LeadHandedOver[] =>
	handedOver.filter(({ by }) => by !== process);

/** What is handed over now joins what was lately; the oldest make room, but never one of now. */
export function leadsHandedOver(
	{ handedOver }: LeadMemory,
	now: readonly LeadHandedOver[],
	process: string,
	at: number,
): readonly LeadHandedOver[] {
	const recent = handedOver.filter((one) => one.by === process && one.at > at - DELIVERED_AFTER);
	return [...recent.slice(-Math.max(0, MOST_HANDED_OVER - now.length)), ...now];
}

/** Leads that could be read again, the newest first where there are too many. */
export function toldSince(toldLeads: LeadMemory['told'], since: number): Record<string, number> {
	const leadsSince = Object.entries(toldLeads).filter(([, at]) => at >= since);
	if (leadsSince.length <= MOST_TOLD) return Object.fromEntries(leadsSince);
	return Object.fromEntries(leadsSince.sort(([, one], [, other]) => other - one).slice(0, MOST_TOLD));
}
