import { z } from 'zod';

const headers = z.record(z.string()).optional();
const isApplied = z.boolean().default(false);

function isPattern(text: string): boolean {
	try {
		return new RegExp(text) instanceof RegExp;
	} catch {
		return false;
	}
}

/** `applied: true` = the request takes effect, but the client does not learn it. */
const faultSchema = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('graph'),
		code: z.number().int(),
		subcode: z.number().int().optional(),
		message: z.string().optional(),
		status: z.number().int().optional(),
		transient: z.boolean().optional(),
		headers,
		userTitle: z.string().optional(),
		userMsg: z.string().optional(),
		applied: isApplied,
	}),
	z.object({
		kind: z.literal('http'),
		status: z.number().int(),
		body: z.string().optional(),
		contentType: z.string().optional(),
		headers,
		applied: isApplied,
	}),
	z.object({ kind: z.literal('html'), status: z.number().int().default(502) }),
	z.object({ kind: z.literal('reset'), applied: isApplied }),
	z.object({ kind: z.literal('timeout'), applied: isApplied, ms: z.number().nonnegative().default(60_000) }),
	/** `cut`: announce the whole length, send half, drop the connection; otherwise half a body in a well-formed response. */
	z.object({ kind: z.literal('truncated'), applied: isApplied, cut: z.boolean().default(false) }),
	/** The answer begins, and a byte of it comes every so often, without end: no silence that a time-out would notice. */
	z.object({ kind: z.literal('drip'), applied: isApplied, everyMs: z.number().positive().default(5_000) }),
	/** The answer, and behind it so many bytes of blanks, which JSON allows; gzip makes next to nothing of them on the way. */
	z.object({ kind: z.literal('flood'), applied: isApplied, bytes: z.number().int().positive().default(1_500_000_000) }),
	z.object({ kind: z.literal('nullSlot'), applied: isApplied }),
	z.object({ kind: z.literal('truncatedBatch'), applied: isApplied }),
]);

export const faultRuleSchema = z.object({
	match: z
		.object({
			method: z.string().optional(),
			/** The whole path, or a regular expression that must match the whole path. */
			path: z.string().refine(isPattern, 'is no regular expression').optional(),
			/** Only the n-th matching request since the rule was added (1 = first). */
			nth: z.number().int().positive().optional(),
			/** The rule is used up after so many hits. */
			times: z.number().int().positive().optional(),
			/** true: only parts of a batch; false: only whole calls. */
			batchPart: z.boolean().optional(),
		})
		.default({}),
	fault: faultSchema,
});

/** What callers write; defaults may be left out. */
export type FaultRule = z.input<typeof faultRuleSchema>;
export type Fault = z.output<typeof faultSchema>;

export interface FaultTarget {
	method: string;
	path: string;
	batchPart: boolean;
}

interface ActiveRule {
	rule: z.output<typeof faultRuleSchema>;
	path?: RegExp;
	seen: number;
	hits: number;
}

export class Faults {
	private rules: ActiveRule[] = [];

	add(rule: FaultRule): void {
		const validRule = faultRuleSchema.parse(rule);
		const { path } = validRule.match;
		this.rules.push({
			rule: validRule,
			path: path === undefined ? undefined : new RegExp(`^(?:${path})$`),
			seen: 0,
			hits: 0,
		});
	}

	clear(): void {
		this.rules = [];
	}

	/** Whether a rule that is not used up has such a fault. */
	some(isSuch: (fault: Fault) => boolean): boolean {
		return this.rules.some(({ rule: { match, fault }, seen, hits }) => {
			const { nth = Infinity, times = Infinity } = match;
			return seen < nth && hits < times && isSuch(fault);
		});
	}

	/** The fault for this request, if a rule says so. Every rule counts every request that matches it. */
	take(target: FaultTarget): Fault | undefined {
		let fault: Fault | undefined;
		for (const active of this.rules) {
			if (!matches(active, target)) continue;
			active.seen += 1;
			const { nth, times } = active.rule.match;
			if (fault !== undefined || (nth !== undefined && active.seen !== nth)) continue;
			if (times !== undefined && active.hits >= times) continue;
			active.hits += 1;
			fault = active.rule.fault;
		}
		return fault;
	}
}

function matches({ rule, path }: ActiveRule, target: FaultTarget): boolean {
	const { method, batchPart, path: plain } = rule.match;
	if (method !== undefined && method.toUpperCase() !== target.method) return false;
	if (batchPart !== undefined && batchPart !== target.batchPart) return false;
	if (rule.fault.kind === 'nullSlot' && !target.batchPart) return false;
	if (rule.fault.kind === 'truncatedBatch' && !target.batchPart && target.path !== '') return false;
	return plain === undefined || plain === target.path || path?.test(target.path) === true;
}

/** What the log shows, e.g. "graph 17/2446079" or "reset applied". */
export function describeFault(fault: Fault): string {
	return fault.kind !== 'html' && fault.applied ? `${kindOf(fault)} applied` : kindOf(fault);
}

function kindOf(fault: Fault): string {
	if (fault.kind === 'graph') return `graph ${fault.code}${fault.subcode === undefined ? '' : `/${fault.subcode}`}`;
	return fault.kind === 'http' || fault.kind === 'html' ? `${fault.kind} ${fault.status}` : fault.kind;
}

/** Whether the request still takes effect under this fault. */
export function takesEffect(fault: Fault | undefined): boolean {
	return fault === undefined || ('applied' in fault && fault.applied);
}
