/**
 * What Member → Add holds of so many contacts, in a process of its own: from reading each item's form to the answer for each,
 * as `run` does it. n8n stands in only as far as it gives parameters and items. Prints one line of JSON.
 *
 * Argument: number of contacts.
 */
import { add } from '../../nodes/MetaAudiences/member/add.ts';
import type { Transport } from '../../nodes/shared/graph/wire/transport.ts';
import type { Session } from '../../nodes/shared/node/session/session.ts';
import { existing } from '../../nodes/shared/lists.ts';
import { readItems } from '../../nodes/shared/node/readItems.ts';
import { processor } from '../processor.mts';
import { clientOver } from './clientOver.mts';
import { cellsOf } from './invented.mts';

export interface Million {
	contacts: number;
	/** MB after garbage collection, above n8n's items: the forms as they were read; the most while batches were on their way. */
	forms: number;
	most: number;
	/** MB by which the whole process had grown at its largest, with everything not yet collected. */
	grown: number;
	/** Seconds of processor time: forms read; people read, hashed and made into batches. */
	formsWork: number;
	work: number;
}

const count = Number(process.argv[2]);
const MB = 1024 * 1024;
const ACCOUNT = '1001000000000001';
const AUDIENCE = '2002000000000002';
const collect = (globalThis as { gc?: () => void }).gc;

function heap(): number {
	collect?.();
	return process.memoryUsage().heapUsed / MB;
}

const items = Array.from({ length: count }, (_, index) => ({
	json: { ...Object.fromEntries(cellsOf(index).map(([column, value]) => [column, value])), consent: 'yes' },
}));
const parameters: Readonly<Record<string, unknown>> = {
	adAccount: ACCOUNT,
	audience: AUDIENCE,
	'columns.mappingMode': 'autoMapInputData',
	'columns.value': null,
	consent: 'column',
	whatColumnsSay: {},
	defaultCountry: '',
	result: 'totals',
};
const n8n = {
	// A list of options of each item's own, as n8n makes one.
	getNodeParameter: (name: string, _index: number, otherwise: unknown) =>
		name === 'options' ? {} : name in parameters ? parameters[name] : otherwise,
	getInputData: () => items,
	getNode: () => ({ parameters: {} }),
	getWorkflowStaticData: () => ({}),
	addExecutionHints: () => undefined,
};

const before = heap();
const grownFrom = process.memoryUsage().rss / MB;
let [most, calls] = [0, 0];

/** Batches at which memory is collected and looked at: at the first most is held, and collecting a gigabyte takes its time. */
const LOOKED_AT = 25;

const list = { id: AUDIENCE, account_id: ACCOUNT, name: 'List', subtype: 'CUSTOM', operation_status: { code: 200 } };
const transport: Transport = async ({ method }) => {
	if (method !== 'GET' && calls++ % LOOKED_AT === 0) most = Math.max(most, heap() - before);
	const answer = method === 'GET' ? list : { num_received: 1, num_invalid_entries: 0 };
	return await Promise.resolve({ status: 200, headers: {}, text: JSON.stringify(answer) });
};

let began = processor();
const { jobs } = await readItems(n8n as never, add, count);
const formsWork = processor() - began;
const forms = heap() - before;
const session = {
	graph: clientOver(transport),
	now: Date.now,
	dryRun: false,
	stops: true,
	n8n,
} as unknown as Session;
began = processor();
const answers = await add.perform(session, jobs, existing(jobs[0], 'a contact').settings);
const failure = answers.find((answer) => answer?.failure !== undefined)?.failure;
if (failure !== undefined || answers.length !== count) throw failure ?? new Error('not everybody was sent');
const result: Million = {
	contacts: count,
	forms,
	most,
	grown: process.resourceUsage().maxRSS / 1024 - grownFrom,
	formsWork,
	work: processor() - began,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
