import { readDetails } from '../../../meta/token';
import { InputProblem } from '../../../shared/form/problem';
import { GraphFailure } from '../../../shared/graph/error';
import type { GraphObject } from '../../../shared/graph/object';
import type { Session } from '../../../shared/node/session/session';
import { audienceState, operationCode, takesContacts } from '../../audience/status';
import { BATCH_ROWS } from '../../people/rows/payload';
import type { UploadSession } from './session';
import { LANES } from './upload';
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations';
import { list } from '../../../shared/reading/cells';

/** A token that ends within these hours could end under way, and leave half a list. */
const TOKEN_HOURS = 2;

/** Seconds a batch may take, generously (UNCONFIRMED 6: Meta publishes no figure). */
const SECONDS_A_BATCH = 15;
const LONGEST_MINUTES = 60;

/** Meta's time for a replacement. */
const REPLACE_MINUTES = 90;
export const REPLACE_MS = REPLACE_MINUTES * MINUTE_MS;

/** Operation statuses in which a replacement can begin: normal, and those a broken one of our own leaves behind. */
const REPLACEABLE = [0, 200, 414, 415];

const notNow = (message: string, advice: string): GraphFailure =>
	new GraphFailure({ kind: 'invalidParameter', message, advice });

/** Whether people can be sent to the audience at all; checked before anybody is read. */
export function takesPeople(audience: GraphObject): InputProblem | GraphFailure | null {
	const takes = takesContacts(audience);
	if (takes === null) return untoldKind();
	if (!takes) {
		return new InputProblem(
			['audience'],
			'is not a customer list, so it takes no people',
			'Choose an audience made with Create Audience from a customer list. Website, engagement and lookalike audiences ' +
				'find their people by themselves.',
		);
	}
	return operationCode(audience) === 471 ? flaggedFailure(audience) : null;
}

const untoldKind = (): GraphFailure =>
	notNow(
		'Meta did not return whether this audience is a customer list, and only those take contacts',
		'Look at its type in Ads Manager → Audiences, and check with Meta Ads → Account → Check Access that the token may manage this account.',
	);

function flaggedFailure({ fields_violating_integrity_policy: flaggedFields }: GraphObject): GraphFailure {
	const fields = list(flaggedFields) === '' ? '' : ` (${list(flaggedFields)})`;
	return new GraphFailure({
		kind: 'policy',
		message: `Meta has flagged this audience for suggesting sensitive facts${fields}, and takes no people for it`,
		advice:
			'Open the audience in Ads Manager and resolve what Meta asks there, or create one with a neutral name and ' +
			'description.',
	});
}

/**
 * A replacement under way holds off every other change. After its 90 minutes Meta drops it, whatever its status still shows:
 * then Meta itself is asked.
 *
 * @param since when it began, milliseconds since 1970; null where nobody knows
 */
export function isBusy(audience: GraphObject, since: number | null, now: number): GraphFailure | null {
	if (operationCode(audience) !== 414) return null;
	if (since !== null && now - since >= REPLACE_MS) return null;
	return notNow(
		'Another replacement of this list is in progress',
		`Wait until it has ended, at most ${REPLACE_MINUTES} minutes after its start. If it broke off and nobody is at it, run Replace or ` +
			'Sync with Options → Restart Unfinished Replacement: it starts over.',
	);
}

/** A replacement that is about to begin. */
interface Beginning {
	readonly audience: GraphObject;
	readonly sessions: readonly UploadSession[];
	readonly rows: number;
	/** One of the sessions is begun anew. */
	readonly restarting: boolean;
	/** Sessions of ours that nobody is at any more, though Meta shows no end of them. */
	readonly isOver: (id: string) => boolean;
	/** When the replacement under way began; null where nobody knows. */
	readonly openSince: number | null;
	/** This step has filled the list, whatever Meta shows so far. */
	readonly isFilled: boolean;
}

/**
 * Whether a replacement may begin now, right before its first batch: a list in any other state than normal is refused by
 * Meta, and one that cannot end in time would leave half a list.
 */
export async function readyToReplace(session: Session, beginning: Beginning): Promise<GraphFailure | null> {
	const { audience, sessions, rows, restarting, isOver, isFilled } = beginning;
	const others = sessions.filter(({ id }) => !isOver(id));
	const busy = restarting
		? null
		: (isBusy(audience, beginning.openSince, session.now()) ?? openUpload(others, session.now()));
	return (
		busy ?? statusProblem(audience, sessions.length > 0 || isFilled) ?? tooMany(rows) ?? (await tokenProblem(session))
	);
}

const neverUploaded = (): GraphFailure =>
	notNow(
		'Nobody has been uploaded to this list yet, and Meta replaces only lists that have been',
		'Run Sync, which fills it, or Add once. From then on Replace can be used.',
	);

/** Meta works on an upload for up to 24 hours (reference/custom-audience/users). */
export const notSeenYet = (): GraphFailure =>
	notNow(
		'Meta still shows this list as one to which nobody was uploaded, though an upload has been, and replaces no such list',
		'Run the step again later: Meta takes up to 24 hours. If it still shows nobody then, run Add once; from then on the list ' +
			'can be replaced.',
	);

/** After a replacement that failed Meta wants "normal", too; whether it then takes a new one is left to Meta (UNCONFIRMED 7). */
function statusProblem(audience: GraphObject, isUploaded: boolean): GraphFailure | null {
	const code = operationCode(audience);
	if (code === 410) return isUploaded ? notSeenYet() : neverUploaded();
	if (code === undefined || REPLACEABLE.includes(code)) return null;
	const { status, statusDetail } = audienceState(audience);
	return notNow(
		`The list cannot be replaced while its status is “${status}”`,
		statusDetail ?? 'Meta replaces only lists whose status is normal. Look at it in Ads Manager.',
	);
}

function tooMany(rows: number): GraphFailure | null {
	const minutes = (Math.ceil(rows / BATCH_ROWS / LANES) * SECONDS_A_BATCH) / 60;
	if (minutes <= LONGEST_MINUTES) return null;
	const time = `could take more than ${LONGEST_MINUTES} minutes, and Meta drops what comes after ${REPLACE_MINUTES}`;
	return notNow(
		`Replacing ${rows.toLocaleString('en')} rows ${time}`,
		'Split the people into several lists and use all of them in the ad sets.',
	);
}

/** An upload that began lately and has not ended: another run's, perhaps another tool's. */
function openUpload(sessions: readonly UploadSession[], now: number): GraphFailure | null {
	const open = sessions.find(({ startedAt, endedAt, stage }) => {
		const isRecent = startedAt !== null && now - startedAt < REPLACE_MINUTES * MINUTE_MS;
		return endedAt === null && isRecent && !/fail/i.test(stage ?? '');
	});
	if (open === undefined) return null;
	const since = `It began less than ${REPLACE_MINUTES} minutes ago (session ${open.id}).`;
	return notNow('Another upload to this list has not ended yet', `${since} Run the step again when it is over.`);
}

/** What Meta does not tell about a token is no reason to stop. */
async function tokenProblem(session: Session): Promise<GraphFailure | null> {
	const { value } = await readDetails(session);
	const ends = value?.expiresAt;
	if (ends === undefined || ends === 0 || ends - session.now() >= TOKEN_HOURS * HOUR_MS) return null;
	return new GraphFailure({
		kind: 'auth',
		message: `The access token ends in less than ${TOKEN_HOURS} hours, perhaps in the middle of the replacement`,
		advice:
			'Renew it in the credential first. A system-user token without an expiry date saves you from doing this again.',
	});
}
