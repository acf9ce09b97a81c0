import type { GraphObject } from '../../shared/graph/object';
import { textCell } from '../../shared/reading/cells';
import { recordOf } from '../../shared/reading/json';
import { numberOf } from '../../shared/reading/numbers';

/** What an audience can be used for now, in plain words. */
export interface AudienceState {
	/** A word or two: "ready", "too small", "flagged". */
	readonly status: string;
	/** Whether ads can be shown to it. */
	readonly usable: boolean;
	/** What that means and what to do, or nothing while all is well. */
	readonly statusDetail: string | null;
}

/** Whether people can be sent to it; null where Meta does not tell its kind. Others find theirs by themselves. */
export const takesContacts = ({ subtype }: GraphObject): boolean | null =>
	typeof subtype === 'string' ? subtype === 'CUSTOM' : null;

interface Meaning {
	readonly status: string;
	readonly detail: string;
}

/**
 * Meta's operation statuses (Custom Audience reference, `operation_status`). 200 and 0 are not among them: then the
 * delivery status speaks.
 */
const operations: Readonly<Record<number, Meaning>> = {
	100: { status: 'expiring', detail: 'No ad set uses it, so Meta will delete it. Use it in an ad set to keep it.' },
	400: { status: 'warning', detail: 'Meta warns about it: see it in Ads Manager.' },
	410: { status: 'empty', detail: 'Nobody has been uploaded yet. Add members.' },
	411: {
		status: 'low match',
		detail: 'Meta matched few of the people. Send more data for each: email, phone, name, country.',
	},
	412: {
		status: 'many invalid',
		detail:
			'Many entries were not hashed as Meta wants it. This node does that by itself; another tool may have uploaded them.',
	},
	414: {
		status: 'replacing',
		detail:
			'A replacement of its members is in progress. Change nothing until it is over, at most 90 minutes after its start.',
	},
	415: {
		status: 'replacement failed',
		detail: 'The last replacement of its members did not end. Run it again from the start.',
	},
	421: { status: 'no pixel', detail: 'It has no pixel. Choose one in Ads Manager.' },
	422: { status: 'pixel silent', detail: 'Its pixel has not fired. Check the pixel on the website.' },
	423: { status: 'pixel invalid', detail: 'Its pixel cannot be used. Choose another one in Ads Manager.' },
	431: {
		status: 'refresh failed',
		detail:
			'Meta could not refresh the lookalike; it stays as it was. Check that its source still has at least 100 people of one country.',
	},
	432: {
		status: 'build failed',
		detail:
			'Meta could not build the lookalike. Check that its source has at least 100 people of one country, then create it again.',
	},
	433: {
		status: 'build failed',
		detail:
			'Meta could not build the lookalike. Check that its source has at least 100 people of one country, then create it again.',
	},
	434: { status: 'retrying', detail: 'Meta tries to build the lookalike again. Look again in a few hours.' },
	441: {
		status: 'populating',
		detail: 'Meta is still finding the people, which takes up to some hours. It can be used in ad sets meanwhile.',
	},
	442: { status: 'not prefilled', detail: 'It begins empty and fills from now on.' },
	450: { status: 'out of date', detail: 'Meta has not refreshed it for long. Use it in an ad set, and it will be.' },
	470: {
		status: 'owner inactive',
		detail: 'The person who made it is no longer active. Create it again with a system user.',
	},
	471: {
		status: 'flagged',
		detail:
			'Meta flagged it, because its name or description seems to be about sensitive topics such as health or finances. Resolve this in Ads Manager (Audiences): until then no edits, uploads or new campaigns are possible.',
	},
	500: { status: 'error', detail: 'Meta reports an error. See it in Ads Manager.' },
};

/** An audience that may be used although its operation status is not normal. */
const stillUsable = [100, 400, 411, 412, 414, 415, 431, 434, 441, 442, 450];

const codeOf = (status: unknown): number | undefined => {
	const code = numberOf(recordOf(status).code);
	return code !== null && Number.isInteger(code) ? code : undefined;
};

/** Meta's operation status code: 200 is normal. */
export const operationCode = ({ operation_status: status }: GraphObject): number | undefined => codeOf(status);

/** Meta's delivery status code: 200 is ready, 300 too small or inactive. */
export const deliveryCode = ({ delivery_status: status }: GraphObject): number | undefined => codeOf(status);

const tooSmall: Meaning = {
	status: 'too small',
	detail:
		'Too few people to show ads to. Meta counts only matched people, up to 24 hours after an upload. Add more people, or check again later.',
};

/** Status in words, from what Meta says of building the audience and of showing ads to it. */
export function audienceState(audience: GraphObject): AudienceState {
	const operation = operationCode(audience);
	const delivery = deliveryCode(audience);
	const deliverable = delivery === undefined || delivery === 200;
	const operationState = operation === undefined ? undefined : operations[operation];
	if (operationState) {
		const usable = deliverable && stillUsable.includes(operation ?? 0);
		return {
			status: operationState.status,
			usable,
			statusDetail:
				!usable && delivery === 300 && operation !== 410
					? `${operationState.detail} ${tooSmall.detail}`
					: operationState.detail,
		};
	}
	if (delivery === 300) return { status: tooSmall.status, usable: false, statusDetail: tooSmall.detail };
	if (!deliverable)
		return { status: 'not usable', usable: false, statusDetail: descriptionOf(audience.delivery_status) };
	if (operation === undefined || operation === 200 || operation === 0)
		return { status: 'ready', usable: true, statusDetail: null };
	return { status: `status ${operation}`, usable: true, statusDetail: descriptionOf(audience.operation_status) };
}

const descriptionOf = (status: unknown): string | null => textCell(recordOf(status).description);
