import { AdActivity } from 'facebook-nodejs-business-sdk';
import { DateTime } from 'luxon';
import { define } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';
import { APP } from '../world/tokens.mts';

export const activityType = define('AdActivity', {
	sdkFields: AdActivity.Fields,
	newer: ['tool'],
	// Meta does not document the default fields of activities (UNCONFIRMED 23).
	defaults: ['event_time', 'event_type', 'actor_name', 'extra_data'],
	hasId: false,
	readers: {
		actor_id: (entry) => entry.actor.id,
		actor_name: (entry) => entry.actor.name,
		application_id: (entry) => (entry.actor.application ?? APP).id,
		application_name: (entry) => (entry.actor.application ?? APP).name,
		date_time_in_timezone: (entry) =>
			DateTime.fromMillis(entry.eventTime, { zone: entry.account.timeZone }).toFormat("MM/dd/yyyy 'at' h:mm a"),
		event_time: (entry) => graphTime(entry.eventTime, 'utc'),
		event_type: (entry) => entry.eventType,
		translated_event_type: (entry) =>
			entry.eventType.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase()),
		object_id: (entry) => entry.objectId,
		object_name: (entry) => entry.objectName,
		object_type: (entry) => entry.objectType,
		extra_data: (entry) => JSON.stringify(entry.extraData),
	},
});
