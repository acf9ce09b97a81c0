import { ACCOUNTS, CAMPAIGNS } from '../../../../emulator/world/seedIds.mts';
import { TOKENS } from '../../../../emulator/world/tokens.mts';
import { useEmulator } from './client.mts';

const used = useEmulator();
const NEW = 'name=Batch&objective=OUTCOME_SALES&special_ad_categories=[]&daily_budget=5000&status=PAUSED';

interface Slot {
	code: number;
	headers?: { name: string; value: string }[];
	body: string;
}

async function batch(parts: unknown[], more: Record<string, unknown> = {}, path = '/'): Promise<(Slot | null)[]> {
	const response = await fetch(`${used.emulator.url}${path}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${TOKENS.full}`, 'content-type': 'application/json' },
		body: JSON.stringify({ batch: parts, ...more }),
	});
	return (await response.json()) as (Slot | null)[];
}

const get = (path: string) => ({ method: 'GET', relative_url: path });
const bodyOf = (slot: Slot | null | undefined) => JSON.parse(slot?.body ?? 'null') as Record<string, unknown>;

it('answers every part in order, with its own status, usage headers and points', async () => {
	const slots = await batch([
		get(`v26.0/${CAMPAIGNS.usdCbo}?fields=name`),
		{ method: 'POST', relative_url: `v26.0/${CAMPAIGNS.usdCbo}`, body: 'daily_budget=99' },
		{ method: 'DELETE', relative_url: `v26.0/${CAMPAIGNS.jpyPaused}` },
	]);
	expect(slots.map((slot) => slot?.code)).toEqual([200, 400, 200]);
	expect(bodyOf(slots[0])).toEqual({ id: CAMPAIGNS.usdCbo, name: 'Spring Roast Sales' });
	expect(bodyOf(slots[1])).toMatchObject({ error: { error_subcode: 1885272 } });
	const usage = slots.map(
		(slot) => slot?.headers?.find(({ name }) => name === 'x-business-use-case-usage')?.value ?? '',
	);
	expect(usage.map((value) => Object.keys(JSON.parse(value) as object))).toEqual([
		[ACCOUNTS.usd.slice(4)],
		[ACCOUNTS.usd.slice(4)],
		[ACCOUNTS.jpy.slice(4)],
	]);
	expect(used.emulator.world.limits.totalPoints(ACCOUNTS.usd)).toBe(4);
	expect(used.emulator.world.limits.totalPoints(ACCOUNTS.jpy)).toBe(3);
	expect(used.emulator.world.get('Campaign', CAMPAIGNS.jpyPaused).status).toBe('DELETED');
});

it('logs the batch and its parts, which belong together by number', async () => {
	await batch([get(`v26.0/${CAMPAIGNS.usdCbo}`), get('v25.0/me')]);
	const [outer, ...parts] = used.emulator.log;
	expect(outer).toMatchObject({ method: 'POST', path: '', status: 200, points: 0 });
	expect(outer).not.toHaveProperty('batch');
	expect(parts).toMatchObject([
		{ path: CAMPAIGNS.usdCbo, version: 'v26.0', points: 1 },
		{ path: 'me', version: 'v25.0', points: 0 },
	]);
	expect(parts[0]?.batch).toBe(parts[1]?.batch);
});

it('leaves headers out with include_headers=false', async () => {
	expect(await batch([get('v26.0/me')], { include_headers: false })).toEqual([
		{ code: 200, body: JSON.stringify({ name: 'Emulator System User', id: '100000000000001' }) },
	]);
});

it('gives parts without a version the version of the batch', async () => {
	await batch([get('me')], {}, '/v25.0/');
	expect(used.emulator.log.at(-1)).toMatchObject({ path: 'me', version: 'v25.0' });
});

