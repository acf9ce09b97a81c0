import { AdActivity } from 'facebook-nodejs-business-sdk';
import { DateTime } from 'luxon';
import { define } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';
import { titleOfEvent } from '../log/logCategories.mts';
import { renderedExtra } from '../log/logWords.mts';
import type { Activity } from '../world/basics.mts';
import { APP, SYSTEM_ACTOR } from '../world/tokens.mts';

/** What Meta does itself has application 0 and no name of one (recorded 2025-11 in a public front end). */
const applicationOf = ({ actor }: Activity): { id: string; name: string } | undefined =>
	actor.id === SYSTEM_ACTOR.id ? undefined : (actor.application ?? APP);

export const activityType = define('AdActivity', {
	sdkFields: AdActivity.Fields,
	newer: ['tool'],
	// Meta does not document the default fields of activities (UNCONFIRMED 23).
	defaults: ['event_time', 'event_type', 'actor_name', 'extra_data'],
	hasId: false,
	readers: {
		actor_id: (entry) => entry.actor.id,
		actor_name: (entry) => entry.actor.name,
		application_id: (entry) => applicationOf(entry)?.id ?? '0',
		application_name: (entry) => applicationOf(entry)?.name,
		date_time_in_timezone: (entry) =>
			DateTime.fromMillis(entry.eventTime, { zone: entry.account.timeZone }).toFormat("MM/dd/yyyy 'at' h:mm a"),
		event_time: (entry) => graphTime(entry.eventTime, 'UTC'),
		event_type: (entry) => entry.eventType,
		translated_event_type: (entry) => titleOfEvent(entry.eventType),
		object_id: (entry) => entry.objectId,
		object_name: (entry) => entry.objectName,
		object_type: (entry) => entry.objectType,
		extra_data: (entry, world) => renderedExtra(entry.extraData, world.activities.reader),
	},
});
