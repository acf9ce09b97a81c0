import { InputProblem } from '../../shared/form/problem';
import { parseGraphJson } from '../../shared/graph/request';
import { idOf } from '../../shared/reading/cells';
import { entriesOf, recordOf } from '../../shared/reading/json';
import type { Json } from '../../shared/record';

/** What an app is notified of, as Meta's App Dashboard names it. */
export interface NotifiedObject {
	readonly value: 'page' | 'ad_account';
	readonly label: string;
	/** In a sentence: "a page". */
	readonly noun: string;
}

/** One change of a notification. */
export interface NotifiedChange {
	/** Of the page or ad account, as it came. */
	readonly entryId: unknown;
	/** Seconds; when Meta sent it. */
	readonly time: unknown;
	readonly field: unknown;
	readonly value: Json;
}

/** An ID of digits. They come as texts or as bare numbers, which have more digits than a number keeps. */
export const digitsIn = (value: unknown): string | null => /^\d{1,30}$/.exec(idOf(value) ?? '')?.[0] ?? null;

/**
 * The changes in a notification: several entries and changes can come in one (Graph API, Webhooks: "Event notifications").
 *
 * @throws InputProblem for what is no notification of this object
 */
export function changesIn(body: string, object: NotifiedObject): NotifiedChange[] {
	const notification = recordOf(parsed(body, object));
	if (notification.object !== object.value) throw noNotification(object);
	return entriesOf(notification.entry).flatMap((entry) => {
		const { id, time, changes } = recordOf(entry);
		return entriesOf(changes).map((change) => {
			const { field, value } = recordOf(change);
			return { entryId: id, time, field, value: recordOf(value) };
		});
	});
}

function parsed(body: string, object: NotifiedObject): unknown {
	try {
		return parseGraphJson(body);
	} catch {
		throw noNotification(object);
	}
}

const noNotification = ({ noun, label }: NotifiedObject): InputProblem =>
	new InputProblem(
		['binaryProperty'],
		`has no notification of Meta about ${noun}`,
		`In the Webhook step, switch Raw Body on under Options, and subscribe the app to the object ${label}.`,
	);