it('fills in results of earlier parts and omits a part that is only referred to', async () => {
	const slots = await batch([
		{ method: 'POST', relative_url: `v26.0/${ACCOUNTS.usd}/campaigns`, name: 'made', body: NEW },
		get('v26.0/{result=made:$.id}?fields=name'),
		{
			method: 'POST',
			relative_url: 'v26.0/{result=made:$.id}',
			body: `name=${encodeURIComponent('{result=made:$.id} renamed')}`,
		},
	]);
	expect(slots[0]).toBeNull();
	expect(bodyOf(slots[1])).toEqual({ name: 'Batch', id: '120210000000001001' });
	expect(used.emulator.world.get('Campaign', '120210000000001001').name).toBe('120210000000001001 renamed');
});

it('keeps the response of a referred part with omit_response_on_success=false, and joins lists', async () => {
	const list = { ...get(`v26.0/${ACCOUNTS.jpy}/campaigns`), name: 'list', omit_response_on_success: false };
	const filter = encodeURIComponent('[{"field":"campaign.id","operator":"IN","value":["{result=list:$.data.*.id}"]}]');
	const slots = await batch([list, get(`v26.0/${ACCOUNTS.jpy}/adsets?filtering=${filter}`)]);
	expect(slots[0]?.code).toBe(200);
	const sent = used.emulator.log.at(-1)?.params.filtering;
	expect(sent).toContain(`${CAMPAIGNS.jpyPaused},${CAMPAIGNS.jpyNoBudget},${CAMPAIGNS.jpyCbo}`);
});

it('fails only the part whose reference leads nowhere', async () => {
	const slots = await batch([
		{ method: 'POST', relative_url: `v26.0/${ACCOUNTS.usd}/campaigns`, name: 'refused', body: 'name=x' },
		{ method: 'POST', relative_url: 'v26.0/{result=refused:$.id}', body: 'name=x' },
		{ method: 'POST', relative_url: `v26.0/${CAMPAIGNS.usdCbo}`, body: 'name=last' },
	]);
	expect(slots.map((slot) => slot?.code)).toEqual([400, 400, 200]);
	expect(used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name).toBe('last');
});

it('takes 50 parts and refuses 51 as a whole', async () => {
	const part = { method: 'POST', relative_url: `v26.0/${CAMPAIGNS.usdCbo}`, body: 'name=changed' };
	const refused = (await batch(Array.from({ length: 51 }, () => part))) as unknown as { error: { message: string } };
	expect(refused.error.message).toContain('Maximum batch size is 50');
	expect(used.emulator.world.get('Campaign', CAMPAIGNS.usdCbo).name).toBe('Spring Roast Sales');
	expect(await batch(Array.from({ length: 50 }, () => part))).toHaveLength(50);
});

it('tells what a token is as a part: no address of the whole request and no log has it', async () => {
	for (const app of ['old', 'new'] as const) {
		used.emulator.control.reset();
		used.emulator.control.setApp(app);
		const [slot] = await batch([get(`v26.0/debug_token?input_token=${TOKENS.expiring}`)], { include_headers: false });
		expect([slot?.code, bodyOf(slot).data]).toMatchObject([
			200,
			{ type: 'USER', is_valid: true, scopes: expect.arrayContaining(['ads_read']) as string[] },
		]);
		const [whole, part] = used.emulator.log;
		expect(JSON.stringify(whole)).not.toContain(TOKENS.expiring);
		expect(part).toMatchObject({ method: 'GET', path: 'debug_token', params: { input_token: '***' } });
	}
});

it('lets one part carry its own token', async () => {
	const slots = await batch([get('v26.0/me'), get(`v26.0/me?access_token=${TOKENS.expired}`)]);
	expect(slots.map((slot) => slot?.code)).toEqual([200, 400]);
	expect(used.emulator.log.at(-1)?.tokenIn).toBe('query');
});

it('takes its time per call and per part', async () => {
	used.emulator.control.setLatency(60, 30);
	const started = performance.now();
	await batch([get('v26.0/me'), get('v26.0/me'), get('v26.0/me')]);
	const took = performance.now() - started;
	expect(took).toBeGreaterThanOrEqual(145);
	expect(took).toBeLessThan(1_000);
});
