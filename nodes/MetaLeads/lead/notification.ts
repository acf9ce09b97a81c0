import { createHmac, timingSafeEqual } from 'crypto';

import { InputProblem } from '../../shared/form/problem';
import { parseGraphJson } from '../../shared/graph/request';
import { idOf } from '../../shared/reading/cells';
import { entriesOf, recordOf } from '../../shared/reading/json';

/** A lead that Meta has told of: none of its answers, only where it is. */
export interface NotifiedLead {
	readonly lead: string;
	readonly page: string;
	readonly form: string | null;
}

const at = ['binaryProperty'];

/** Meta's question by which it proves an address (Graph API, Webhooks: "Verification requests"). */
export interface Handshake {
	readonly challenge: string;
	readonly verifyToken: string;
}

/** @param json what n8n's Webhook node gives of the call */
export function handshakeIn(json: unknown): Handshake | null {
	const query = recordOf(recordOf(json).query);
	if (query['hub.mode'] !== 'subscribe') return null;
	return { challenge: String(query['hub.challenge'] ?? ''), verifyToken: String(query['hub.verify_token'] ?? '') };
}

/** The signature that came with a call; '' where none did. */
export const signatureIn = (json: unknown): string =>
	String(recordOf(recordOf(json).headers)['x-hub-signature-256'] ?? '');

/** Whether the app that knows the secret has signed exactly these bytes (Graph API, Webhooks: "Validating payloads"). */
export function isSignedBy(secret: string, body: Uint8Array, signature: string): boolean {
	const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
	const given = Buffer.from(signature);
	return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * The leads in a notification, each once: several pages and leads can come in one, and the same one again. IDs come as texts
 * or as bare numbers, which have more digits than a number keeps.
 *
 * @throws InputProblem for what is no notification
 */
export function leadsInNotification(text: string): NotifiedLead[] {
	const body = recordOf(parsed(text));
	if (body.object !== 'page') throw noNotification();
	const leads = entriesOf(body.entry).flatMap((entry) => {
		const { id, changes } = recordOf(entry);
		return entriesOf(changes).flatMap((change) => leadIn(recordOf(change), id));
	});
	return [...new Map(leads.map((lead) => [lead.lead, lead])).values()];
}

function leadIn({ field, value }: Readonly<Record<string, unknown>>, entryId: unknown): NotifiedLead[] {
	if (field !== 'leadgen') return [];
	const told = recordOf(value);
	const [lead, page] = [digits(told.leadgen_id), digits(told.page_id) ?? digits(entryId)];
	if (lead === null || page === null) return [];
	return [{ lead, page, form: digits(told.form_id) }];
}

const digits = (value: unknown): string | null => /^\d{1,30}$/.exec(idOf(value) ?? '')?.[0] ?? null;

function parsed(text: string): unknown {
	try {
		return parseGraphJson(text);
	} catch {
		throw noNotification();
	}
}

const noNotification = (): InputProblem =>
	new InputProblem(
		at,
		'has no notification of Meta about a page',
		'In the Webhook step, switch Raw Body on under Options, and subscribe the app to the object Page.',
	);
