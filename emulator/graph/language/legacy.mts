import type { AppKind } from '../../world/appKind.mts';
import { parseFields, type FieldNode } from './fieldExpansion.mts';
import { GraphError, notEmulated, parameterError } from './graphError.mts';
import { parseJson } from './params.mts';

/**
 * Behaviour that ends with v28.0 and that new apps cannot use since 2026-11-04, on all versions (Meta: blog, "Introducing Graph
 * API v27.0 and Marketing API v27.0"; the names are Meta's). The plain `batch` is not among it, and the `method` of a
 * part of a batch is that part's own HTTP method, no override.
 */
const LEGACY = {
	ids: 'multi-ID requests',
	date_format: 'date/time formatting',
	method: 'HTTP method override',
	as: 'field aliases',
	callback: 'JSONP callbacks',
	asyncbatch: 'asynchronous batch requests',
} as const;
type Legacy = (typeof LEGACY)[keyof typeof LEGACY];

/** What an old app gets here. At the root multi-ID is gone for everybody, which graph.mts answers. */
const EMULATED: readonly Legacy[] = [LEGACY.method, LEGACY.asyncbatch];

interface Request {
	method: string;
	params: Readonly<Record<string, string>>;
	/** `method` among the arguments. */
	methodArgument?: string;
}

/** @param segments the path without its version */
export function checkLegacy(app: AppKind, request: Request, segments: readonly string[]): void {
	const legacyName = usedBy(request, segments);
	const [first] = legacyName;
	// Meta publishes neither code nor text for this: both are invented (UNCONFIRMED 60).
	if (app === 'new' && first !== undefined) {
		throw parameterError(
			`New apps cannot use ${legacyName.join(', ')} (not available to apps created since 2026-11-04, in any version)`,
		);
	}
	const isRoot = segments.length === 0;
	const missing = legacyName.find((one) => !EMULATED.includes(one) && !(isRoot && one === LEGACY.ids));
	if (missing !== undefined) throw notEmulated(missing);
}

function usedBy({ method, params, methodArgument }: Request, segments: readonly string[]): Legacy[] {
	const names = new Set(inParams(params));
	// "Using the API" describes it for POST; that a GET's argument counts as well is UNCONFIRMED 60.
	if (methodArgument !== undefined) names.add(LEGACY.method);
	if (params.callback !== undefined) names.add(LEGACY.callback);
	// The announcement names asynchronous batch requests; whether it means this edge besides the root's `asyncbatch` is UNCONFIRMED 60.
	if (params.asyncbatch !== undefined || (method === 'POST' && segments[1] === 'async_batch_requests'))
		names.add(LEGACY.asyncbatch);
	return [...names];
}

/** Of a whole request or of an edge within `fields`: both take the edge's parameters (Meta: graph-api/guides/field-expansion). */
function inParams(params: Readonly<Record<string, string>>): Legacy[] {
	return [
		...(params.ids === undefined ? [] : [LEGACY.ids]),
		...(params.date_format === undefined ? [] : [LEGACY.date_format]),
		...readFields(params.fields).flatMap(inField),
	];
}

function inField({ modifiers, fields = [] }: FieldNode): Legacy[] {
	return [...(modifiers.as === undefined ? [] : [LEGACY.as]), ...inParams(modifiers), ...fields.flatMap(inField)];
}

/** A list in Graph's language, or a JSON array of such texts. What cannot be read is refused elsewhere, with its own error. */
function readFields(text: string | undefined): FieldNode[] {
	if (text === undefined || !text.includes('.')) return [];
	const list = text.trim().startsWith('[') ? parseJson(text) : [text];
	if (!Array.isArray(list)) return [];
	try {
		return list.flatMap((entry) => parseFields(String(entry)));
	} catch (error) {
		if (error instanceof GraphError) return [];
		throw error;
	}
}
