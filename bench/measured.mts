import type { Contacts } from './people/contacts.mts';
import type { Decisions } from './decisions.mts';
import type { Events } from './conversions/events.mts';
import type { FirstUse } from './n8n/firstUse.mts';
import type { FullRecord } from './n8n/fullRecord.mts';
import type { Flattening } from './flattening.mts';
import type { Loading } from './n8n/descriptions.mts';
import type { Million } from './people/millionContacts.mts';
import type { MillionEvents } from './conversions/millionEvents.mts';
import type { PickerTime } from './n8n/pickers.mts';
import type { RecipeTime } from './recipes/recipes.mts';
import type { ReportTime } from './n8n/reports.mts';
import type { Updating } from './n8n/statusUpdates.mts';
import type { UploadOnce } from './people/uploadOnce.mts';

/** What the benchmarks have measured, each part in its last run. */
export interface Measured {
	loadings: Loading[];
	uses: FirstUse[];
	/** Lists of the editor. */
	pickers: PickerTime[];
	updates: Updating[];
	/** Growing reports into a file. */
	files: ReportTime[];
	/** A million rows into a file, again and again. */
	peaks: ReportTime[];
	/** The same rows as items by either node; and as many items of a node that only makes them. */
	items: ReportTime[];
	/** Recipes from Meta to where their rows are kept. */
	recipes: RecipeTime[];
	flattenings: Flattening[];
	contacts: Contacts;
	events: Events;
	millionEvents: MillionEvents;
	/** One event of steps that have sent many. */
	records: FullRecord[];
	uploads: UploadOnce[];
	million: Million;
	decisions: Decisions;
}
