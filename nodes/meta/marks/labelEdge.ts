import { GraphFailure } from '../../shared/graph/error';
import type { GraphRequest } from '../../shared/graph/request';
import { labelsParam } from './marks';

/**
 * Labels of an ad object by their edge, which leaves those of others (Meta: reference/adgroup/adlabels; facebook-python-business-sdk,
 * HasAdLabels). What is sent to the object itself replaces all of them, those too that another step has set a moment ago.
 */

export type LabelTarget = Pick<GraphRequest, 'path' | 'account'>;

const byEdge = (method: 'POST' | 'DELETE', { path, account }: LabelTarget, names: readonly string[]): GraphRequest => ({
	method,
	path: `${path}/adlabels`,
	params: { adlabels: labelsParam(names) },
	effect: 'set',
	account,
});

/** @param names all that are to be there: if the edge replaces (UNCONFIRMED 130), it takes none away that was read */
export const addingLabels = (target: LabelTarget, names: readonly string[]): GraphRequest =>
	byEdge('POST', target, names);

export const takingLabels = (target: LabelTarget, names: readonly string[]): GraphRequest =>
	byEdge('DELETE', target, names);

/** By the object itself: for labels that the edge does not take away. */
export const replacingLabels = ({ path, account }: LabelTarget, names: readonly string[]): GraphRequest => ({
	method: 'POST',
	path,
	params: { adlabels: labelsParam(names) },
	effect: 'set',
	account,
});

/**
 * Refusals that labels can be the cause of: an edge that an object lacks is "does not exist" or "missing permission" (100/33, 10). What
 * has another cause is refused again without labels.
 */
export const mayBeOfLabels = (failure: unknown): boolean =>
	failure instanceof GraphFailure && ['invalidParameter', 'notFound', 'permission'].includes(failure.kind);
