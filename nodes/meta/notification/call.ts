import { createHmac, timingSafeEqual } from 'crypto';

import { recordOf } from '../../shared/reading/json';

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
	const actual = Buffer.from(signature);
	return actual.length === expected.length && timingSafeEqual(actual, expected);
}
