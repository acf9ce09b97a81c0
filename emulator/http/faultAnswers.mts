import omit from 'lodash/omit.js';

import { GraphError } from '../graph/language/graphError.mts';
import type { Fault } from './faults.mts';

const HTML =
	'<!DOCTYPE html><html><head><title>Facebook | Error</title></head><body><h1>Sorry, something went wrong.</h1></body></html>';

export interface ScriptedAnswer {
	status: number;
	headers: Record<string, string>;
	body: unknown;
	isText?: boolean;
}

/** What a fault without connection trouble answers; undefined for the others. */
export function scriptedAnswer(fault: Fault): ScriptedAnswer | undefined {
	if (fault.kind === 'graph') {
		const { code, message, headers = {}, ...details } = omit(fault, 'applied');
		const error = new GraphError(code, message ?? `(#${code}) Scripted fault`, details);
		return { status: error.status, headers, body: error.body() };
	}
	if (fault.kind === 'html') {
		return { status: fault.status, headers: { 'content-type': 'text/html; charset=utf-8' }, body: HTML, isText: true };
	}
	if (fault.kind !== 'http') return undefined;
	const headers = { 'content-type': fault.contentType ?? 'text/plain', ...fault.headers };
	return { status: fault.status, headers, body: fault.body ?? '', isText: true };
}
