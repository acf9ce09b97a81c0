import { AsyncSession as SdkAsyncSession } from 'facebook-nodejs-business-sdk';
import { define } from '../graph/handlers/nodeType.mts';
import { graphTime } from '../graph/language/dates.mts';

/** COMPLETED and FAILED: Meta's guide of managed partner ads; the name of the state before and where the error stands: UNCONFIRMED 48. */
export const asyncSessionType = define('AsyncSession', {
	sdkFields: SdkAsyncSession.Fields,
	defaults: ['status', 'result'],
	readers: {
		id: ({ id }) => id,
		name: ({ name }) => name,
		method: () => 'POST',
		uri: ({ uri }) => uri,
		status: ({ ended }) => (ended === undefined ? 'IN_PROGRESS' : ended.isSuccess ? 'COMPLETED' : 'FAILED'),
		percent_completed: ({ ended }) => (ended === undefined ? 0 : 100),
		result: ({ ended }) => ended && JSON.stringify(ended.body),
		start_time: ({ startTime }) => graphTime(startTime, 'UTC'),
		complete_time: ({ ended }) => ended && graphTime(ended.at, 'UTC'),
	},
});
