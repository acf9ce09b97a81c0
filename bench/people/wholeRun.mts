import { add } from '../../nodes/MetaAudiences/member/add.ts';
import { readItems } from '../../nodes/shared/node/readItems.ts';
import { GraphClient } from '../../nodes/shared/graph/client.ts';
import type { Session } from '../../nodes/shared/node/session.ts';
import type { Transport } from '../../nodes/shared/graph/wire/transport.ts';
import { UsageBoard } from '../../nodes/shared/graph/wire/usage.ts';
import { Pace } from '../../nodes/shared/graph/wire/pace.ts';
import { cellsOf } from './invented.mts';

const count = Number(process.argv[2]);
const watch = process.argv[3] === 'watch';
const MB = 1024 * 1024;
const gc = (globalThis as any).gc as () => void;
const heap = () => { gc(); return process.memoryUsage().heapUsed / MB; };
const rss = () => process.memoryUsage().rss / MB;
const items = Array.from({ length: count }, (_, i) => ({ json: { ...Object.fromEntries(cellsOf(i)), consent: 'yes' } }));
const parameters: Record<string, unknown> = {
	adAccount: 'act_1001000000000001', audience: '2002000000000002', 'columns.mappingMode': 'autoMapInputData', 'columns.value': null,
	consent: 'column', consentColumn: '', consentValues: 'yes, true, 1', defaultCountry: '', result: 'totals',
};
const context = {
	getNodeParameter: (name: string, _: number, otherwise: unknown) => (name === 'options' ? {} : name in parameters ? parameters[name] : otherwise),
	getInputData: () => items,
	getNode: () => ({ parameters: {} }),
	addExecutionHints: () => {},
};
let calls = 0; let most = 0; let before = 0;
const log: string[] = [];
const transport: Transport = async ({ method, url, body }) => {
	if (method !== 'GET') {
		calls++;
		if (watch && calls % 10 === 1) { const now = heap() - before; most = Math.max(most, now); log.push(`${calls}: ${now.toFixed(0)}`); }
		void body;
		return { status: 200, headers: {}, text: '{"num_received":1,"num_invalid_entries":0}' };
	}
	return { status: 200, headers: {}, text: JSON.stringify({ id: '2002000000000002', name: 'x', subtype: 'CUSTOM', account_id: '1001000000000001', operation_status: { code: 200 }, delivery_status: { code: 200 } }) };
};
const graph = new GraphClient({ transport, origin: 'https://graph.facebook.com', version: 'v26.0', board: new UsageBoard(Date.now), pace: new Pace(Date.now), wait: async () => {}, now: Date.now, random: Math.random, maxWait: 0 });
before = heap(); const rss0 = rss();
console.log('before', before.toFixed(0), 'rss', rss0.toFixed(0));
const t0 = performance.now(); const c0 = process.cpuUsage();
const { jobs, failures } = readItems(context as never, add, count);
console.log('jobs', jobs.length, failures.size, [...failures.values()][0]?.failure.message, ((performance.now() - t0) / 1000).toFixed(2), 's', watch ? (heap() - before).toFixed(0) : '');
const session = { graph, wait: async () => {}, now: Date.now, dryRun: false, stops: true, claimed: new Set(), n8n: context } as unknown as Session;
const t1 = performance.now();
const verdicts = await add.perform(session, jobs, jobs[0].settings);
console.log('perform', ((performance.now() - t1) / 1000).toFixed(2), 's', 'calls', calls, 'cpu', process.cpuUsage(c0).user / 1e6);
console.log(JSON.stringify(verdicts[0]).slice(0, 300));
console.log('most', most.toFixed(0), log.join(' '), 'after', (heap() - before).toFixed(0), 'rss', (process.resourceUsage().maxRSS / 1024 - rss0).toFixed(0));
