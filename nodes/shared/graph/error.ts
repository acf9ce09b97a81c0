import { trimEnd } from 'lodash';

import { explanations } from './explanations';
import type { Explanation } from './explanations/explanation';
import { askedPermission } from './explanations/permissions';
import type { FailureKind } from './failureKind';
import type { GateName } from '../gates/gates';
import type { MadeObject } from '../madeObject';
import { isRecord, parsedJson, type Json } from '../record';

/** Meta's own account of a failure, kept beside our words. */
export interface MetaError {
	readonly code?: number;
	readonly subcode?: number;
	readonly type?: string;
	readonly message?: string;
	readonly userTitle?: string;
	readonly userMessage?: string;
	/** Parameter paths Meta blames, e.g. `daily_budget`. */
	readonly blame: readonly string[];
	/** Bytes of the piece Meta wants next, where an upload went wrong. */
	readonly wanted?: { readonly start_offset: unknown; readonly end_offset: unknown };
	readonly transient?: boolean;
	readonly traceId?: string;
}

export interface FailureDetails {
	readonly kind: FailureKind;
	/** What happened, one sentence in the reader's words. */
	readonly message: string;
	/** What to do about it. */
	readonly advice: string;
	readonly meta?: MetaError;
	readonly httpStatus?: number;
	/** Seconds until another try makes sense, when Meta said so. */
	readonly retryAfter?: number;
	/** False when trying again within one run cannot help (daily caps, abuse quotas). */
	readonly worthWaiting?: boolean;
	/** A read that is asked once more can go through. */
	readonly mayPass?: boolean;
	/** The request's own parameter, when the failure is about one. */
	readonly field?: string;
	/** The gate that refused, where it is sure that this one did. */
	readonly gate?: GateName;
	/** Why the call was not sent this time; stands behind any advice. */
	readonly unsent?: string;
	/** What is at Meta because of the item that failed. */
	readonly made?: readonly MadeObject[];
}

/** A failure towards Meta, already classified and worded. */
export class GraphFailure extends Error implements FailureDetails {
	readonly kind: FailureKind;
	readonly advice: string;
	readonly meta?: MetaError;
	readonly httpStatus?: number;
	readonly retryAfter?: number;
	readonly worthWaiting?: boolean;
	readonly mayPass?: boolean;
	readonly field?: string;
	readonly gate?: GateName;
	readonly unsent?: string;
	readonly made?: readonly MadeObject[];

	constructor(details: FailureDetails) {
		super(details.message);
		this.name = 'GraphFailure';
		this.kind = details.kind;
		this.advice = details.advice;
		this.meta = details.meta;
		this.httpStatus = details.httpStatus;
		this.retryAfter = details.retryAfter;
		this.worthWaiting = details.worthWaiting;
		this.mayPass = details.mayPass;
		this.field = details.field;
		this.gate = details.gate;
		this.unsent = details.unsent;
		this.made = details.made;
	}

	/** The same failure, told with other words or facts. */
	with(change: Partial<FailureDetails>): GraphFailure {
		return new GraphFailure({ ...this, message: this.message, ...change });
	}
}

/** A failure that follows from another: told in its own words, with what Meta said of the first. */
export const failureAfter = (cause: Error | undefined, details: FailureDetails): GraphFailure =>
	cause instanceof GraphFailure ? cause.with(details) : new GraphFailure(details);

/** Of a text of Meta's: its longest are some hundred characters, and nobody reads more in an error. */
const LONGEST_TEXT = 600;

/** Cut before any pattern sees it, and once more after the tokens are out: half of one might stand at the cut. */
function text(value: unknown): string | undefined {
	if (typeof value !== 'string' || value === '') return undefined;
	return cut(withoutTokens(cut(value, 3 * LONGEST_TEXT)), LONGEST_TEXT);
}

const cut = (fullText: string, most: number): string =>
	fullText.length > most ? `${fullText.slice(0, most - 1)}…` : fullText;

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** Names of parameters, and places in lists. */
const nameOf = (part: unknown): string => (typeof part === 'string' || typeof part === 'number' ? String(part) : '');

/**
 * User and system-user tokens start with EAA, app tokens are `<app id>|<secret>`; Meta can quote a malformed one (code
 * 190).
 */
