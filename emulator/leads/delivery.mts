import { createHmac, randomUUID } from 'node:crypto';
import { APP } from '../world/tokens.mts';
import type { World } from '../world/world.mts';
import type { Notification, Webhook } from './leadDesk.mts';
import type { Lead } from './leadModel.mts';

const HOUR = 3_600_000;

/** Tried again at once, then less and less often, for 36 hours (Meta: graph-api/webhooks/getting-started). */
const RETRIED_FOR = 36 * HOUR;
const FIRST_PAUSE = 60_000;

/** Meta asks for an answer within seconds; what comes later counts as none. */
const PATIENCE = 20_000;

/** What became of one call to the address. */
export interface DeliveryResult {
	status: number;
	leads: string[];
}

/** The question by which Meta proves an address (Meta: graph-api/webhooks/getting-started, "Verification requests"). */
export async function proveAddress({ url, verifyToken }: Webhook): Promise<boolean> {
	const challenge = randomUUID().replaceAll('-', '').slice(0, 10);
	const address = new URL(url);
	address.searchParams.set('hub.mode', 'subscribe');
	address.searchParams.set('hub.challenge', challenge);
	address.searchParams.set('hub.verify_token', verifyToken);
	const answer = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
	return answer.ok && (await answer.text()).trim() === challenge;
}

/** Numbers too long for a JSON number are written as they are: as Meta's page prints them, or as texts. */
const idIn = (webhook: Webhook, id: string): string => (webhook.ids === 'bare' ? id : `"${id}"`);

function changeIn(webhook: Webhook, world: World, { id, form, adId, createdAt }: Lead): string {
	const ad = adId === undefined ? undefined : world.find(adId);
	const values = [
		`"leadgen_id":${idIn(webhook, id)}`,
		`"page_id":${idIn(webhook, form.parentId ?? '')}`,
		`"form_id":${idIn(webhook, form.id)}`,
		...(ad ? [`"ad_id":${idIn(webhook, ad.id)}`, `"adgroup_id":${idIn(webhook, ad.id)}`] : []),
		`"created_time":${Math.floor(createdAt / 1000)}`,
	];
	return `{"field":"leadgen","value":{${values.join(',')}}}`;
}

/** Meta: webhooks-for-leadgen: an entry a page, a change a lead, and none of the answers. */
export function bodyOf(webhook: Webhook, world: World, leads: readonly Lead[]): string {
	const pages = new Map<string, Lead[]>();
	for (const lead of leads) pages.set(lead.form.parentId ?? '', [...(pages.get(lead.form.parentId ?? '') ?? []), lead]);
	const entries = [...pages].map(
		([page, of]) =>
			`{"id":"${page}","time":${Math.floor(world.clock.now() / 1000)},"changes":[${of
				.map((lead) => changeIn(webhook, world, lead))
				.join(',')}]}`,
	);
	return `{"object":"page","entry":[${entries.join(',')}]}`;
}

/** SHA256 of the body as it is sent, keyed by the app's secret (Meta: graph-api/webhooks/getting-started, "Validating payloads"). */
export const signatureOf = (body: string): string =>
	`sha256=${createHmac('sha256', APP.secret).update(body).digest('hex')}`;

/** A signed call to the address; 0 where nobody answers in time. */
export async function sendSigned(webhook: Webhook, body: string): Promise<number> {
	const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body) };
	const answer = await fetch(webhook.url, {
		method: 'POST',
		headers,
		body,
		signal: AbortSignal.timeout(PATIENCE),
	}).catch(
		() => undefined, // Nobody there, or too slow: as good as a refusal.
	);
	return answer?.status ?? 0;
}

/** Sends all that is due by the emulator's clock, in one body at most; what is refused comes again later. */
export async function deliverDue(world: World): Promise<DeliveryResult[]> {
	const { webhook } = world.leads;
	const now = world.clock.now();
	const isTold = ({ form }: Lead): boolean =>
		world.leads
			.apps(form.parentId ?? '')
			.get(APP.id)
			?.includes('leadgen') === true;
	const due = world.leads.notifications.filter(({ dueAt }) => dueAt <= now);
	world.leads.notifications = world.leads.notifications.filter(({ dueAt }) => dueAt > now);
	const leads = due.flatMap((one) => one.leads).filter(isTold);
	if (webhook === undefined || leads.length === 0) return [];
	const status = await sendSigned(webhook, bodyOf(webhook, world, leads));
	if (status < 200 || status >= 300) world.leads.notifications.push(...due.flatMap((one) => again(one, now)));
	return [{ status, leads: leads.map(({ id }) => id) }];
}

function again({ leads, firstAt, attempts }: Notification, now: number): Notification[] {
	const dueAt = attempts === 0 ? now : now + FIRST_PAUSE * 2 ** (attempts - 1);
	return dueAt - firstAt > RETRIED_FOR ? [] : [{ leads, firstAt, attempts: attempts + 1, dueAt }];
}
