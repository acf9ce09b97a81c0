import type { SettledRequest } from '../shared/graph/client';
import type { GraphFailure } from '../shared/graph/error';
import type { GraphObject } from '../shared/graph/object';

/** What one question of a check told, or why it told nothing. One that failed never hides the others. */
export type CheckFinding<T> =
	| { readonly value: T; readonly failure?: undefined }
	| { readonly value?: undefined; readonly failure: GraphFailure };

export const findingOf = <T>({ answer, failure }: SettledRequest, read: (body: GraphObject) => T): CheckFinding<T> =>
	answer === undefined ? { failure } : { value: read(answer.body as GraphObject) };

/** What a column says when its question told nothing. */
export const unknown = (why: string): string => `unknown: ${why}`;

/** Failures that say something about Meta's present state and nothing about the access that is being checked. */
export const isPassing = ({ failure }: CheckFinding<unknown>): boolean =>
	failure !== undefined && ['temporary', 'rateLimited'].includes(failure.kind);
