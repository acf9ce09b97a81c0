import type { Contacts } from './people/contacts.mts';
import type { Decisions } from './decisions.mts';
import type { Events } from './conversions/events.mts';
import type { FirstUse } from './n8n/firstUse.mts';
import type { Flattening } from './flattening.mts';
import type { Loading } from './n8n/descriptions.mts';
import type { Million } from './people/millionContacts.mts';
import type { MillionEvents } from './conversions/millionEvents.mts';
import type { ReportTimes } from './n8n/reports.mts';
import type { Updating } from './n8n/statusUpdates.mts';
import type { UploadOnce } from './people/uploadOnce.mts';

/** What one run of the benchmarks has measured. */
export interface Measured {
	loadings: Loading[];
	uses: FirstUse[];
	updates: Updating[];
	reports: ReportTimes;
	flattenings: Flattening[];
	contacts: Contacts;
	events: Events;
	millionEvents: MillionEvents;
	uploads: UploadOnce[];
	million: Million;
	decisions: Decisions;
}
