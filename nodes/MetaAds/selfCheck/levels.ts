import type { GraphRequest } from '../../shared/graph/request';
import { isRecord } from '../../shared/record';
import type { Gate } from './report/calls';

export const checkLevels = ['plan', 'readOnly', 'validateOnly', 'sandbox'] as const;
export type CheckLevel = (typeof checkLevels)[number];

/** Whether one level contains another. */
export const reaches = (level: CheckLevel, neededLevel: CheckLevel): boolean =>
	checkLevels.indexOf(level) >= checkLevels.indexOf(neededLevel);

/** What the sandbox steps have made, and may change and delete again. */
export type OwnObjects = ReadonlySet<string>;

/** Edges on which Meta checks a create without carrying it out (`execution_options` in its SDK 24.0.1, class AdAccount). */
const checkedEdges = /^act_\d+\/(?:campaigns|adsets|ads|adcreatives)$/;

/** Objects whose changes it checks (classes Campaign, AdSet, Ad). Creatives know no such option. */
export type Checkable = ReadonlySet<string>;

const isCheck = ({ params }: GraphRequest): boolean =>
	Array.isArray(params?.execution_options) && params.execution_options.includes('validate_only');

/** A batch that was put together by hand (lead forms, read in their page's name) and only reads. */
const isReadingBatch = ({ path, params }: GraphRequest): boolean =>
	path === '' &&
	Array.isArray(params?.batch) &&
	params.batch.every((part: unknown) => isRecord(part) && part.method === 'GET');

/**
 * What may leave at a level, whatever a step asks for: the one place that keeps a check from changing anything. Reads
 * always; mere checks where Meta has them; writes in a sandbox ad account only, and there of own objects only.
 */
export const gateOf =
	(level: CheckLevel, account: string, checkable: Checkable, ownObjects: OwnObjects): Gate =>
	(request) => {
		const { method, path } = request;
		if (method === 'GET' || isReadingBatch(request)) return null;
		if (isCheck(request)) {
			if (!reaches(level, 'validateOnly')) return 'this level only reads';
			if (method !== 'POST' || !(checkedEdges.test(path) || checkable.has(path)))
				return 'Meta knows no mere check there';
			return path.startsWith('act_') && !path.startsWith(`${account}/`) ? 'that is another ad account' : null;
		}
		if (!reaches(level, 'sandbox')) return 'this level changes nothing';
		const [root = '', edge] = path.split('/');
		const isImages = edge === 'adimages';
		if (root === account && isImages && method === 'DELETE' && ownObjects.has(String(request.params?.hash)))
			return null;
		const creates = root === account && method === 'POST' && (checkedEdges.test(path) || isImages);
		return creates || (ownObjects.has(root) && (edge === undefined || edge === 'copies' || edge === 'adlabels'))
			? null
			: 'the check changes only what it has made itself';
	};
