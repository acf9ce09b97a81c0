import { randomUUID } from 'node:crypto';

export interface GraphErrorDetails {
	subcode?: number;
	/** OAuthException for most, GraphMethodException for 100/33 (as clients in the field show it). */
	type?: string;
	status?: number;
	transient?: boolean;
	userTitle?: string;
	userMsg?: string;
	/** Paths of the offending parameters (Meta: marketing-api/error-reference). */
	blame?: string[][];
	/** What else `error_data` tells. */
	data?: Record<string, unknown>;
	/** `error_data` is JSON as text, as in Meta's own examples of refused ad sets (reference/ad-account/adsets). */
	isDataText?: true;
	headers?: Record<string, string>;
}

/** HTTP statuses are mostly 400; clients are told to classify by code and subcode (Meta: marketing-api/error-reference). */
const HTTP_STATUS: Record<number, number> = { 1: 500, 2: 500, 10: 403, 200: 403, 294: 403 };

export class GraphError extends Error {
	constructor(
		readonly code: number,
		message: string,
		readonly details: GraphErrorDetails = {},
	) {
		super(message);
	}

	get status(): number {
		return this.details.status ?? HTTP_STATUS[this.code] ?? 400;
	}

	body(): { error: Record<string, unknown> } {
		const { subcode, type, transient, userTitle, userMsg, blame, data, isDataText } = this.details;
		const errorData = { ...data, ...(blame && { blame_field_specs: blame }) };
		const isTransient = transient ?? (this.code === 2 ? true : undefined);
		return {
			error: {
				message: this.message,
				type: type ?? 'OAuthException',
				code: this.code,
				...((blame ?? data) && { error_data: isDataText ? JSON.stringify(errorData) : errorData }),
				...(subcode !== undefined && { error_subcode: subcode }),
				...(isTransient !== undefined && { is_transient: isTransient }),
				...(userTitle && { error_user_title: userTitle }),
				...(userMsg && { error_user_msg: userMsg }),
				fbtrace_id: traceId(),
			},
		};
	}
}

export function traceId(): string {
	return `A${randomUUID().replaceAll('-', '')}`.slice(0, 23);
}

/** "(#100) …": a parameter with a wrong type, a missing parameter, an unknown field. */
export function parameterError(message: string, blame?: string): GraphError {
	return new GraphError(100, `(#100) ${message}`, blame ? { blame: [[blame]] } : {});
}

/** A rule of the ads system, with a title and a text for the person. Without a subcode: Meta's subcode is UNCONFIRMED 59. */
export function ruleError(userTitle: string, userMsg: string, blame: string, subcode?: number): GraphError {
	return new GraphError(100, 'Invalid parameter', { subcode, transient: false, userTitle, userMsg, blame: [[blame]] });
}

/** A position in a list that cannot be read (Meta: reference/ad-account/insights, error codes). */
export const cursorError = (): GraphError => new GraphError(2642, '(#2642) Invalid cursors values');

/** Missing and forbidden are told apart by nothing: 100/33 (Meta: marketing-api/error-reference). */
export function unsupportedRequest(method: string, id: string): GraphError {
	return new GraphError(
		100,
		`Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing ` +
			'permissions, or does not support this operation. Please read the Graph API documentation at ' +
			'https://developers.facebook.com/docs/graph-api',
		{ subcode: 33, type: 'GraphMethodException' },
	);
}

export function unknownPath(path: string): GraphError {
	return new GraphError(2500, `Unknown path components: /${path}`);
}

/** Not Graph's answer: says honestly that the emulator, not Meta, lacks something. */
export function notEmulated(subject: string): GraphError {
	return new GraphError(-1, `The local emulator does not emulate ${subject}. Meta may well support it.`, {
		type: 'EmulatorException',
		status: 501,
	});
}