const tokenLike =
	/\bEAA[A-Za-z0-9]{8,}|\b\d{8,}\|[\w-]{8,}|(?<=Malformed access token )\S+|(?<=access_token=)[^\s&"]+/g;

/** Meta's texts go into errors and logs: what looks like a token does not. */
const withoutTokens = (fullText: string): string => fullText.replace(tokenLike, '(token)');

/**
 * `error_data` arrives as an object or as a JSON string; `blame_field_specs` is a list of paths (Meta:
 * error-reference).
 */
function readErrorData(errorData: unknown): Json | undefined {
	const data = parsedJson(errorData);
	return isRecord(data) ? data : undefined;
}

const LONGEST_NAME = 100;

/** Meta names fields by paths, or one of them as text: `{"blame_field":"targeting"}` (recorded). */
function blamedFields(data: Json = {}): string[] {
	const { blame_field_specs: specList, blame_field: single } = data;
	const specs: unknown[] = Array.isArray(specList) ? specList : [single];
	const paths = specs.map((path) =>
		Array.isArray(path)
			? path
					.map(nameOf)
					.filter((part) => part !== '')
					.join('.')
			: nameOf(path),
	);
	return paths.filter((path) => path !== '').map((path) => cut(path, LONGEST_NAME));
}

const wantedPiece = (data: Json = {}): Pick<MetaError, 'wanted'> =>
	data.start_offset === undefined ? {} : { wanted: { start_offset: data.start_offset, end_offset: data.end_offset } };

/** Reads the `error` object of a Graph body, or null when the body carries none. */
export function readMetaError(body: unknown): MetaError | null {
	const error = isRecord(body) ? body.error : undefined;
	if (!isRecord(error)) return null;
	const data = readErrorData(error.error_data);
	return {
		code: number(error.code),
		subcode: number(error.error_subcode),
		type: text(error.type),
		message: text(error.message),
		userTitle: text(error.error_user_title),
		userMessage: text(error.error_user_msg),
		blame: blamedFields(data),
		...wantedPiece(data),
		transient: error.is_transient === true ? true : undefined,
		traceId: text(error.fbtrace_id),
	};
}

const within = (code: number, range: Explanation['code']): boolean =>
	typeof range === 'number' ? code === range : code >= range[0] && code <= range[1];

const textsOf = ({ message, userTitle, userMessage }: MetaError): string[] =>
	[message, userTitle, userMessage].filter((one) => one !== undefined);

function explain(meta: MetaError): Explanation | undefined {
	if (meta.code === undefined) return undefined;
	const code = meta.code;
	return explanations.find(
		(row) =>
			within(code, row.code) &&
			(row.subcode === undefined ||
				(row.subcode === null ? meta.subcode === undefined : row.subcode === meta.subcode)) &&
			(row.says === undefined || textsOf(meta).some((one) => row.says?.test(one))),
	);
}

/** What a permission that Meta names says more than: a code alone, unless it is about the token itself, a limit or passing trouble. */
const VAGUE: ReadonlyArray<FailureKind | undefined> = ['permission', 'invalidParameter', 'notFound', undefined];

function explanationOf(meta: MetaError): Partial<Explanation> | undefined {
	const row = explain(meta);
	const isExact = row?.subcode != null || row?.says !== undefined || !VAGUE.includes(row?.kind);
	const permission = isExact || meta.transient ? null : askedPermission(textsOf(meta));
	return permission === null || (row?.kind === 'permission' && permission.gate === undefined) ? row : permission;
}

/**
 * Classifies a Graph error by code and subcode: Meta's texts are "subject to change" and its HTTP status is 400 for
 * nearly everything. Text decides only where a row of the table says so, because Meta gives nothing else there.
 *
 * @param retryAfter seconds until access is regained, as the usage headers of the same answer tell
 */
export function classify(meta: MetaError, httpStatus: number, retryAfter?: number): GraphFailure {
	const row = explanationOf(meta);
	const kind = row?.kind ?? (meta.transient || httpStatus >= 500 ? 'temporary' : 'invalidParameter');
	return new GraphFailure({
		kind,
		message: row?.message ?? fallbackMessage(kind, meta),
		advice: row?.advice ?? fallbackAdvice(meta),
		meta,
		httpStatus,
		retryAfter: row?.retryAfter ?? (kind === 'rateLimited' ? retryAfter : undefined),
		worthWaiting: row?.worthWaiting,
		mayPass: row?.mayPass,
		field: meta.blame[0],
		gate: row?.gate,
	});
}

const fallbackMessages = {
	temporary: 'Meta could not process the request just now',
	invalidParameter: 'Meta refused the request',
};

/** With Meta's own title where it has one: a column of errors, or the subject of a mail, has this sentence alone. */
function fallbackMessage(kind: FailureKind, { userTitle }: MetaError): string {
	if (kind === 'temporary') return fallbackMessages.temporary;
	const title = trimEnd(userTitle?.trim(), '.: ');
	return [fallbackMessages.invalidParameter, title].filter(Boolean).join(': ');
}

/** Whether the table of explanations has nothing on a failure, so that whoever knows more of the request may tell it. */
export const isUnexplained = ({ kind, message }: GraphFailure): boolean =>
	kind === 'invalidParameter' && message.startsWith(fallbackMessages.invalidParameter);

const fallbackAdvice = (meta: MetaError): string =>
	meta.userMessage
		? 'Meta explains the reason below; correct the field it names and run the step again.'
		: 'Check the values of this step against Meta’s text below and run it again.';

/** Meta's text and identifiers in one line, for the description under our own sentence. */
export function metaText(meta: MetaError): string {
	const metaSentence =
		meta.userTitle && meta.userMessage ? `${meta.userTitle}: ${meta.userMessage}` : (meta.userMessage ?? meta.message);
	const codes = [
		meta.code !== undefined && `code ${meta.code}${meta.subcode === undefined ? '' : `/${meta.subcode}`}`,
		meta.traceId && `trace ${meta.traceId}`,
	].filter(Boolean);
	return [metaSentence && `Meta says: ${metaSentence}`, codes.length > 0 && `(${codes.join(', ')})`]
		.filter(Boolean)
		.join(' ');
}
