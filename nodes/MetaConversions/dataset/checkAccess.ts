import type { IDataObject } from 'n8n-workflow';

import { sha256 } from '../../meta/people/sha256';
import { DAY_MS } from '../../shared/durations';
import { formOf } from '../../shared/form/form';
import type { SettledRequest } from '../../shared/graph/client';
import type { GraphFailure } from '../../shared/graph/error';
import type { GraphRequest } from '../../shared/graph/request';
import { optionsField } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { secondOf } from '../../shared/reading/instants';
import { datasetPicker } from './datasetPicker';

/** Days: longer ago than Meta takes events of any kind (conversions-api/parameters/server-event; offline-events: 62). */
const TOO_OLD = 365;

/**
 * One event that Meta takes from nobody, because it is a year old. The refusal of its time (subcode 2804003, "Event Timestamp
 * Too Old") proves that token and dataset fit, and nothing is counted. A test event would be counted like any other.
 */
const probe = (dataset: string, now: number): GraphRequest => ({
	method: 'POST',
	path: `${dataset}/events`,
	params: {
		data: [
			{
				event_name: 'AccessCheck',
				event_time: secondOf(now - TOO_OLD * DAY_MS),
				action_source: 'other',
				user_data: { external_id: [sha256('access check')] },
			},
		],
	},
	effect: 'read',
});

const EVENT_REFUSED = /^2804\d{3}$/;

/** Meta has looked at the event and refused it for what it says: it would take another one. */
const isEventRefused = ({ meta }: GraphFailure): boolean =>
	meta?.code === 100 && EVENT_REFUSED.test(String(meta.subcode));

/** Failures that say nothing of the access. */
const isPassingFailure = ({ kind }: GraphFailure): boolean => kind === 'temporary' || kind === 'rateLimited';

/** What stands in the way is the dataset's own rights, no matter what else the token may do. */
const ASSIGN =
	'Make a token for this dataset in Events Manager (Settings → Generate access token), or assign the dataset to the system user in Business settings.';

const AMISS: ReadonlySet<GraphFailure['kind']> = new Set(['permission', 'notFound']);

/** @throws GraphFailure where Meta could not say it just now */
function accessToSend({ answer, failure }: SettledRequest): { maySend: boolean; problem: string | null } {
	if (answer !== undefined) return { maySend: true, problem: EVENT_TAKEN };
	if (isEventRefused(failure)) return { maySend: true, problem: null };
	if (isPassingFailure(failure)) throw failure;
	const { kind, message, advice } = failure;
	return { maySend: false, problem: `${message}. ${AMISS.has(kind) ? ASSIGN : advice}` };
}

const EVENT_TAKEN = 'Meta took the event of this check, named AccessCheck, instead of refusing it as too old.';

function accessRow(dataset: string, sending: SettledRequest, reading: SettledRequest): IDataObject {
	const { maySend, problem } = accessToSend(sending);
	return {
		ok: maySend && problem === null,
		problem,
		maySend,
		// A token made in Events Manager to send alone may not, and need not.
		mayReadQuality: reading.answer !== undefined,
		datasetId: dataset,
	};
}

const counts = (dataset: string): GraphRequest => ({
	method: 'GET',
	path: `${dataset}/stats`,
	params: { aggregation: 'event' },
	effect: 'read',
});

export const checkDatasetAccess = defineOperation({
	value: 'checkAccess',
	name: 'Check Access',
	action: 'Check the access to a dataset',
	description: 'Check whether the token may send events to a dataset; nothing is counted, as Meta refuses an old event',
	effect: 'read',
	form: formOf(datasetPicker, optionsField()),
	perform: eachItem(async ({ graph, now }, { dataset }) => {
		const sending = await graph.sendOne(probe(dataset, graph.serverTime() ?? now()));
		const reading = await graph.sendOne(counts(dataset));
		return [{ json: accessRow(dataset, sending, reading) }];
	}),
});
